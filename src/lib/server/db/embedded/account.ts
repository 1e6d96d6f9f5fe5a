/**
 * Whose database it is. PostgreSQL refuses to run as root, so root lends it the account to which the
 * data belong; and since root may be made to do somebody else's work, it uses no folder that a
 * stranger could have made.
 */
import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { NotStarted } from './not-started.ts';

export interface Account {
	uid: number;
	gid: number;
}

const everybodyMayWrite = 0o002;
const onlyOwnersRemove = 0o1000;

/** The accounts that exist for such work, the one to prefer first; no person signs in as one. */
function systemAccounts(): Account[] {
	const entries = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	return ['postgres', 'nobody'].flatMap((wanted) => {
		const entry = entries.find(([name]) => name === wanted);
		return entry ? [{ uid: Number(entry[2]), gid: Number(entry[3]) }] : [];
	});
}

const about = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false });

/** A path and all folders above it that exist, the lowest first. */
function upwards(path: string): string[] {
	const above = dirname(path) === path ? [] : upwards(dirname(path));
	return about(path) ? [path, ...above] : above;
}

/** As it is written, and as it is once links are followed. */
function folderAndAbove(path: string): string[] {
	const written = upwards(resolve(path));
	return [...new Set([...written, ...upwards(realpathSync(written[0]!))])];
}

/** What a stranger could have made, or could put another folder in the place of. */
function isStrange(path: string, trusted: ReadonlySet<number>, system: ReadonlySet<number>) {
	const found = about(path)!;
	if (!trusted.has(found.uid)) return true;
	const above = about(dirname(path))!;
	if (dirname(path) === path || !(above.mode & everybodyMayWrite)) return false;
	return !(above.mode & onlyOwnersRemove) || !system.has(found.uid);
}

function refuseStrange(folder: string, account: Account): void {
	// whoever owns a folder above the program could change what root runs in any case
	const ofProgram = folderAndAbove(process.cwd()).map((path) => about(path)!.uid);
	const system = new Set([0, ...systemAccounts().map(({ uid }) => uid), ...ofProgram]);
	const trusted = new Set([...system, account.uid]);
	const strange = folderAndAbove(folder).find((path) => isStrange(path, trusted, system));
	if (strange)
		throw new NotStarted(
			`${strange} belongs to user ${about(strange)!.uid}, and somebody else than root could have made it, ` +
				`so root does not use it. Start as that user, or set TANAW_DATA to a folder of root's.`
		);
}

function ownerOf(folder: string): Account {
	const data = about(join(folder, 'data'));
	if (data && !data.isDirectory())
		throw new NotStarted(`${join(folder, 'data')} is no folder. Move it away, or set TANAW_DATA.`);
	if (data?.uid === 0)
		throw new NotStarted(
			`The data in ${folder} belong to root, and PostgreSQL does not run as root. ` +
				`Give them to whom they belonged: chown -R postgres ${join(folder, 'data')}`
		);
	const { uid, gid } = data ?? about(folderAndAbove(folder)[0]!)!;
	if (uid !== 0) return { uid, gid };
	const [account] = systemAccounts();
	if (account) return account;
	throw new NotStarted(
		'PostgreSQL does not run as root. Make a user postgres, or start as a user.'
	);
}

/**
 * The account that root lends to the server in a folder: the owner of the data, or of the folder in
 * which they will be, or a system account; `undefined` for everybody else, who runs it as themselves.
 * Throws {@link NotStarted} where a stranger could have made the folder.
 */
export function accountFor(folder: string): Account | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const account = ownerOf(folder);
	refuseStrange(folder, account);
	return account;
}
