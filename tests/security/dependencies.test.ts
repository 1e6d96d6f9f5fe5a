/** Packages come as they were looked at, or not at all. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../../scripts/dependencies/advisories.ts';
import { faultsOf, type Lockfile } from '../../scripts/dependencies/lockfile.ts';
import { wrongWith } from '../../scripts/node-digest.js';
import { node } from '../../scripts/prepare.js';

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const lockfile = json('package-lock.json') as Lockfile;
const { allowScripts, dependencies } = json('package.json') as {
	allowScripts: Record<string, boolean>;
	dependencies: Record<string, string>;
};
const scripts = { ...allowScripts };
const sound = {
	version: '1.0.0',
	integrity: `sha512-${'A'.repeat(86)}==`,
	license: 'MIT'
};

test('what is locked has digests, comes from the registry, and has licences that are allowed', () => {
	expect(faultsOf(lockfile, scripts)).toEqual([]);
});

test.each([
	['without a digest', { ...sound, integrity: undefined }, 'has no digest'],
	['with a weak digest', { ...sound, integrity: 'sha1-AAAA' }, 'has no digest'],
	['from elsewhere', { ...sound, resolved: 'git+ssh://host/x.git' }, 'comes from git+ssh'],
	[
		'from another registry',
		{ ...sound, resolved: 'https://registry.npmjs.org.evil/x' },
		'comes from'
	],
	['that is a link', { ...sound, link: true }, 'is a link'],
	['of another licence', { ...sound, license: 'AGPL-3.0' }, 'has the licence AGPL-3.0'],
	['of a tool’s licence', { ...sound, license: 'MPL-2.0' }, 'has the licence MPL-2.0'],
	['without a licence', { ...sound, license: undefined }, 'has the licence none'],
	['that runs a script', { ...sound, hasInstallScript: true }, 'runs a script']
])('a package %s is refused', (_, one, words) => {
	const packages = { '': {}, 'node_modules/x': one } as unknown as Lockfile['packages'];
	expect(faultsOf({ packages }, scripts)).toEqual([expect.stringContaining(words)]);
});

test('known faults are told; a registry that does not answer is said to be skipped', () => {
	const vulnerabilities = { x: { name: 'x', severity: 'high', range: '<2' } };
	expect(read(JSON.stringify({ vulnerabilities }))).toEqual({ known: ['x <2: high'] });
	expect(read(JSON.stringify({ vulnerabilities: {} }))).toEqual({ known: [] });
	expect(read(JSON.stringify({ message: '405 Method Not Allowed' }))).toEqual({
		skipped: expect.stringContaining('405')
	});
	expect(read('')).toHaveProperty('skipped');
});

test('the Node that runs is the one whose digest is kept', () => {
	const version = dependencies.node;
	expect(wrongWith(node, version)).toBeUndefined();
	expect(wrongWith(node, '99.0.0')).toContain('package.json names 99.0.0');
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-node-'));
	const other = join(folder, 'node');
	writeFileSync(other, 'another program');
	expect(wrongWith(other, version, 'linux-x64')).toContain('is not the Node');
	rmSync(folder, { recursive: true });
});

test('lucia is imported behind server/auth only, in its last release', () => {
	const found = execFileSync('git', ['grep', '-l', "from 'lucia'", '--', '*.ts', '*.svelte']);
	const files = found.toString().trim().split('\n');
	expect(files.filter((file) => !/^(src\/lib\/server\/auth|tests)\//.test(file))).toEqual([]);
	expect(dependencies.lucia).toBe('3.2.2');
});
