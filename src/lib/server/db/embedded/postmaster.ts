/** One PostgreSQL server process on one folder of data. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { NotStarted } from './not-started.ts';

const run = promisify(execFile);

/** Its log repeats neither what was stored nor the statements that failed: both hold people's data. */
const quietLog = ['log_error_verbosity=terse', 'log_min_error_statement=panic'];
/** Its socket lies among the data, where nobody else can make one; no port of the network. */
const hidden = ['listen_addresses=', 'unix_socket_directories=.', 'unix_socket_permissions=0700'];

const lookEveryMilliseconds = 20;
const stopsWithinMilliseconds = 60_000;
const pause = () => new Promise((done) => setTimeout(done, lookEveryMilliseconds));

export interface Home {
	data: string;
	log: string;
	/** The folder of PostgreSQL's programs. */
	programs: string;
	account: Account | undefined;
}

/**
 * Runs a program on a folder of data which root hands over opened: the account need not be able to come
 * there by itself, as below `/root` it is not.
 */
function runOn(
	home: Home,
	data: string,
	program: string,
	args: (place: string) => string[],
	log?: number
) {
	const isLent = home.account !== undefined && process.platform === 'linux';
	const opened = isLent ? openSync(data, constants.O_RDONLY | constants.O_DIRECTORY) : undefined;
	const child = spawn(join(home.programs, program), args(isLent ? '/proc/self/fd/3' : data), {
		...home.account,
		cwd: '/',
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		// it outlives a process of ours that is killed, and hears no Ctrl-C
		detached: log !== undefined,
		stdio: ['ignore', log ?? 'ignore', log ?? 'pipe', opened]
	});
	if (opened !== undefined) closeSync(opened);
	return child;
}

/** Makes the files of a database in an empty folder. */
export async function initialise(home: Home, data: string, options: string[]): Promise<void> {
	const child = runOn(home, data, 'initdb', (place) => [`--pgdata=${place}`, ...options]);
	const complaint: unknown[] = [];
	child.stderr?.on('data', (part) => complaint.push(part));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new NotStarted(`The database could not be made: ${complaint.join('')}`);
}

export async function versionOf({ programs }: Pick<Home, 'programs'>): Promise<string> {
	return (await run(join(programs, 'postgres'), ['--version'], { cwd: '/' })).stdout.trim();
}

/** The lines of the file in which a server says what it is: its process, socket folder, and state. */
function said(data: string): { pid: number; sockets: string; state: string } | undefined {
	try {
		const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), sockets: lines[4] ?? '', state: (lines[7] ?? '').trim() };
	} catch {
		return undefined;
	}
}

/** Where the server of these data listens: among them, unless a former version started it. */
export function socketsOf(data: string): string {
	const sockets = said(data)?.sockets ?? '';
	return sockets.startsWith('/') ? sockets : data;
}

/** Whether it is a server's; after a restart of the machine the number may be anybody's. */
function isPostgres(pid: number): boolean {
	if (process.platform !== 'linux') return true;
	try {
		const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
		return basename(program) === 'postgres';
	} catch {
		return false;
	}
}

function lives(pid: number): boolean {
	try {
		return process.kill(pid, 0) && isPostgres(pid);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM' && isPostgres(pid);
	}
}

/** Whether the server that has left its number with the data lives. */
export function isRunning(data: string): boolean {
	const pid = said(data)?.pid;
	return pid !== undefined && pid > 0 && lives(pid);
}

/** Nothing is written to through a link, and nothing that has a second name. */
function openLog(log: string): number {
	const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
	try {
		const file = openSync(log, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
		const { nlink } = fstatSync(file);
		if (nlink === 1 && fstatSync(file).isFile()) return file;
		closeSync(file);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ELOOP') throw cause;
	}
	throw new NotStarted(`${log} is no file of ours. Move it away.`);
}

/** Starts it, and returns when it is ready. Throws {@link NotStarted} where it ends instead. */
export async function startPostmaster(home: Home, settings: string[]): Promise<void> {
	const { data, log } = home;
	const given = [...hidden, ...quietLog, ...settings].flatMap((setting) => ['-c', setting]);
	const file = openLog(log);
	const server = runOn(home, data, 'postgres', (place) => ['-D', place, ...given], file);
	closeSync(file);
	server.unref();
	let ended = false;
	server.once('error', () => (ended = true));
	server.once('exit', () => (ended = true));
	while (!ended) {
		const now = said(data);
		if (now?.pid === server.pid && now?.state === 'ready') return;
		await pause();
	}
	throw new NotStarted(`PostgreSQL did not start; its own words are in ${log}.`);
}

/** Ends it: what is under way is undone. Returns when it is gone; throws where that takes too long. */
export async function stopPostmaster(data: string): Promise<void> {
	const pid = said(data)?.pid;
	if (pid === undefined || !isRunning(data)) return;
	process.kill(pid, 'SIGINT');
	const deadline = Date.now() + stopsWithinMilliseconds;
	while (isRunning(data)) {
		if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) does not end.`);
		await pause();
	}
}
