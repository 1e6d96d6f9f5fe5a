import { defineConfig } from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/browser',
	workers: 2,
	// axe reads the longest pages for half a minute where the machine is busy with other things
	timeout: 180_000,
	// waited for, never asserted: on a machine busy with other things a saved page takes longer than usual
	expect: { timeout: 30_000 },
	forbidOnly: true,
	reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
	use: {
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	}
});
