// Does what has not been done yet: packages, build. Runs on the machine's own Node, 20 or later,
// since nothing is installed before it; everything else runs on the Node that comes as a package.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wrongWithOnce } from './node-digest.js';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const executable = process.platform === 'win32' ? 'node.exe' : 'node';
export const node = join(root, 'node_modules', 'node', 'bin', executable);

const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

/** The front door as built, seen from the project's folder, in which it runs. */
export const frontDoor = 'build/server/front-door.js';

/**
 * What Node is started with for the server, as in package.json: by itself it makes so much room for
 * short-lived objects, and lets what is in use grow so far before it looks what is not, that a server
 * of requests takes twice the memory and is no faster (docs/speed.md).
 */
export const nodeOptions = ['--max-semi-space-size=8', '--heap-growing-percent=60'];

/** Runs a command in the project's folder with its output shown; ends this process where it fails. */
export function run(command, args, options = {}) {
	const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` };
	const { status, signal } = spawnSync(command, args, {
		cwd: root,
		stdio: 'inherit',
		env,
		...options
	});
	if (status === 0) return;
	console.error(`\n${command} ${args.join(' ')} failed${signal ? ` (${signal})` : ''}.`);
	process.exit(status ?? 1);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Whether node_modules holds what the lockfile names; packages of other platforms may be absent. */
function installed() {
	const record = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(record) || !existsSync(node)) return false;
	const here = readJson(record).packages;
	return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
		([path, wanted]) =>
			path === '' || (here[path] ? here[path].version === wanted.version : wanted.optional)
	);
}

/** The build writes here, among the sources: what it wrote must not have it built once more. */
const written = ['paraglide', 'project.inlang', 'cut-fonts'];

function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (!entry.isDirectory()) return [path];
		return written.includes(entry.name) ? [] : filesBelow(path);
	});
}

/** A digest of everything that the build is made from. */
function inputs() {
	const files = [
		'package-lock.json',
		'package.json',
		'vite.config.ts',
		'tsconfig.json',
		'server.ts',
		'src/lib/messages/project.inlang/settings.json'
	].map((file) => join(root, file));
	// the words of the seeds are read at run time
	const seeds = filesBelow(join(root, 'seeds')).filter((file) => file.endsWith('.ts'));
	const sources = [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'static')), ...seeds];
	const hash = createHash('sha256');
	for (const file of [...files, ...sources.sort()])
		hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
	return hash.digest('hex');
}

export function prepare() {
	if (!installed()) {
		console.log('Installing packages; the first time this takes a minute or two …');
		run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund']);
	}
	const wrong = wrongWithOnce(node, readJson(join(root, 'package.json')).dependencies.node);
	if (wrong) {
		console.error(wrong);
		process.exit(1);
	}
	const stamp = join(root, 'build', 'inputs.sha256');
	const wanted = inputs();
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
		console.log('Building …');
		// what it says when all is well speaks to its own developers; what goes wrong comes on stderr
		const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
		run(node, [vite, 'build', '--logLevel=warn'], quiet);
		writeFileSync(stamp, wanted);
	}
}
