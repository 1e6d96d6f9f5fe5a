/**
 * npm run bench [-- S | M | L]: how long the pages and one update take on plans of a stated size, each
 * beside its SQL alone, its arithmetic alone, and a bare node:http server that sends the same bytes;
 * the aims stand beside the figures. Compare within one run; the machine's own speed drifts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { record } from '#lib/server/facts/record.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import { indexMissingPlans } from '#lib/server/search/commands.ts';
import { startServer, type TestServer } from '../../tests/support/server.ts';
import { arithmetic } from './arithmetic.ts';
import { audit } from './audit.ts';
import { change } from './changes.ts';
import { firstLoad } from './first-load.ts';
import { time, warmUps } from './measure.ts';
import { my } from './my.ts';
import { page } from './pages.ts';
import { portfolio } from './portfolio.ts';
import { publishing } from './publishing.ts';
import { line, times } from './report.ts';
import { rollOut } from './roll-out.ts';
import { searches } from './search.ts';
import { starting } from './starting.ts';
import { fill, sizes } from './synthetic.ts';

const runs = 60;
const email = 'bench@example.org';
const slug = 'bench-1';

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

/** What a page after a change cannot do without: the plan's rows, and their arithmetic; in milliseconds. */
async function beneath(db: Db): Promise<number> {
	const read = async () => (await plans.find(db, slug))!;
	const plan = await read();
	const today = todayIn(plan.time_zone, new Date());
	const { periods } = await setOut(db, plan);
	const scope = scopeOn(statusDate(periods, today), today);
	const rows = await record(db, plan, scope);
	const reading = await time(
		runs,
		async () => void (await record(db, await read(), scope)),
		() => change(db, slug)
	);
	line('SQL of one plan after a change, over the socket', reading);
	return reading.median + (await arithmetic(rows, scope)).median;
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
				// no less than was reported before, which would need a note
				percent: '99',
				// the last day that the report takes which is open
				as_of: '2026-09-30',
				actual_start: '2023-01-01',
				actual_end: '',
				slippage_cause: '',
				recovery_on: '',
				note: ''
			})
		});
		const answer = await response.text();
		if (response.status === 303) return;
		const why = /<a href="#[^"]*">([^<]*)/.exec(answer)?.[1] ?? 'it says no reason';
		throw new Error(`the update was answered with ${response.status}: ${why}`);
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
const db = connect(embedded.ownerUrl, { connections: 10 });
try {
	await migrate(db);
	const filling = performance.now();
	await fill(db, size);
	await indexMissingPlans(db);
	await person(db);
	console.log(
		`Size ${name}: ${size.plans} plans × ${size.activities} activities × ${size.updates} updates, ` +
			`made in ${((performance.now() - filling) / 1000).toFixed(1)} s; medians of ${runs} runs`
	);
	const server = await startServer({ databaseUrl: embedded.ownerUrl });
	try {
		const cookie = await server.signIn(email);
		const least = await beneath(db);
		const aims = { changed: '≤ 3 × (SQL + arithmetic)' };
		const leadership = await page(server, slug, { cookie, name: 'leadership', aims });
		line('  beside SQL + arithmetic', least, times(leadership.median / least), '≤ × 3');
		await page(server, slug, { cookie, name: 'timeline', aims: { bytes: '≤ 300 KiB' } });
		await update(server, cookie);
		await rollOut(server, slug, cookie);
		await my(server, slug, cookie);
		await firstLoad(server, slug, cookie);
		const dashboard = `/plans/${slug}/leadership`;
		line(
			'process start to the first leadership',
			...(await starting(embedded.ownerUrl, dashboard, cookie)),
			'≤ 700 ms'
		);
	} finally {
		await server.stop();
	}
	await portfolio(embedded.ownerUrl, db, size.plans);
	await searches(db, size.plans * size.activities);
	await audit(db);
} finally {
	await db.destroy();
	await embedded.stop();
	rmSync(folder, { recursive: true, force: true });
}
await publishing();
