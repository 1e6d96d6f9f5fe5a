/**
 * What goes wrong in a reporting cycle, one row a case: each is refused with words that say what to do,
 * beside its field where it is one, with all that was typed, and nothing of it is stored. Files have a
 * table of their own in `evidence.test.ts`; what meets at one moment is `cycle.test.ts` (publication while
 * somebody submits) and `amended-report.test.ts` (a plan amended while its report is open).
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { close } from '#lib/server/periods/commands.ts';
import { approve, returnReport, submit } from '#lib/server/reports/steps.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get, hidden, post, wordsOf } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const edited = { id: plan.planId, demonstration: false };

/** A line of the other ministry’s activity. */
const { id: foreign } = await db
	.insertInto('budget_line')
	.columns(['element_id', 'fund_source_id', 'appropriation_year', 'appropriation'])
	.expression((eb) =>
		eb
			.selectFrom('fund_source')
			.where('plan_id', '=', plan.planId)
			.select([eb.val(plan.ofMpw).as('element_id'), 'id', eb.val(2026).as('year')])
			.select(eb.val('1000.00').as('appropriation'))
	)
	.returning('id')
	.executeTakeFirstOrThrow();

let server: TestServer;
const cookies = { milg: '', mpw: '', planner: '' };
type Who = keyof typeof cookies;

beforeAll(async () => {
	// something was reported before, of which less cannot be said
	await recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 40, null), now);
	const line = { lineId: plan.lines[1]!, requestId: crypto.randomUUID() };
	await reportSpending(
		db,
		plan.milgReporter,
		{
			...{ activityId: plan.ofMilg, asOf: '2026-07-31', seen: null },
			lines: [{ ...line, obligation: 50_000n, disbursement: 40_000n }]
		},
		now
	);
	server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
	cookies.milg = await server.signIn(`reporter.${plan.milg}@example.org`);
	cookies.mpw = await server.signIn(`reporter.${plan.mpw}@example.org`);
	cookies.planner = await server.signIn('planner.all@example.org');
});
afterAll(() => server.stop());

const activity = `/my/activities/${plan.ofMilg}`;
const money = `${activity}/money`;
const kpi = `/my/kpis/${plan.kpis.shared}`;
const ratio = `/my/kpis/${plan.kpis.ratio}`;
const note = 'What was typed & kept';
const line = plan.lines[1]!;

const pageOf = async (path: string, who: Who) =>
	await (await get(server.address + path, { cookie: cookies[who] })).text();

/** Sends the form of a page with what it carries hidden, and what was typed into it. */
async function send(
	path: string,
	typed: Record<string, string>,
	{ who = 'milg', action }: { who?: Who; action?: string } = {}
): Promise<Response> {
	const carried = hidden(await pageOf(path, who), action);
	const to = `${server.address}${path}${action ?? ''}`;
	return await post(to, { ...carried, ...typed }, { cookie: cookies[who] });
}

const update = (typed: Record<string, string>) =>
	send(
		activity,
		{
			...{
				delivery: 'in_progress',
				percent: '41',
				as_of: '2026-09-30',
				actual_start: '2024-02-01'
			},
			...{ slippage_cause: 'staffing', recovery_on: '2028-03-31', note },
			...typed
		},
		{ action: '?/report' }
	);
const spending = (typed: Record<string, string>) =>
	send(money, {
		as_of: '2026-09-30',
		...{ [`obligation-${line}`]: '600', [`disbursement-${line}`]: '500' },
		...typed
	});
const measurement = (typed: Record<string, string>) =>
	send(kpi, { value: '12', measured_on: '2026-09-30', note, ...typed });

/** All rows that a report could leave. */
async function stored() {
	const { rows } = await sql<object>`
		select (select count(*)::int from activity_update) as updates,
			(select count(*)::int from measurement) as measurements,
			(select count(*)::int from spending) as spending,
			(select count(*)::int from report_transition) as steps,
			(select count(*)::int from snapshot) as snapshots
	`.execute(db);
	return rows[0]!;
}

interface Case {
	send: () => Promise<Response>;
	status: 400 | 404 | 409;
	says: string | RegExp;
	/** What was typed and stands in the answer; left out: the words beside the field are enough. */
	keeps?: string;
}

