// Everything that must hold before a change lands, in the order in which it is cheapest to fail.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from './chromium.js';
import { prepare, root } from './prepare.js';

prepare();
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` };
const failed = [];

function step(name, command, args, extra = {}) {
	const began = Date.now();
	console.log(`\n── ${name}`);
	const { status } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...env, ...extra }
	});
	console.log(
		`── ${name}: ${status === 0 ? 'passed' : 'FAILED'}, ${Math.round((Date.now() - began) / 1000)} s`
	);
	if (status !== 0) failed.push(name);
}

/** The newest PostgreSQL installed on this machine, besides the one that comes along. */
function systemPostgres() {
	const home = '/usr/lib/postgresql';
	const versions = existsSync(home) ? readdirSync(home).sort((a, b) => b - a) : [];
	return versions
		.map((version) => join(home, version, 'bin'))
		.find((bin) => existsSync(join(bin, 'initdb')));
}

step('types', 'svelte-check', ['--fail-on-warnings', '--output', 'human']);
step('lint', 'eslint', ['.', '--max-warnings', '0']);
step('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
step('import boundaries', 'depcruise', [
	'--config',
	'.dependency-cruiser.cjs',
	'src',
	'seeds',
	'migrations',
	'scripts',
	'server.ts'
]);
step('dead code', 'knip', []);
const vitest = (file) => [
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${join(results, file)}`
];
step('unit and database tests', 'vitest', vitest('vitest.json'));
const bin = systemPostgres();
if (bin)
	step(`database tests on ${bin}`, 'vitest', [...vitest('vitest-system.json'), 'tests/database'], {
		TEST_POSTGRES_BIN: bin
	});
step('browser tests', 'playwright', ['test'], { CHROMIUM_PATH: await chromium() });

function counted(file, read) {
	const path = join(results, file);
	return existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : [0, 0];
}
const ofVitest = (report) => [report.numPassedTests, report.numFailedTests];
const counts = [
	counted('vitest.json', ofVitest),
	counted('vitest-system.json', ofVitest),
	counted('playwright.json', ({ stats }) => [stats.expected + stats.flaky, stats.unexpected])
];
const sum = (column) => counts.reduce((total, count) => total + count[column], 0);
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${sum(0)} passed, ${Math.max(sum(1), failed.length)} failed`);
process.exit(failed.length > 0 ? 1 : 0);
