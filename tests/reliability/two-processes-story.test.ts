/**
 * A quarter on two processes of one database: requests go to one and the other in turn, and in the middle
 * of a submission and of a publication one is killed. Nothing is done twice, and nothing is lost.
 */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/connect.ts';
import { head, verify } from '#lib/server/writing/chain.ts';
import { seedDemonstration, seedReference } from '../../seeds/run.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { makePerson } from '../support/people.ts';
import { get, hidden, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const home = '/plans/bangsamoro-demo';
const { db, url } = await freshDatabase();
await seedReference(db);
await seedDemonstration(db, () => {});
const office = await startMailServer();
const ended: (() => Promise<unknown>)[] = [() => office.stop()];
afterAll(async () => {
	for (const end of ended.toReversed()) await end();
});

async function app(): Promise<TestServer> {
	const server = await startServer({
		databaseUrl: url,
		environment: {
			TANAW_TODAY: '2027-02-01',
			// a lock is waited for as long as a test may hold it
			DATABASE_PATIENCE: '60',
			TANAW_MAIL: office.url,
			TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>'
		}
	});
	ended.push(() => server.stop().catch(() => {}));
	return server;
}

const organisation = async (acronym: string) =>
	await db
		.selectFrom('organisation')
		.where('acronym', '=', acronym)
		.where('jurisdiction', '=', 'bangsamoro')
		.select('id')
		.executeTakeFirstOrThrow();

// people who are not made up, so that mails go to them
const [milg, mpw] = [await organisation('MILG'), await organisation('MPW')];
const reporter = await makePerson(db, { role: 'reporter', organisationId: milg.id });
const silent = await makePerson(db, { role: 'reporter', organisationId: mpw.id });
const planner = await makePerson(db, { role: 'planner' });

const processes = [await app(), await app()];
let turn = 0;
/** Where the next request goes: the processes that are left, in turn. */
const next = () => processes[(turn += 1) % processes.length]!.address;
const cookies = {
	reporter: await processes[0]!.signIn(reporter.email),
	planner: await processes[1]!.signIn(planner.email)
};
type Who = keyof typeof cookies;

const page = async (who: Who, path: string) =>
	await (await get(next() + path, { cookie: cookies[who] })).text();
const send = (who: Who, path: string, fields: Record<string, string>, address = next()) =>
	post(address + path, fields, { cookie: cookies[who] });

/** Holds what an act needs, kills the process in the middle of the act, and sends the act to the other. */
async function killedInTheMiddle(
	hold: (trx: Db) => Promise<unknown>,
	act: (address: string) => Promise<Response>
): Promise<void> {
	const [dying] = processes.splice(0, 1);
	await db.transaction().execute(async (trx) => {
		await hold(trx);
		const cut = act(dying!.address).then(
			({ status }) => status,
			() => 'cut off'
		);
		await untilSomebodyWaits(db);
		await dying!.kill();
		// a publication that is awaited too long is answered before
		expect(['cut off', 303]).toContain(await cut);
	});
}

const period = async () =>
	await db
		.selectFrom('reporting_period')
		.where('label', '=', '2026 Q4')
		.select('id')
		.executeTakeFirstOrThrow();

const stepsOfMilg = async () => {
	const { rows } = await sql<{ state: string }>`
		select step.state from report_transition as step join report on report.id = step.report_id
		where report.period_id = ${(await period()).id} and report.organisation_id = ${milg.id}
		order by step.id
	`.execute(db);
	return rows.map(({ state }) => state);
};

/** The activities of a reporter's list, by their pages. */
const activitiesIn = (text: string) => [
	...new Set([...text.matchAll(/href="(\/my\/activities\/\d+)"/g)].map(([, path]) => path!))
];

/** All that the form of an activity holds, as a browser would send it, with a note. */
async function entryOf(path: string, note: string): Promise<Record<string, string>> {
	const text = await page('reporter', path);
	const value = (name: string) =>
		new RegExp(`<input id="${name}"[^>]*? value="([^"]*)"`).exec(text)?.[1] ?? '';
	const chosen = (name: string) =>
		new RegExp(`name="${name}" value="([^"]*)" checked`).exec(text)?.[1] ?? '';
	return {
		...hidden(text, '?/report'),
		...{ delivery: chosen('delivery'), percent: value('percent'), as_of: '2026-12-31' },
		...{ actual_start: value('actual_start'), actual_end: value('actual_end') },
		...{ slippage_cause: 'staffing', recovery_on: value('recovery_on') },
		declared_confidence: chosen('declared_confidence'),
		declared_reason: chosen('declared_confidence') && note,
		note
	};
}

const reportOn = async (path: string, note: string) =>
	await send('reporter', `${path}?/report`, await entryOf(path, note));

const submission = async () => ({
	...hidden(await page('reporter', '/my'), '?/submitted'),
	certified: 'on'
});

const reportPage = async () => `${home}/periods/${(await period()).id}/milg`;

async function approveMilg(): Promise<void> {
	const path = await reportPage();
	const fields = hidden(await page('planner', path), '?/approved');
	const both = processes.map(({ address }) =>
		send('planner', `${path}?/approved`, fields, address)
	);
	expect((await Promise.all(both)).map(({ status }) => status)).toEqual(both.map(() => 303));
}

const published = async () => {
	const { rows } = await sql<{ label: string; version: number }>`
		select period.label, version from snapshot
		join reporting_period as period on period.id = snapshot.period_id order by snapshot.id
	`.execute(db);
	return rows.map(({ label, version }) => `${label} ${version}`);
};

/** What everybody reads of how far the plan is, from each process. */
const publicFigures = async () =>
	await Promise.all(
		processes.map(async ({ address }) => (await get(`${address}/api/v1${home}/figures`)).text())
	);

test('a quarter is opened, reported and submitted, though a process is killed meanwhile', async () => {
	const fields = {
		...hidden(await page('planner', `${home}/periods`), '?/open'),
		...{ frequency: 'quarter', label: '2026 Q4', starts_on: '2026-10-01' },
		...{ ends_on: '2026-12-31', due_on: '2027-01-30' }
	};
	// pressed twice, and answered by both
	const opened = await Promise.all(
		processes.map(({ address }) => send('planner', `${home}/periods?/open`, fields, address))
	);
	expect(opened.map(({ status }) => status)).toEqual([303, 303]);

	const paths = activitiesIn(await page('reporter', '/my'));
	expect(paths).toHaveLength(8);
	for (const path of paths.slice(1)) expect((await reportOn(path, `Of ${path}.`)).status).toBe(303);
	// two people fill in the same form at two processes: the second is shown both
	const entries = await Promise.all(['One.', 'Other.'].map((one) => entryOf(paths[0]!, one)));
	const answers = await Promise.all(
		entries.map((entry, at) =>
			send('reporter', `${paths[0]}?/report`, entry, processes[at]!.address)
		)
	);
	expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
	expect(await stepsOfMilg()).toEqual(['draft']);

	const certified = await submission();
	const submit = (address: string) => send('reporter', '/my?/submitted', certified, address);
	await killedInTheMiddle((trx) => sql`lock table notice in share mode`.execute(trx), submit);
	expect(await stepsOfMilg()).toEqual(['draft']);
	processes.push(await app());
	const again = await Promise.all(processes.map(({ address }) => submit(address)));
	expect(again.map(({ status }) => status)).toEqual([303, 303]);
	expect(await stepsOfMilg()).toEqual(['draft', 'submitted']);
});

test('one item is returned and sent again, approved by both, and the silent ministry is asked once', async () => {
	const path = await reportPage();
	const text = await page('planner', path);
	const activity = /name="activity-(\d+)"/.exec(text)?.[1] ?? '';
	const items = { [`activity-${activity}`]: 'Which sites?' };
	const returned = { ...hidden(text, '?/returned'), reason: 'One word.', ...items };
	expect((await send('planner', `${path}?/returned`, returned)).status).toBe(303);
	const paths = activitiesIn(await page('reporter', '/my'));
	const other = paths.find((one) => !one.endsWith(`/${activity}`))!;
	const refused = await reportOn(other, 'This is not open.');
	expect(await wordsOf(refused)).toContain('Only what was returned is open.');
	expect((await reportOn(`/my/activities/${activity}`, 'Two sites.')).status).toBe(303);
	expect((await send('reporter', '/my?/submitted', await submission())).status).toBe(303);
	await approveMilg();
	expect(await stepsOfMilg()).toEqual([
		...['draft', 'submitted', 'returned', 'submitted', 'approved']
	]);

	const chasing = `${home}/chase?period=2026+Q4&organisation=mpw&message=On+Friday.`;
	const asked = hidden(await page('planner', `${chasing}&preview=1`));
	const both = processes.map(({ address }) => send('planner', chasing, asked, address));
	expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303]);
	const mails = () =>
		office.mails.filter((mail) => mail.includes(silent.email) && mail.includes('On Friday.'));
	await expect.poll(() => mails().length, { timeout: 90_000 }).toBe(1);
});