const before: Record<string, Case> = {
	'disbursed above obligated': {
		send: () => spending({ [`disbursement-${line}`]: '700' }),
		...{ status: 400, says: /Disbursements cannot exceed the obligations of/, keeps: '700' }
	},
	'cumulative values that fall': {
		send: () => spending({ [`obligation-${line}`]: '450', [`disbursement-${line}`]: '410' }),
		...{ status: 400, says: /Figures to date cannot fall: .* correct it by entering that day/ },
		keeps: '450'
	},
	'a percent above 100': {
		send: () => update({ percent: '101' }),
		...{ status: 400, says: 'A percent lies between 0 and 100.', keeps: '101' }
	},
	'a percent below 0': {
		send: () => update({ percent: '-1' }),
		...{ status: 400, says: 'A percent lies between 0 and 100.', keeps: '-1' }
	},
	'a day to come': {
		send: () => update({ as_of: '2026-11-23' }),
		...{ status: 400, says: 'Enter 22 Nov 2026 or an earlier day.', keeps: '2026-11-23' }
	},
	'a day before the plan': {
		send: () => update({ as_of: '2022-03-31' }),
		...{ status: 400, says: 'before the plan, which begins on 1 Apr 2022', keeps: '2022-03-31' }
	},
	'a measurement of a day to come': {
		send: () => measurement({ measured_on: '2026-11-23' }),
		...{ status: 400, says: 'Enter 22 Nov 2026 or an earlier day.', keeps: '2026-11-23' }
	},
	'a unit typed into a number': {
		send: () => measurement({ value: '12 offices' }),
		...{ status: 400, says: 'This is not a number.', keeps: '12 offices' }
	},
	'a part that is more than its whole': {
		send: () => send(ratio, { numerator: '12', denominator: '10', measured_on: '2026-09-30' }),
		...{ status: 400, says: /cannot|more than|lies/, keeps: '12' }
	},
	'an empty percent': {
		send: () => update({ percent: '' }),
		...{ status: 400, says: 'Enter the physical percent.', keeps: '2028-03-31' }
	},
	'an empty value': {
		send: () => measurement({ value: '' }),
		...{ status: 400, says: /Enter/, keeps: '2026-09-30' }
	},
	'no line of money': {
		send: () => spending({ [`obligation-${line}`]: '', [`disbursement-${line}`]: '' }),
		...{ status: 400, says: /at least one|Enter/i, keeps: '2026-09-30' }
	},
	'a report that is not certified': {
		send: () => send('/my', {}, { action: '?/submitted' }),
		...{ status: 400, says: 'Certify the report before it is sent.' }
	},
	'an activity of another ministry': {
		send: () => get(`${server.address}/my/activities/${plan.ofIco}`, { cookie: cookies.mpw }),
		...{ status: 404, says: /./ }
	},
	'a form for an activity of another ministry': {
		send: () =>
			post(
				`${server.address}/my/activities/${plan.ofIco}?/report`,
				{ request_id: crypto.randomUUID(), delivery: 'in_progress', percent: '41', note },
				{ cookie: cookies.mpw }
			),
		...{ status: 404, says: /./ }
	},
	'a budget line of another activity': {
		send: () => spending({ [`obligation-${foreign}`]: '70', [`disbursement-${foreign}`]: '10' }),
		...{
			status: 400,
			says: /PHP 70\.00 was sent for a budget line that this activity does not have/
		},
		keeps: '600'
	},
	'a budget line that is nowhere': {
		send: () => spending({ 'disbursement-999999': '10' }),
		...{
			status: 400,
			says: /PHP 10\.00 was sent for a budget line that this activity does not have/
		},
		keeps: '600'
	}
};

async function expectRefused({ send: sent, status, says, keeps }: Case): Promise<void> {
	const rows = await stored();
	const answer = await sent();
	const html = await answer.clone().text();
	const words = await wordsOf(answer);
	expect([answer.status, words]).toEqual([
		status,
		typeof says === 'string' ? expect.stringContaining(says) : expect.stringMatching(says)
	]);
	if (status === 400) expect(html).toMatch(/aria-describedby="[^"]*-error"|role="alert"/);
	if (keeps !== undefined) expect(html).toContain(`value="${keeps}"`);
	expect(await stored()).toEqual(rows);
}

test.each(Object.entries(before))('%s', async (_, one) => expectRefused(one));

test('what a report takes no more, and who comes second', async () => {
	const standing = () => standingReport(db, plan.milg);
	const opened = hidden(await pageOf('/my', 'milg'), '?/submitted');
	await submit(db, plan.milgReporter, await standing(), now);
	const closed = 'takes no entries any more';
	await expectRefused({ send: () => update({ percent: '42' }), status: 400, says: closed });

	// a second submit finds it submitted, and submits nothing
	const rows = await stored();
	const again = await post(
		`${server.address}/my?/submitted`,
		{ ...opened, certified: 'on' },
		{ cookie: cookies.milg }
	);
	expect([again.status, await wordsOf(again)]).toEqual([409, expect.stringMatching(/submitted/i)]);
	expect(await stored()).toEqual(rows);

	// two reviewers: the one who comes second is shown what the first did
	const path = `/plans/small/periods/${plan.periodId}/milg`;
	const seen = hidden(await pageOf(path, 'planner'), '?/approved');
	const reason = 'One figure is missing.';
	await returnReport(db, plan.planner, { ...(await standing()), reason, items: [] }, now);
	await expectRefused({
		send: () => post(`${server.address}${path}?/approved`, seen, { cookie: cookies.planner }),
		...{ status: 409, says: 'Nothing of what you sent was done.' }
	});

	// of a period that is closed
	await submit(db, plan.milgReporter, await standing(), now);
	await approve(db, plan.planner, await standing(), now);
	await close(db, plan.planner, edited, plan.periodId);
	const ofMpw = `/my/activities/${plan.ofMpw}`;
	const typed = { delivery: 'in_progress', as_of: '2026-09-30', note };
	await expectRefused({
		send: () => send(ofMpw, typed, { who: 'mpw', action: '?/report' }),
		...{ status: 400, says: closed }
	});
});
