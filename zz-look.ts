import { chromium } from '@playwright/test';
import { startServer } from './tests/support/server.ts';
const server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const shots: [string, string, boolean][] = [
	['public-list', '/plans/bangsamoro-demo/checklists', false],
	['public', '/plans/bangsamoro-demo/checklists/1', false],
	['edit-list', '/plans/bangsamoro-demo/edit/checklists', true],
	['edit', '/plans/bangsamoro-demo/edit/checklists/1', true],
	['gaps', '/plans/bangsamoro-demo/edit/checklists/1/gaps', true]
];
const cookie = (await server.signIn('planner@demo.example.org')).split('=') as [string, string];
for (const [width, scheme] of [[1440, 'light'], [360, 'dark']] as const) {
	for (const staff of [false, true]) {
		const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, baseURL: server.address });
		if (staff) await context.addCookies([{ name: cookie[0], value: cookie[1], url: server.address }]);
		const page = await context.newPage();
		for (const [name, path, needs] of shots) {
			if (needs !== staff) continue;
			const response = await page.goto(path);
			console.log(name, width, response?.status(), await page.evaluate('document.documentElement.scrollWidth'));
			await page.screenshot({ path: `/tmp/look/${name}-${width}.png`, fullPage: true });
		}
		if (!staff && width === 1440) {
			const doc = await page.request.get('/plans/bangsamoro-demo/checklists/1/document');
			console.log(doc.status(), doc.headers()['content-disposition']);
			const { writeFileSync } = await import('node:fs');
			writeFileSync('/tmp/look/doc.html', await doc.text());
			const api = await page.request.get('/api/v1/plans/bangsamoro-demo/checklists/1/items.csv');
			console.log(api.status(), (await api.text()).slice(0, 600));
			const own = await browser.newContext({ viewport: { width: 794, height: 1123 } });
			const sheet = await own.newPage();
			await sheet.goto('file:///tmp/look/doc.html');
			await sheet.screenshot({ path: '/tmp/look/doc.png', fullPage: true });
			await sheet.pdf({ path: '/tmp/look/doc.pdf', preferCSSPageSize: true });
		}
		await context.close();
	}
}
await browser.close();
await server.stop();
