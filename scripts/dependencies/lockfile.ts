/** What the lockfile says of each package, held against what is allowed. */

interface LockedPackage {
	version?: string;
	resolved?: string;
	integrity?: string;
	license?: string;
	dev?: boolean;
	link?: boolean;
	hasInstallScript?: boolean;
}

export interface Lockfile {
	packages: Record<string, LockedPackage>;
}

const registry = 'https://registry.npmjs.org/';
const digest = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** What may become part of the application, and what only helps to build and test it. */
const licences = new Set([
	'MIT',
	'ISC',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'0BSD',
	'Apache-2.0',
	'MIT-0'
]);
/**
 * What is used as it is, beside our own code, and can be replaced by whoever runs it: the library behind
 * `sharp`, a file of its own.
 */
const licencesBeside: [name: RegExp, licences: ReadonlySet<string>][] = [
	[
		/^@img\/sharp-/,
		new Set([
			'LGPL-3.0-or-later',
			'Apache-2.0 AND LGPL-3.0-or-later',
			'Apache-2.0 AND LGPL-3.0-or-later AND MIT'
		])
	]
];
const licencesOfTools = new Set([
	...licences,
	...['MPL-2.0', 'OFL-1.1', 'BlueOak-1.0.0', 'Python-2.0', 'Unlicense', '(MIT AND Zlib)']
]);
/** They name none in their package.json; each has the MIT licence beside it. */
const mitByFile = new Set([
	'node_modules/@inlang/plugin-message-format',
	'node_modules/sqlite-wasm-kysely'
]);

const nameOf = (path: string) => path.split('node_modules/').at(-1)!;

const isAllowed = (name: string, { dev }: LockedPackage, licence: string) =>
	(dev ? licencesOfTools : licences).has(licence) ||
	licencesBeside.some(([names, of]) => names.test(name) && of.has(licence));

function faultsOfOne(path: string, one: LockedPackage, scripts: Record<string, boolean>): string[] {
	const faults: string[] = [];
	if (one.link) faults.push('is a link, no package of the registry');
	if (!digest.test(one.integrity ?? '')) faults.push('has no digest');
	if (one.resolved !== undefined && !one.resolved.startsWith(registry))
		faults.push(`comes from ${one.resolved}`);
	const licence = one.license ?? (mitByFile.has(path) ? 'MIT' : 'none');
	if (!isAllowed(nameOf(path), one, licence)) faults.push(`has the licence ${licence}`);
	if (one.hasInstallScript && !(nameOf(path) in scripts))
		faults.push(
			'runs a script when it is installed, which allowScripts in package.json does not name'
		);
	return faults.map((fault) => `${nameOf(path)} ${one.version ?? ''} ${fault}`);
}

/**
 * @param scripts packages that may run a script when they are installed
 * @returns what must not be, one line each
 */
export function faultsOf({ packages }: Lockfile, scripts: Record<string, boolean>): string[] {
	return Object.entries(packages).flatMap(([path, one]) =>
		path === '' ? [] : faultsOfOne(path, one, scripts)
	);
}
