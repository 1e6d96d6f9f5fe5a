// Everything that must hold before a change lands, in the order in which it is cheapest to fail.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium } from './chromium.js';
import { prepare, root } from './prepare.js';

prepare();
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` };
const failed = [];

const seconds = (began) => Math.round((Date.now() - began) / 1000);

/** Runs one check to its end; what it says is shown at once, or at its end where others run beside it. */
async function step(name, command, args, { extra = {}, beside = false } = {}) {
	const began = Date.now();
	if (!beside) console.log(`\n── ${name}`);
	const stdio = beside ? ['ignore', 'pipe', 'pipe'] : 'inherit';
	const check = spawn(command, args, { cwd: root, stdio, env: { ...env, ...extra } });
	const said = [];
	for (const stream of [check.stdout, check.stderr]) stream?.on('data', (part) => said.push(part));
	const [status] = await once(check, 'close');
	if (beside) process.stdout.write(`\n── ${name}\n${Buffer.concat(said)}`);
	console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'}, ${seconds(began)} s`);
	if (status !== 0) failed.push(name);
}

/** One check after the other, beside those of other lanes. */
async function lane(...checks) {
	for (const [name, command, args] of checks) await step(name, command, args, { beside: true });
}

/** The newest PostgreSQL installed on this machine, besides the one that comes along. */
function systemPostgres() {
	const home = '/usr/lib/postgresql';
	const versions = existsSync(home) ? readdirSync(home).sort((a, b) => b - a) : [];
	return versions
		.map((version) => join(home, version, 'bin'))
		.find((bin) => existsSync(join(bin, 'initdb')));
}

const folders = ['src', 'seeds', 'migrations', 'scripts', 'server.ts'];
// the types of the tables, seen from within pages, nest deeper than Node's usual stack
const types = ['--stack-size=3900', 'node_modules/svelte-check/bin/svelte-check'];
const boundaries = ['--config', '.dependency-cruiser.cjs', ...folders];
await Promise.all([
	lane(
		['types', 'node', [...types, '--fail-on-warnings', '--output', 'human']],
		['types of the worker', 'tsc', ['--noEmit', '--project', 'src/service-worker']],
		['dead code', 'knip', []],
		['dependencies', 'node', ['scripts/dependencies.ts']]
	),
	lane(
		['lint', 'eslint', ['.', '--max-warnings', '0']],
		['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
		['import boundaries', 'depcruise', boundaries],
		['the drawing of the house', 'node', ['scripts/architecture.ts', '--check']]
	)
]);
const vitest = (file) => [
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${join(results, file)}`
];
await step('unit and database tests', 'vitest', vitest('vitest.json'));
const bin = systemPostgres();
if (bin)
	await step(
		`database tests on ${bin}`,
		'vitest',
		[...vitest('vitest-system.json'), 'tests/database'],
		{ extra: { TEST_POSTGRES_BIN: bin } }
	);
await step('browser tests', 'playwright', ['test'], {
	extra: { CHROMIUM_PATH: await chromium() }
});

/** How many passed and failed, and what those that failed said: of a report, or of none. */
function read(file, of) {
	const path = join(results, file);
	return existsSync(path) ? of(JSON.parse(readFileSync(path, 'utf8'))) : [0, 0, []];
}
const ofVitest = ({ numPassedTests, numFailedTests, testResults }) => [
	numPassedTests,
	numFailedTests,
	testResults
		.filter(({ status }) => status === 'failed')
		.flatMap(({ name, message, assertionResults }) => [
			...(message ? [`${relative(root, name)}\n${message}`] : []),
			...assertionResults
				.filter(({ status }) => status === 'failed')
				.map(
					({ fullName, failureMessages }) =>
						`${relative(root, name)} › ${fullName}\n${failureMessages.join('\n')}`
				)
		])
];
const specs = ({ specs: own = [], suites = [] }) => [...own, ...suites.flatMap(specs)];
const ofPlaywright = (report) => [
	report.stats.expected + report.stats.flaky,
	report.stats.unexpected,
	specs(report)
		.filter(({ ok }) => !ok)
		.map(({ file, title, tests }) => {
			const said = tests.flatMap(({ results: runs }) => runs.flatMap(({ errors }) => errors));
			return `${file} › ${title}\n${said.map(({ message }) => message).join('\n')}`;
		})
];
const reports = [
	read('vitest.json', ofVitest),
	read('vitest-system.json', ofVitest),
	read('playwright.json', ofPlaywright)
];
const sum = (column) => reports.reduce((total, report) => total + report[column], 0);
// said again at the end, where it is looked for: what came between is thousands of lines
for (const said of reports.flatMap(([, , texts]) => texts)) console.error(`\n✘ ${said}`);
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${sum(0)} passed, ${Math.max(sum(1), failed.length)} failed`);
process.exit(failed.length > 0 ? 1 : 0);
