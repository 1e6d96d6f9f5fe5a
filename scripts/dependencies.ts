/**
 * `npm run dependencies` holds what is installed against what is allowed: digests, where packages come
 * from, licences, install scripts, the Node that runs, and known faults where the registry tells them.
 */
import { readFileSync } from 'node:fs';
import { advisories } from './dependencies/advisories.ts';
import { faultsOf, type Lockfile } from './dependencies/lockfile.ts';
import { wrongWith } from './node-digest.js';
import { node } from './prepare.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const { dependencies, allowScripts } = read('package.json') as {
	dependencies: Record<string, string>;
	allowScripts: Record<string, boolean>;
};
const lockfile = read('package-lock.json') as Lockfile;

const faults = faultsOf(lockfile, allowScripts);
const wrong = wrongWith(node, dependencies.node);
if (wrong) faults.push(wrong);

const found = await advisories();
if ('skipped' in found) console.log(`Skipped: known faults, since ${found.skipped}.`);
else faults.push(...found.known);

for (const fault of faults) console.error(fault);
const count = Object.keys(lockfile.packages).length - 1;
if (faults.length === 0)
	console.log(`${count} packages: digests, origins, licences and Node are right.`);
process.exitCode = faults.length > 0 ? 1 : 0;
