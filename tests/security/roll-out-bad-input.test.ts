/**
 * What goes wrong with a roll-out, one row a case: each is refused with words that say what to do, with
 * all that was typed, and nothing of it is stored. What a ministry reports of its own steps counts once
 * its report is submitted, and nobody writes another's.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SetupChange, StepWords } from '#lib/domain/rollout/changes.ts';
import { submit } from '#lib/server/reports/steps.ts';
import { change, make } from '#lib/server/rollouts/commands.ts';
import { current } from '#lib/server/rollouts/current.ts';
import { join } from '#lib/server/rollouts/members.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, standingReport } from '../support/reporting-plan.ts';
import { get, hidden, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const today = '2026-11-22';
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const edited = { id: plan.planId, demonstration: false };
const span = { periodStart: '2022-04-01', periodEnd: '2028-12-31' };
const words = { title: 'Capacity', description: null, elementId: null };
const id = await make(db, plan.planner, edited, { slug: 'capacity', ...words });

const rollOut = async (drafts = false) => (await current(db, { planId: plan.planId, id, drafts }))!;
const setup = async () => (await rollOut()).versions.at(-1)!.setup;

async function changed(one: SetupChange) {
	const seen = (await rollOut()).versions.at(-1)!.id;
	const sent = { rollOutId: id, seen, change: one, from: null, reason: 'Asked for.', span };
	await change(db, plan.planner, edited, sent);
}
const step = async (title: string, more: Partial<StepWords>) =>
	changed({
		...{ of: 'step', id: null, place: 99 },
		words: {
			...{ title, shortTitle: null, description: null, gate: { after: [], words: null } },
			...{ evidence: null, weight: null, ...more }
		}
	});

await step('Awareness', { weight: 1 });
const [{ id: aware } = { id: '' }] = (await setup()).steps;
await step('Assessment', { gate: { after: [aware], words: null }, evidence: 'The report' });
const assess = (await setup()).steps[1]!.id;
for (const title of ['First', 'Second']) {
	const extent = { kind: 'named' } as const;
	await changed({ of: 'wave', id: null, place: 99, words: { title, description: null, extent } });
}
const [first, second] = (await setup()).waves.map((one) => one.id);
await changed({
	...{ of: 'windows', waveId: first! },
	windows: [{ stepId: null, startsOn: '2024-01-01', endsOn: null }]
});
await join(db, plan.planner, edited, {
	...{ rollOutId: id, waveId: first!, from: null, organisationIds: [plan.milg, plan.mpw] },
	...{ unnamed: 1, label: 'Organisation', reason: 'Named.', span }
});
const [milg, mpw] = (await rollOut()).members.map((member) => member.id);

const elsewhere = await db
	.insertInto('plan')
	.columns(['slug', 'title', 'language', 'currency', 'time_zone', 'labels', 'confidence_rules'])
	.expression((eb) =>
		eb
			.selectFrom('plan')
			.where('id', '=', plan.planId)
			.select([eb.val('elsewhere').as('slug'), eb.val('Elsewhere').as('title'), 'language'])
			.select(['currency', 'time_zone', 'labels', 'confidence_rules'])
	)
	.returning('id')
	.executeTakeFirstOrThrow();
const foreign = await make(
	db,
	plan.planner,
	{ id: elsewhere.id, demonstration: false },
	{ slug: 'other', title: 'Other', description: null, elementId: null }
);

let server: TestServer;
const cookies = { milg: '', mpw: '', planner: '' };
type Who = keyof typeof cookies;

beforeAll(async () => {
	server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
	cookies.milg = await server.signIn(`reporter.${plan.milg}@example.org`);
	cookies.mpw = await server.signIn(`reporter.${plan.mpw}@example.org`);
	cookies.planner = await server.signIn('planner.all@example.org');
});
afterAll(() => server.stop());

const base = `/plans/small/edit/roll-outs/${id}`;

async function send(
	path: string,
	typed: Record<string, string>,
	{ who = 'planner', action = '' }: { who?: Who; action?: string } = {}
): Promise<Response> {
	const page = await (await get(server.address + path, { cookie: cookies[who] })).text();
	const carried = hidden(page, action || undefined);
	return post(
		`${server.address}${path}${action}`,
		{ ...carried, ...typed },
		{ cookie: cookies[who] }
	);
}

const reason = 'So it was asked & kept';
const setUp = (typed: Record<string, string>) => async () => {
	const version = (await rollOut()).versions.at(-1)!.id;
	const action = Object.hasOwn(typed, 'extent')
		? '?/wave'
		: Object.keys(typed).some((name) => name.startsWith('starts-'))
			? '?/windows'
			: '?/step';
	return post(
		`${server.address}${base}${action}`,
		{ version, reason, request_id: crypto.randomUUID(), ...typed },
		{ cookie: cookies.planner }
	);
};
const joining = (typed: Record<string, string>) => () =>
	send(`${base}/members`, { wave: first!, reason, ...typed });
const entry = (typed: Record<string, string>) => () =>
	send(`${base}/enter`, { day: '2026-09-30', [`note-${milg}-${aware}`]: reason, ...typed });
const pasting = (block: string) => () =>
	send(`${base}/paste`, { block, day: '2026-09-30' }, { action: '?/check' });

interface Case {
	send: () => Promise<Response>;
	says: string;
	/** What was typed and stands in the answer. */
	keeps: string;
	status?: number;
}

