/** Three PostgreSQL servers under Patroni on this machine, with HAProxy and PgBouncer before them. */
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../tests/support/server.ts';
import { printed } from './configuration.ts';
import { account, end, endAll, postgresPrograms, start } from './programs.ts';

const names = ['one', 'two', 'three'] as const;
export type Name = (typeof names)[number];

interface Member {
	name: Name;
	role: string;
	state: string;
}

export interface Cluster {
	/** For the application: PgBouncer's address. */
	url: string;
	/** Past the pooler, to whoever leads. */
	leaderUrl: string;
	leader(): Promise<Name>;
	/** Ends a member as a power cut does. */
	kill(name: Name): Promise<void>;
	/** Starts one that was ended. */
	revive(name: Name): void;
	/** Hands the lead over. */
	switchOver(): Promise<void>;
	/** Ends all of it. */
	stop(): Promise<void>;
	/** Until there is a leader, and as many members follow it, one of them synchronously. */
	untilWell(followers: number): Promise<void>;
}

async function places(folder: string): Promise<Record<string, string>> {
	const at = async () => `127.0.0.1:${await freePort()}`;
	const [pooler, balancer] = [await freePort(), await freePort()];
	const found: Record<string, string> = {
		'10.0.0.10:5000': `127.0.0.1:${balancer}`,
		'host=10.0.0.10 port=5000': `host=127.0.0.1 port=${balancer}`,
		'listen_addr = 10.0.0.10': 'listen_addr = 127.0.0.1',
		'listen_port = 6432': `listen_port = ${pooler}`,
		'/etc/pgbouncer/userlist.txt': join(folder, 'userlist.txt'),
		'10.0.0.1:2379': await at(),
		'10.0.0.0/24': '127.0.0.1/32',
		'/usr/lib/postgresql/15/bin': postgresPrograms()!
	};
	for (const number of [1, 2, 3])
		for (const port of [5432, 8008]) found[`10.0.0.${number}:${port}`] = await at();
	return found;
}

/** HAProxy's checks go to a port of Patroni, which on one machine differs from member to member. */
function balancerOf(found: Record<string, string>): string {
	return [1, 2, 3].reduce(
		(text, number) => {
			const [database, patroni] = [5432, 8008].map((port) => found[`10.0.0.${number}:${port}`]!);
			const line = `${database} check port 8008`;
			return text.replace(line, `${database} check port ${patroni!.split(':')[1]}`);
		},
		printed('haproxy.cfg', found)
	);
}

function patroniOf(found: Record<string, string>, folder: string, number: number): string {
	const name = names[number - 1]!;
	const own = Object.fromEntries(
		[5432, 8008].map((port) => [`10.0.0.1:${port}`, found[`10.0.0.${number}:${port}`]!])
	);
	const text = printed('patroni.yml', {
		...found,
		...own,
		'name: one': `name: ${name}`,
		'/var/lib/postgresql/15/tanaw': join(folder, name)
	});
	const sockets = `  parameters:\n    unix_socket_directories: ${folder}\n`;
	return `${text.trimEnd()}\n${sockets}`;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 120_000;
	while (!(await holds().catch(() => false))) {
		if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
		await pause(200);
	}
}

async function answers(url: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {});
	await client.connect();
	await client.end();
	return true;
}

async function makeRole(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	for (const line of printed('role.sql', {}).trim().split('\n')) await client.query(line);
	await client.end();
}

export async function startCluster(folder: string): Promise<Cluster> {
	const found = await places(folder);
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text, { mode: 0o644 });
	};
	const { uid, gid } = account() ?? { uid: process.getuid!(), gid: process.getgid!() };
	chownSync(folder, uid, gid);
	mkdirSync(join(folder, 'etcd'));
	chownSync(join(folder, 'etcd'), uid, gid);
	const etcd = `http://${found['10.0.0.1:2379']}`;
	const peers = `http://127.0.0.1:${await freePort()}`;
	start(folder, 'etcd', 'etcd', [
		`--data-dir=${join(folder, 'etcd')}`,
		`--listen-client-urls=${etcd}`,
		`--advertise-client-urls=${etcd}`,
		`--listen-peer-urls=${peers}`,
		`--initial-advertise-peer-urls=${peers}`,
		`--initial-cluster=default=${peers}`
	]);
	const processes = new Map<Name, ChildProcess>();
	const revive = (name: Name) => {
		processes.set(name, start(folder, name, 'patroni', [join(folder, `${name}.yml`)]));
	};
	const kill = async (name: Name) => {
		await end(processes.get(name)!, 'SIGKILL');
		// PostgreSQL has a group of its own
		const file = join(folder, name, 'postmaster.pid');
		if (existsSync(file))
			process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
	};
	for (const [index, name] of names.entries()) {
		write(`${name}.yml`, patroniOf(found, folder, index + 1));
		revive(name);
	}
	write('haproxy.cfg', balancerOf(found));
	write('userlist.txt', '"tanaw" "APPLICATION-PASSWORD"\n');
	write('pgbouncer.ini', printed('pgbouncer.ini', found));

	const members = async (): Promise<Member[]> => {
		for (const number of [1, 2, 3]) {
			const address = `http://${found[`10.0.0.${number}:8008`]}/cluster`;
			const answer = await fetch(address).catch(() => undefined);
			if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members;
		}
		return [];
	};
	const untilWell = (followers: number) =>
		until('all follow', async () => {
			const all = await members();
			const well = all.filter(({ state }) => /running|streaming/.test(state));
			const roles = well.map(({ role }) => role);
			return (
				well.length === followers + 1 && roles.includes('leader') && roles.includes('sync_standby')
			);
		});
	const leader = async () => (await members()).find(({ role }) => role === 'leader')!.name;

	await untilWell(2);
	const addressOf = (name: Name) => found[`10.0.0.${names.indexOf(name) + 1}:5432`]!;
	await makeRole(`postgresql://postgres:SUPERUSER-PASSWORD@${addressOf(await leader())}/postgres`);
	start(folder, 'haproxy', 'haproxy', ['-f', join(folder, 'haproxy.cfg')]);
	start(folder, 'pgbouncer', 'pgbouncer', [join(folder, 'pgbouncer.ini')]);
	const urlAt = (address: string) => `postgresql://tanaw:APPLICATION-PASSWORD@${address}/tanaw`;
	const pooler = /listen_port = (\d+)/.exec(printed('pgbouncer.ini', found))![1]!;
	const url = urlAt(`127.0.0.1:${pooler}`);
	const leaderUrl = urlAt(found['10.0.0.10:5000']!);
	// until its first checks HAProxy takes all of them for the leader
	await pause(5_000);
	await until('the way to the leader is open', () => answers(leaderUrl));
	await until('the pooler answers', () => answers(url));
	return {
		url,
		leaderUrl,
		leader,
		untilWell,
		revive,
		kill,
		async stop() {
			for (const name of names) await kill(name);
			await endAll();
		},
		async switchOver() {
			const from = await leader();
			const number = names.indexOf(from) + 1;
			await fetch(`http://${found[`10.0.0.${number}:8008`]}/switchover`, {
				method: 'POST',
				body: JSON.stringify({ leader: from })
			});
			await until('another leads', async () => (await leader()) !== from);
		}
	};
}
