import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { keepPluralRules } from './src/lib/messages/keep-plural-rules.ts';
import { cutFonts } from './src/lib/ui/cut-fonts.ts';
import { contentSecurityPolicy } from './src/app/security-headers.ts';

/** Each thread that reads files begins in a file of its own (server/interchange/archives). */
const workers = Object.fromEntries(
	globSync('src/lib/server/interchange/*/worker.ts').map((file) => [
		`${basename(dirname(file))}-worker`,
		file
	])
);

/** Front door, application and packages in one bundle: starting reads few files. */
const inOneBundle: Plugin = {
	name: 'in-one-bundle',
	apply: 'build',
	config: () => ({
		ssr: { noExternal: [/./] },
		environments: {
			ssr: {
				build: {
					// pg asks whether it is there; sharp finds its library by where it lies itself
					rolldownOptions: {
						input: { 'front-door': 'server.ts', ...workers },
						external: ['pg-native', 'sharp'],
						// what so many pages share every start loads: from one file instead of many
						output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 20 }] } }
					}
				}
			}
		}
	})
};

const isStyle = (id: string) => /\.css($|\?)/.test(id);

/**
 * One stylesheet for all that most pages show, and one for all charts: an answer has more bytes in its
 * headers than most components have styles.
 */
const fewStylesheets: Plugin = {
	name: 'few-stylesheets',
	apply: 'build',
	config: () => {
		const together = (name: string, files: RegExp) => ({
			name,
			test: (id: string) => isStyle(id) && files.test(id)
		});
		const groups = [
			together('ui', /\/src\/(lib\/ui\/|routes\/.*\+layout\.svelte)/),
			together('charts', /\/src\/lib\/charts\//)
		];
		const rolldownOptions = { output: { codeSplitting: { groups } } };
		return { environments: { client: { build: { rolldownOptions } } } };
	}
};

export default defineConfig({
	plugins: [
		inOneBundle,
		fewStylesheets,
		cutFonts(),
		paraglideVitePlugin({
			project: './src/lib/messages/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['baseLocale'],
			emitTsDeclarations: true
		}),
		keepPluralRules(),
		sveltekit({
			adapter: adapter(),
			// an error page may stand at another address than the one it was made for
			paths: { relative: false },
			// pages that are not hydrated register none; ours belongs to a reporter's pages only
			serviceWorker: { register: false },
			csp: {
				mode: 'hash',
				directives: contentSecurityPolicy
			}
		})
	],
	// how long the plugins took is nobody's concern at a first start
	build: {
		rolldownOptions: { checks: { bundlerTimings: false } },
		// a font within the styles would be loaded by every page, were it let in
		assetsInlineLimit: (path) => (path.endsWith('.woff2') ? false : undefined)
	},
	test: {
		expect: { requireAssertions: true },
		globalSetup: 'tests/support/global-setup.ts',
		// pictures read their colours from it; else styles are empty in tests
		css: { include: [/tokens\.css/] },
		// most of them wait for a server or a database, so more run than there are cores
		maxWorkers: 4,
		// tests start servers and databases; a busy machine may take its time
		testTimeout: 240_000,
		hookTimeout: 240_000,
		include: [
			'src/**/*.test.ts',
			'seeds/**/*.test.ts',
			'migrations/**/*.test.ts',
			'tests/{api,consistency,database,recomputation,reliability,security,structure}/**/*.test.ts'
		]
	}
});