const aState = `state-${milg}-${aware}`;
const cases: Record<string, Case> = {
	'a step done before its gate': {
		send: entry({
			...{ [`state-${milg}-${assess}`]: 'done', [`evidence-${milg}-${assess}`]: reason },
			[`note-${milg}-${aware}`]: ''
		}),
		...{ says: 'Before it is done, these must be done: Awareness.', keeps: reason }
	},
	'a day to come': {
		send: entry({ [aState]: 'done', [`on-${milg}-${aware}`]: '2026-11-23' }),
		...{ says: 'Enter 22 Nov 2026 or an earlier day.', keeps: '2026-11-23' }
	},
	'a day before the wave': {
		send: entry({ [aState]: 'done', day: '2023-12-31' }),
		...{ says: 'The wave begins on 1 Jan 2024.', keeps: '2023-12-31' }
	},
	'done without the evidence asked': {
		send: entry({ [aState]: 'done', [`state-${milg}-${assess}`]: 'done' }),
		...{ says: 'Done asks for evidence: The report', keeps: reason }
	},
	'a note without a state': {
		send: entry({}),
		...{ says: 'Choose one of the list.', keeps: reason }
	},
	'a note too long': {
		send: entry({ [aState]: 'done', [`note-${milg}-${aware}`]: 'x'.repeat(2001) }),
		...{ says: '2000', keeps: 'x'.repeat(2001) }
	},
	'a day that is none': {
		send: entry({ [aState]: 'done', day: '31.2.2026' }),
		...{ says: 'day', keeps: '31.2.2026' }
	},
	'an organisation twice': {
		send: joining({ pasted: 'MILG' }),
		...{ says: 'Taking part already, or named twice: MILG.', keeps: reason }
	},
	'an organisation twice in one list': {
		send: joining({ pasted: 'OCM\nOCM' }),
		...{ says: 'named twice: OCM.', keeps: reason }
	},
	'an organisation that is none': {
		send: joining({ pasted: 'Ministry of Nothing' }),
		...{ says: 'No organisation is called “Ministry of Nothing”.', keeps: reason }
	},
	'a wave of another roll-out': {
		send: joining({ wave: '999999', unnamed: '1', label: 'Office' }),
		...{ says: 'Choose', keeps: 'Office' }
	},
	'weights that sum to nothing': {
		send: setUp({ step: aware, title: 'Awareness', weight: '0', place: '1' }),
		...{ says: 'All weights are 0', keeps: reason }
	},
	'a weight below 0': {
		send: setUp({ step: '', title: 'Third', weight: '-2' }),
		...{ says: 'below 0', keeps: '-2' }
	},
	'gates that form a circle': {
		send: setUp({ step: aware, title: 'Awareness', place: '1', [`after-${assess}`]: 'on' }),
		...{ says: 'These steps wait for each other', keeps: reason }
	},
	'a number below those before': {
		send: setUp({
			...{ wave: second!, title: 'Second', extent: 'stated', number: '2', place: '2' },
			with_earlier: 'on'
		}),
		...{ says: 'fewer organisations than the 3', keeps: reason }
	},
	'a number below those named': {
		send: setUp({ wave: first!, title: 'First', extent: 'stated', number: '2', place: '1' }),
		...{ says: 'than the 3 that take part already', keeps: reason }
	},
	'a number that is none': {
		send: setUp({ wave: '', title: 'Third', extent: 'stated', number: 'many' }),
		...{ says: 'not a number', keeps: 'many' }
	},
	'a window that ends before it begins': {
		send: setUp({ wave: first!, 'starts-all': '2026-06-01', 'ends-all': '2026-01-01' }),
		...{ says: '1 Jun 2026', keeps: '2026-01-01' }
	},
	'a title too long': {
		send: setUp({ step: '', title: 'x'.repeat(301) }),
		...{ says: '300', keeps: 'x'.repeat(301) }
	},
	'no reason': {
		send: setUp({ step: '', title: 'Third & more', reason: '' }),
		...{ says: 'Say in one sentence why.', keeps: 'Third & more' }
	},
	'a paste without columns': {
		send: pasting('what\tis\nthis\tthen'),
		...{ says: 'The first row must name', keeps: 'this\tthen' }
	},
	'a paste of nothing': {
		send: pasting('organisation\tAwareness'),
		...{ says: 'Paste at least a row', keeps: 'organisation\tAwareness' }
	},
	'a paste that names what is not there': {
		send: pasting('organisation\tAwareness\nNowhere\tdone'),
		...{ says: 'Row 2 : No organisation is called “Nowhere”.', keeps: 'Nowhere\tdone' }
	},
	'a pasted step that is none': {
		send: pasting('organisation\tstep\tstate\nMILG\tDancing\tdone'),
		...{ says: 'No step is called “Dancing”.', keeps: 'Dancing' }
	},
	'a pasted state that is none': {
		send: pasting('organisation\tAwareness\nMILG\tnearly'),
		...{ says: '“nearly” is no state.', keeps: 'nearly' }
	},
	'a pasted day to come': {
		send: pasting('organisation\tAwareness\nMILG\tdone 1 Dec 2026'),
		...{ says: 'Enter 22 Nov 2026 or an earlier day.', keeps: '1 Dec 2026' }
	}
};

