/**
 * `npm run failover` runs two processes and two people who report through the end of the database's
 * leader and through a planned change of it, and counts acknowledged rows that are missing afterwards.
 * Ends with 1 where one is, with 3 where a program is not installed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { reportingPlan } from '../tests/support/reporting-plan.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { newestUpdate, report, savedId, traces, type Activity } from '../tests/support/writer.ts';
import { startCluster, type Cluster } from './failover/cluster.ts';
import { lacking } from './failover/programs.ts';

const missing = lacking();
if (missing.length > 0) {
	console.error(
		`Not installed: ${missing.join(', ')}. On Debian: apt-get install ${missing.join(' ')}`
	);
	process.exit(3);
}

interface Writer {
	acknowledged: string[];
	/** How often an answer had each status; 0: none came. */
	answers: Map<number, number>;
	/** The longest time between two acknowledged rows, in milliseconds. */
	gap: number;
	stop(): Promise<void>;
}

/** Reports all the time; what was not acknowledged is sent again as it was, as a person would. */
function writer(activity: Activity, newest: string): Writer {
	const self: Omit<Writer, 'stop'> = { acknowledged: [], answers: new Map(), gap: 0 };
	let going = true;
	const run = async () => {
		let seen = newest;
		let latest = Date.now();
		let requestId = crypto.randomUUID();
		while (going) {
			const answer = await report(activity, { seen, requestId }).catch(() => undefined);
			const status = answer?.status ?? 0;
			self.answers.set(status, (self.answers.get(status) ?? 0) + 1);
			const id = answer && savedId(answer);
			if (id) {
				self.acknowledged.push(id);
				self.gap = Math.max(self.gap, Date.now() - latest);
				[seen, latest, requestId] = [id, Date.now(), crypto.randomUUID()];
			} else await pause(50);
		}
	};
	const running = run();
	return Object.assign(self, {
		stop: async () => {
			going = false;
			await running;
		}
	});
}

const folder = mkdtempSync(join(tmpdir(), 'tanaw-failover-'));
const servers: TestServer[] = [];
let lost = 0;
let cluster: Cluster | undefined;
try {
	console.log('Starting etcd, three PostgreSQL servers, HAProxy and PgBouncer …');
	cluster = await startCluster(folder);
	const { leaderUrl, url, leader, kill, revive, untilWell, switchOver } = cluster;
	const db = connect(leaderUrl, { connections: 2 });
	await migrate(db);
	const plan = await reportingPlan(db);

	const start = async (email: string, id: string): Promise<Activity> => {
		const server = await startServer({
			databaseUrl: url,
			environment: { TANAW_TODAY: '2026-11-22' }
		});
		servers.push(server);
		return { address: server.address, cookie: await server.signIn(email), id };
	};
	const activities = [
		await start(`reporter.${plan.milg}@example.org`, plan.ofMilg),
		await start('planner.all@example.org', plan.ofMpw)
	];

	const through = async (name: string, failing: () => Promise<void>) => {
		const newest = await Promise.all(activities.map(({ id }) => newestUpdate(db, id)));
		const writers = activities.map((activity, at) => writer(activity, newest[at]!));
		await pause(5_000);
		const before = writers.map(({ acknowledged }) => acknowledged.length);
		await failing();
		const deadline = Date.now() + 120_000;
		while (writers.some(({ acknowledged }, at) => acknowledged.length < before[at]! + 20)) {
			if (Date.now() > deadline) throw new Error(`${name}: nobody can write again`);
			await pause(200);
		}
		await pause(5_000);
		for (const one of writers) await one.stop();
		const { updates, logged } = await traces(db, 'small');
		const rows = writers.flatMap(({ acknowledged }) => acknowledged);
		const gone = rows.filter((id) => !updates.includes(id) || !logged.has(id));
		lost += gone.length;
		const answers = [
			...Map.groupBy(
				writers.flatMap((one) => [...one.answers]),
				([status]) => status
			)
		]
			.map(([status, all]) => `${status}: ${all.reduce((sum, [, count]) => sum + count, 0)}`)
			.join(', ');
		const seconds = Math.max(...writers.map(({ gap }) => gap)) / 1_000;
		console.log(
			`${name}: ${rows.length} rows acknowledged, ${gone.length} lost; answers ${answers}; ` +
				`${seconds.toFixed(1)} s without an acknowledged row`
		);
	};

	await through('The leader ends without warning', async () => {
		const ended = await leader();
		await kill(ended);
		await pause(20_000);
		revive(ended);
	});
	await untilWell(2);
	await through('The lead is handed over', switchOver);
	const { sound } = await verify(db);
	console.log(`The audit log is ${sound ? 'sound' : 'broken'}.`);
	if (!sound) lost += 1;
	for (const server of servers)
		console.log(
			server
				.output()
				.split('\n')
				.filter((line) => line.includes('The database'))
				.join('\n')
		);
	await db.destroy();
	for (const server of servers) await server.stop();
} finally {
	for (const server of servers) await server.kill();
	await cluster?.stop();
	rmSync(folder, { recursive: true, force: true });
}
process.exit(lost > 0 ? 1 : 0);
