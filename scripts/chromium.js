// Finds a Chromium for the browser tests, or installs one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, node } from './prepare.js';

const known = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

async function playwrights() {
	const { chromium } = await import('@playwright/test');
	return chromium.executablePath();
}

/** The path of a Chromium that is there; undefined: none is. */
export async function found() {
	return [...known, await playwrights()].find((path) => path && existsSync(path));
}

function attempt(command, args) {
	return spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout: 600_000 }).status === 0;
}

/** The path of a Chromium; installs Playwright's own, or the system's package where that is out of reach. */
export async function chromium() {
	const here = await found();
	if (here) return here;
	console.log('Installing a Chromium for the browser tests …');
	const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
	const asRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
	if (
		!attempt(node, [playwright, 'install', ...(asRoot ? ['--with-deps'] : []), 'chromium']) &&
		asRoot
	) {
		attempt('apt-get', ['update', '-qq']);
		attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
	}
	const now = await found();
	if (!now) throw new Error('No Chromium could be found or installed; set CHROMIUM_PATH to one.');
	return now;
}