test('a publication whose process is killed is made by the other, once and for all readers', async () => {
	const [before, earlier] = [await publicFigures(), await published()];
	expect(earlier.at(-1)).toBe('2026 Q3 1');
	const { id } = await period();
	const path = `${home}/periods/${id}`;
	const close = hidden(await page('planner', path), '?/closed');
	expect((await send('planner', `${path}?/closed`, close)).status).toBe(303);
	const fields = hidden(await page('planner', path), '?/published');
	await killedInTheMiddle(
		(trx) => sql`lock table snapshot in share mode`.execute(trx),
		(address) => send('planner', `${path}?/published`, fields, address)
	);
	processes.push(await app());
	await expect.poll(published, { timeout: 90_000 }).toEqual([...earlier, '2026 Q4 1']);
	const after = await publicFigures();
	expect(new Set(before).size).toBe(1);
	expect(new Set(after).size).toBe(1);
	expect(after[0]).not.toBe(before[0]);
	expect(JSON.parse(after[0]!)).toMatchObject({ as_of: '2026-12-31' });
	expect(await stepsOfMilg()).toEqual([
		...['draft', 'submitted', 'returned', 'submitted', 'approved', 'published']
	]);
	// the same press once more, to the other
	expect((await send('planner', `${path}?/published`, fields)).status).toBe(303);
	expect(await published()).toEqual([...earlier, '2026 Q4 1']);
});

