/**
 * npm run bench [-- S | M]: how long the pages and one update take on plans of a stated size, each
 * beside its SQL alone, its arithmetic alone, and a bare node:http server that sends the same bytes.
 * Compare within one run; the machine's own speed drifts between runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { startServer, type TestServer } from '../../tests/support/server.ts';
import { bare, rate, read, time, warmUps, type Rate, type Timing } from './measure.ts';
import { starting } from './starting.ts';
import { fill, sizes } from './synthetic.ts';

const runs = 60;
const email = 'bench@example.org';
const slug = 'bench-1';

const milliseconds = ({ median }: Timing) => `${median.toFixed(2).padStart(8)} ms`;
const line = (what: string, timing: Timing, beside = '') =>
	console.log(`${what.padEnd(44)}${milliseconds(timing)}  ${beside}`);

async function person(db: Db): Promise<void> {
	const { id } = await db
		.insertInto('user_account')
		.values({ email, name: 'Bench' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await sql`
		insert into role_grant (user_id, role, organisation_id)
		select ${id}::bigint, 'planner', null union all select ${id}::bigint, 'reporter', id from organisation
	`.execute(db);
}

const changed = (db: Db) =>
	db
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('slug', '=', slug)
		.execute();

/** Sixteen at a time, signed in and not, and what of it a bare server sends. */
async function throughput(address: string, cookie: string): Promise<void> {
	const signedIn = await rate(address, cookie);
	const anybody = await rate(address);
	const alone = await bare(anybody.bytes, (at) => rate(at));
	const share = (one: Rate) =>
		`${one.perSecond.toFixed(0).padStart(8)} pages/s, 1/${(alone.perSecond / one.perSecond).toFixed(1)} of bare node:http`;
	console.log(`${'  sixteen at a time, signed in'.padEnd(44)}${share(signedIn)}`);
	console.log(`${'  sixteen at a time, not signed in'.padEnd(44)}${share(anybody)}`);
}

/** One page: as it stands, after a change, its bytes alone, and many at once. */
async function page(server: TestServer, cookie: string, name: string): Promise<void> {
	const address = `${server.address}/plans/${slug}/${name}`;
	const bytes = await read(address, { cookie });
	const warm = await time(runs, async () => void (await read(address, { cookie })));
	const cold = await time(runs, async () => {
		await changed(server.db);
		await read(address, { cookie });
	});
	const alone = await bare(bytes, (at) => time(runs, async () => void (await read(at))));
	const size = `${(bytes.length / 1024).toFixed(0)} KiB`;
	line(`${name}, unchanged since the last load`, warm, size);
	line(`${name}, after a change`, cold);
	line(
		`  the same bytes from bare node:http`,
		alone,
		`× ${(warm.median / alone.median).toFixed(1)}`
	);
	await throughput(address, cookie);
}

async function beneath(db: Db): Promise<void> {
	const plan = (await plans.find(db, slug))!;
	const today = todayIn(plan.time_zone, new Date());
	const scope = scopeOn(today, today);
	const rows = await record(db, plan, scope);
	const reading = await time(runs, async () => void (await record(db, plan, scope)));
	const arithmetic = await time(runs, async () => void planFigures(rows, scope));
	line('  SQL of one plan alone, over the socket', reading);
	line('  arithmetic of one plan alone', arithmetic);
}

/** A reporter's update through the form, visible to the next read. */
async function update(server: TestServer, cookie: string): Promise<void> {
	const { rows } = await sql<{ id: string; seen: string }>`
		select element.id, current.update_id as seen
		from element join plan on plan.id = plan_id join activity_current current on element_id = element.id
		where slug = ${slug} order by element.id limit ${runs + warmUps}
	`.execute(server.db);
	const posted = await time(runs, async (run) => {
		const { id, seen } = rows[run + warmUps]!;
		const response = await fetch(`${server.address}/my/activities/${id}?/report`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie, origin: server.address, accept: 'text/html' },
			body: new URLSearchParams({
				request_id: crypto.randomUUID(),
				seen,
				delivery: 'in_progress',
				percent: '60',
				as_of: '2026-10-31',
				actual_start: '2023-01-01',
				actual_end: '',
				slippage_cause: '',
				recovery_on: '',
				note: ''
			})
		});
		await response.arrayBuffer();
		if (response.status !== 303) throw new Error(`the update was answered with ${response.status}`);
	});
	line('one update through the form, committed', posted);
}

const name = process.argv[2] ?? 'S';
const size = sizes[name];
if (!size) {
	console.error(`Sizes: ${Object.keys(sizes).join(', ')}`);
	process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'tanaw-bench-'));
const embedded = await startEmbedded(folder);
const db = connect(embedded.url, { connections: 10 });
try {
	await migrate(db);
	const filling = performance.now();
	await fill(db, size);
	await person(db);
	console.log(
		`Size ${name}: ${size.plans} plans × ${size.activities} activities × ${size.updates} updates, ` +
			`made in ${((performance.now() - filling) / 1000).toFixed(1)} s; medians of ${runs} runs`
	);
	const server = await startServer({ databaseUrl: embedded.url });
	try {
		const cookie = await server.signIn(email);
		await page(server, cookie, 'leadership');
		await page(server, cookie, 'timeline');
		await beneath(db);
		await update(server, cookie);
		const dashboard = `/plans/${slug}/leadership`;
		line(
			'process start to the first leadership',
			...(await starting(embedded.url, dashboard, cookie))
		);
	} finally {
		await server.stop();
	}
} finally {
	await db.destroy();
	await embedded.stop();
	rmSync(folder, { recursive: true, force: true });
}