async function stored() {
	const { rows } = await sql<object>`
		select (select count(*)::int from roll_out_version) as versions,
			(select count(*)::int from roll_out_member_state) as members,
			(select count(*)::int from roll_out_entry) as entries
	`.execute(db);
	return rows[0]!;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;');

test.each(Object.entries(cases))('%s', async (_, { send: sent, says, keeps, status = 400 }) => {
	const rows = await stored();
	const answer = await sent();
	const html = await answer.clone().text();
	expect([answer.status, await wordsOf(answer)]).toEqual([status, expect.stringContaining(says)]);
	expect(html).toContain(escaped(keeps));
	expect(await stored()).toEqual(rows);
});

test('what is another plan’s is not there', async () => {
	const rows = await stored();
	const paths = [
		`/plans/small/edit/roll-outs/${foreign}`,
		`/plans/elsewhere/edit/roll-outs/${id}/enter`,
		`${base}/members/999999`,
		`/plans/small/edit/roll-outs/x`
	];
	for (const path of paths) {
		const found = await get(server.address + path, { cookie: cookies.planner });
		expect([path, found.status]).toEqual([path, 404]);
	}
	const { status } = await setUp({ step: '999999', title: 'x', place: '1' })();
	expect(status).toBe(404);
	for (const who of ['milg', 'mpw'] as const) {
		const shown = await get(server.address + base, { cookie: cookies[who] });
		expect(shown.status).toBe(403);
	}
	expect(await stored()).toEqual(rows);
});

test('a form that is sent twice stores once, and direction marks are closed', async () => {
	const note = 'said \u202egnorw';
	const page = await (
		await get(`${server.address}${base}/enter`, { cookie: cookies.planner })
	).text();
	const form = { ...hidden(page), day: '2026-08-31' };
	const typed = { ...form, [`state-${mpw}-${aware}`]: 'commenced', [`note-${mpw}-${aware}`]: note };
	const once = () => post(`${server.address}${base}/enter`, typed, { cookie: cookies.planner });
	expect([(await once()).status, (await once()).status]).toEqual([303, 303]);
	const { entries } = await rollOut();
	expect(entries).toHaveLength(1);
	expect(entries[0]).toMatchObject({ note: `${note}\u202c`, reportId: null, by: 'planner' });
});

test('a ministry reports its own steps, which count once its report is submitted', async () => {
	const own = `/my/roll-outs/${id}`;
	const list = await get(`${server.address}/my`, { cookie: cookies.milg });
	expect(await list.text()).toContain(`${own}?organisation=milg`);
	const text = await (await get(server.address + own, { cookie: cookies.milg })).text();
	expect(text).toContain(`state-${milg}-${aware}`);
	expect(text).not.toContain(`state-${mpw}-${aware}`);
	const rows = await stored();
	// another's is not among what its form says
	await send(own, { day: '2026-09-30', [`state-${mpw}-${aware}`]: 'done' }, { who: 'milg' });
	expect(await stored()).toEqual(rows);
	const late = await send(own, { day: '2026-10-15', [aState]: 'done' }, { who: 'milg' });
	expect(late.status).toBe(400);
	const sent = await send(own, { day: '2026-09-30', [aState]: 'done' }, { who: 'milg' });
	expect(sent.status).toBe(303);
	const ofMilg = async (drafts: boolean) =>
		(await rollOut(drafts)).entries.filter(({ memberId }) => memberId === milg);
	expect(await ofMilg(false)).toHaveLength(0);
	expect(await ofMilg(true)).toMatchObject([{ state: 'done', reportId: expect.any(String) }]);
	const standing = await standingReport(db, plan.milg);
	await submit(db, plan.milgReporter, standing, new Date(`${today}T04:00:00Z`));
	expect(await ofMilg(false)).toHaveLength(1);
	const closed = await send(
		own,
		{ day: '2026-09-30', [`state-${milg}-${assess}`]: 'commenced' },
		{ who: 'milg' }
	);
	expect([closed.status, await wordsOf(closed)]).toEqual([
		400,
		expect.stringContaining('takes no entries any more')
	]);
});