test('nobody got a mail twice, nobody was told twice, and the log is whole', async () => {
	const unsettled = () =>
		db
			.selectFrom('mail')
			.where('state', 'in', ['waiting', 'sending', 'handing_over'])
			.where('user_id', 'in', [reporter.id, silent.id, planner.id])
			.where('send_after', '<=', sql<Date>`now()`)
			.select('reason')
			.execute();
	await expect.poll(unsettled, { timeout: 150_000 }).toEqual([]);
	const inState = async (state: 'sent' | 'unsure') =>
		(await db.selectFrom('mail').where('state', '=', state).select('id').execute()).length;
	// what a killed process had on its way may have arrived, and is not sent again
	const [sent, cutOff] = [await inState('sent'), await inState('unsure')];
	expect(sent).toBeGreaterThan(5);
	// others say that somebody signed in, and are of no notice
	const ofNotices = office.mails.filter((mail) => /^List-Unsubscribe:/im.test(mail));
	expect(ofNotices.length).toBeGreaterThanOrEqual(sent);
	expect(ofNotices.length).toBeLessThanOrEqual(sent + cutOff);
	// an encoded subject ends in what stands for a broken line, so the next header may not begin one
	const ids = ofNotices.map((mail) => /Message-ID:\s*(<[^>]+>)/i.exec(mail)?.[1]);
	expect(ids).not.toContain(undefined);
	expect(new Set(ids).size).toBe(ofNotices.length);
	const { rows } = await sql<{ kind: string; count: number }>`
		select kind, count(*)::int from notice
		where user_id = ${reporter.id} and kind in ('approved', 'period_opened', 'published', 'returned')
		group by kind
	`.execute(db);
	expect(Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))).toEqual({
		...{ approved: 1, period_opened: 1, published: 1, returned: 1 }
	});
	expect(await verify(db, (await head(db))!)).toMatchObject({ sound: true });
});
