/** Whether everything that a failover needs is installed, and processes that end with this one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['/usr/bin', '/usr/sbin', '/usr/local/bin'];
const wanted = {
	patroni: 'patroni',
	etcd: 'etcd-server',
	haproxy: 'haproxy',
	pgbouncer: 'pgbouncer'
};

/** The programs of the newest PostgreSQL that is installed. */
export function postgresPrograms(): string | undefined {
	const home = '/usr/lib/postgresql';
	const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
	return versions
		.map((version) => join(home, version, 'bin'))
		.find((bin) => existsSync(join(bin, 'pg_rewind')));
}

/** Debian's packages that are lacking. */
export function lacking(): string[] {
	const missing = Object.entries(wanted).filter(
		([program]) => !folders.some((folder) => existsSync(join(folder, program)))
	);
	const packages = missing.map(([, name]) => name);
	return postgresPrograms() ? packages : ['postgresql', ...packages];
}

/** PostgreSQL and Patroni refuse to run as root. */
export function account(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith('postgres:'));
	const [, , uid, gid] = line?.split(':') ?? [];
	return { uid: Number(uid), gid: Number(gid) };
}

const running = new Set<ChildProcess>();

/** Starts a program in a group of its own, with its words in a file. */
export function start(folder: string, name: string, command: string, args: string[]): ChildProcess {
	const log = openSync(join(folder, `${name}.log`), 'a');
	const child = spawn(command, args, {
		cwd: folder,
		detached: true,
		stdio: ['ignore', log, log],
		env: { PATH: `/usr/sbin:${process.env.PATH}`, HOME: folder, LC_ALL: 'C.UTF-8' },
		...account()
	});
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

/** Ends a program and all that it has started; SIGKILL is what a power cut does. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	process.kill(-child.pid!, signal);
	await gone;
}

export async function endAll(): Promise<void> {
	await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
}
