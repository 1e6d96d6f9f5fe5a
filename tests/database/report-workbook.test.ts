/** A ministry's report as a workbook: downloaded, filled in, looked at, and taken whole or not at all. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import { keyOf } from '#lib/domain/report-workbook/items.ts';
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { find } from '#lib/server/facts/plans.ts';
import {
	NotFit,
	review,
	take,
	type Choice,
	type Review
} from '#lib/server/interchange/report-workbooks/commands.ts';
import * as uploads from '#lib/server/interchange/report-workbooks/uploads.ts';
import { readFile } from '#lib/server/interchange/workbooks/read.ts';
import * as periods from '#lib/server/periods/commands.ts';
import * as steps from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { Conflict, NotFound } from '#lib/server/writing/refusals.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { openReport, workbookOf, type OpenedReport } from '#app/report-workbook/opened.ts';
import { shownReview } from '#app/report-workbook/preview.ts';
import { choiceWords } from '#app/report-workbook/words.ts';
import { archiveOf } from '../support/archive.ts';
import { freshDatabase } from '../support/database.ts';
import {
	filled,
	hasLibreOffice,
	throughLibreOffice,
	type Filling
} from '../support/filled-report.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const now = new Date('2026-11-22T04:00:00Z');
const seal = sealWith(() => 'a key of a test, at least 32 letters long');
const { db } = await freshDatabase();
const world = await reportingPlan(db);
await db
	.updateTable('plan')
	.set({ confidence_rules: JSON.stringify(defaultConfidenceRules) })
	.execute();

const localsOf = (actor: Actor, at = now) =>
	({ db, actor, now: at, seal }) as unknown as App.Locals;

const opened = (actor: Actor, organisationId: string): Promise<OpenedReport> =>
	openReport(localsOf(actor), { plan: world.planId, organisation: organisationId, by: 'id' });

const ofMilg = () => opened(world.milgReporter, world.milg);
const ofMpw = () => opened(world.mpwReporter, world.mpw);

async function downloaded(report: OpenedReport): Promise<Uint8Array> {
	return (await workbookOf(localsOf(world.milgReporter), report)).bytes;
}

async function sentIn(bytes: Uint8Array, report: OpenedReport) {
	const sheets = await readFile('report.xlsx', bytes);
	return {
		workbook: uploads.readReport(seal, sheets, report.expected),
		asked: report.contents.items,
		organisationIds: report.organisationIds,
		reading: { language: 'en', words: choiceWords() },
		choices: new Map<string, Choice>(),
		...{ now, today: report.today }
	};
}

type Sent = Awaited<ReturnType<typeof sentIn>>;

const looked = (sent: Sent, actor: Actor = world.milgReporter) => review(db, actor, sent);

const taken = (
	sent: Sent,
	{ mark }: Review,
	{ actor = world.milgReporter, meant = false, choices = sent.choices } = {}
) => take(db, actor, { ...sent, choices, name: 'report.xlsx', seen: mark, meant });

const states = ({ items }: Review) =>
	Object.fromEntries(items.map((item) => [keyOf(item), item.state]));

const activity = `activity:${world.ofMilg}`;
const joint = `activity:${world.ofMpw}`;
const kpi = `kpi:${world.kpis.shared}`;
const ratio = `kpi:${world.kpis.ratio}`;
const [line, otherLine] = world.lines.map((id) => `line:${id}`) as [string, string];
const [designed, built] = world.milestones as [string, string];

const inActivities = (cells: Filling['cells'], key = activity): Filling => ({
	...{ sheet: 'Activities', key, cells }
});
const inKpis = (cells: Filling['cells'], key = kpi): Filling => ({ sheet: 'KPIs', key, cells });
const inMoney = (cells: Filling['cells'], key = line): Filling => ({ sheet: 'Money', key, cells });

const goesOn = { delivery: 'In progress', percent: 40, actual_start: '2024-02-01' };

/** Everything that was entered, to say that nothing was. */
async function entered() {
	const count = async (
		table: 'activity_update' | 'measurement' | 'spending' | 'milestone_reached' | 'audit_entry'
	) => {
		const { rows } = await db
			.selectFrom(table)
			.select((eb) => eb.fn.countAll<string>().as('rows'))
			.executeTakeFirstOrThrow();
		return Number(rows);
	};
	return {
		updates: await count('activity_update'),
		measurements: await count('measurement'),
		spending: await count('spending'),
		reached: await count('milestone_reached'),
		log: await count('audit_entry'),
		revision: (await find(db, 'small'))!.revision
	};
}

test('as it was downloaded it changes nothing', async () => {
	const before = await entered();
	const report = await ofMilg();
	const sent = await sentIn(await downloaded(report), report);
	const seen = await looked(sent);
	expect(new Set(Object.values(states(seen)))).toEqual(new Set(['unchanged']));
	expect(Object.keys(states(seen)).toSorted()).toEqual(
		[activity, joint, kpi, ratio, line, otherLine].toSorted()
	);
	expect(await taken(sent, seen)).toEqual({ stored: 0 });
	expect(await entered()).toEqual(before);
});

test('only the cells to fill are open, and what knows its rows again is hidden', async () => {
	const { sheets } = await readXlsx(await downloaded(await ofMilg()), { readStyles: true });
	expect(sheets.map(({ name }) => name)).toEqual([
		...['Instructions', 'Activities', 'Milestones', 'KPIs', 'Money', 'Lists']
	]);
	const activities = sheets[1]!;
	const row = activities.rows.findIndex(([key]) => key === activity);
	const lockedIn = (column: number) =>
		activities.cells?.get(`${row},${column}`)?.style?.protection?.locked;
	const percent = activities.rows[1]!.indexOf('percent');
	expect([lockedIn(1), lockedIn(percent)]).toEqual([undefined, false]);
	// an activity with milestones has no percent of its own to fill
	const other = activities.rows.findIndex(([key]) => key === joint);
	expect(activities.cells?.get(`${other},${percent}`)).toBeUndefined();
	expect(activities.protection).toMatchObject({ sheet: true });
	expect(activities.dataValidations?.map(({ type }) => type)).toEqual(
		expect.arrayContaining(['list', 'date', 'decimal'])
	);
});

describe.each([
	['as it was filled in', (bytes: Uint8Array) => bytes, true],
	['opened and saved in LibreOffice', throughLibreOffice, hasLibreOffice]
] as const)('a workbook %s', (_name, saved, installed) => {
	const fillings = (percent: number): Filling[] => [
		inActivities({
			...{ ...goesOn, percent, as_of: new Date('2026-09-30T00:00:00Z') },
			...{ slippage_cause: 'Procurement', recovery_on: '30 Jun 2028' },
			...{ declared_confidence: 'At risk', declared_reason: '=1+1 bids, Niño' },
			note: 'First line\nNiño, ₱ 5, =1+1'
		}),
		inActivities({ delivery: 'In progress', note: `Designed, ${percent}` }, joint),
		{
			...{ sheet: 'Milestones', key: `${joint}/${designed}` },
			cells: { reached: '2026-06-30' }
		},
		inKpis({ value: 12 + percent, note: 'Counted anew' }),
		inKpis({ numerator: percent, denominator: 120 }, ratio),
		inMoney({ obligation: 500.25 + percent, disbursement: `PHP ${percent}.50` }),
		inMoney({ obligation: String(100 + percent), disbursement: 0 }, otherLine)
	];

	test.runIf(installed)('comes back with its meaning, and is taken as one', async () => {
		const percent = installed && saved === throughLibreOffice ? 50 : 40;
		const report = await ofMilg();
		const bytes = saved(await filled(await downloaded(report), fillings(percent)));
		const sent = await sentIn(bytes, report);
		const before = await entered();
		const seen = await looked(sent);
		expect(await entered()).toEqual(before);
		expect(states(seen)).toEqual({
			...{ [activity]: 'changed', [joint]: 'changed', [kpi]: 'changed', [ratio]: 'changed' },
			...{ [line]: 'changed', [otherLine]: 'changed' }
		});
		const stored = 6;
		expect(await taken(sent, seen)).toEqual({ stored });
		const update = await db
			.selectFrom('activity_update')
			.where('element_id', '=', world.ofMilg)
			.selectAll()
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(update).toMatchObject({
			...{ delivery: 'in_progress', as_of: '2026-09-30', actual_start: '2024-02-01' },
			...{ slippage_cause: 'procurement', recovery_on: '2028-06-30' },
			...{ declared_confidence: 'at_risk', declared_reason: '=1+1 bids, Niño' },
			note: 'First line\nNiño, ₱ 5, =1+1'
		});
		expect(Number(update.physical_percent)).toBe(percent);
		const spent = await db
			.selectFrom('spending')
			.where('budget_line_id', '=', world.lines[0]!)
			.select(['obligation', 'disbursement', 'report_id'])
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(spent).toEqual({
			...{ obligation: `${500 + percent}.25`, disbursement: `${percent}.50` },
			report_id: update.report_id
		});
		const after = await entered();
		const log = stored + 1;
		expect(after.log - before.log).toBe(log);
		expect(Number(after.revision) - Number(before.revision)).toBe(1);
		expect(await verify(db)).toMatchObject({ sound: true });
		// the same file once more says what stands there
		const again = await sentIn(bytes, await ofMilg());
		expect(new Set(Object.values(states(await looked(again))))).toEqual(new Set(['unchanged']));
	});
});

test('a row that stays as it is is reported again where it says so', async () => {
	const report = await ofMilg();
	const bytes = await filled(await downloaded(report), [
		inActivities({ no_change: 'Yes', as_of: '2026-09-30' })
	]);
	const sent = await sentIn(bytes, report);
	const seen = await looked(sent);
	expect(states(seen)[activity]).toBe('changed');
	const before = await entered();
	await taken(sent, seen);
	expect((await entered()).updates - before.updates).toBe(1);
});

describe('what was entered meanwhile', () => {
	const note = () => `It is so (${randomUUID()}).`;
	let report: OpenedReport;
	let bytes: Uint8Array;
	const newest = async () =>
		await db
			.selectFrom('activity_update')
			.where('element_id', '=', world.ofMilg)
			.select((eb) => [eb.fn.max('id').as('id'), eb.fn.max('physical_percent').as('percent')])
			.executeTakeFirstOrThrow();

	beforeEach(async () => {
		report = await ofMilg();
		bytes = await downloaded(report);
		const { id } = await newest();
		const sent = { ...sentUpdate(world.ofMilg, 61, id), note: note() };
		await recordUpdate(db, world.milgReporter, sent, now);
	});

	test('stands where the workbook says nothing of it', async () => {
		const seen = await looked(await sentIn(bytes, await ofMilg()));
		expect(states(seen)[activity]).toBe('unchanged');
	});

	test('is a conflict where the workbook says something else; a person chooses', async () => {
		const typed = [inActivities({ percent: 62, note: note() })];
		const sent = await sentIn(await filled(bytes, typed), await ofMilg());
		const seen = await looked(sent);
		expect(states(seen)[activity]).toBe('conflict');
		const item = seen.items.find((one) => keyOf(one) === activity)!;
		expect(item.meanwhile?.values['percent']).toBe('61');
		const before = await entered();
		await expect(taken(sent, seen)).rejects.toMatchObject({ name: 'NotFit', why: 'unchosen' });
		expect(await entered()).toEqual(before);
		const choose = (choice: Choice) => new Map([[activity, choice]]);
		expect(await taken(sent, seen, { choices: choose('entered') })).toEqual({ stored: 0 });
		expect(await taken(sent, seen, { choices: choose('workbook') })).toEqual({ stored: 1 });
	});

	test('of two who take it at once one does, and the other is told', async () => {
		const typed = [inActivities({ percent: 62, note: note() }), inKpis({ value: 31 })];
		const sent = await sentIn(
			await filled(await downloaded(await ofMilg()), typed),
			await ofMilg()
		);
		const seen = await looked(sent);
		const before = await entered();
		const both = await Promise.allSettled([taken(sent, seen), taken(sent, seen)]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		const other = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
		expect(other.reason).toBeInstanceOf(Conflict);
		const after = await entered();
		expect([after.updates - before.updates, after.measurements - before.measurements]).toEqual([
			...[1, 1]
		]);
	});

	test('between the look and the taking is a conflict of the whole', async () => {
		const typed = [inActivities({ percent: 63, note: note() }), inKpis({ value: 70 })];
		const sent = await sentIn(await filled(bytes, typed), await ofMilg());
		const seen = await looked(sent);
		const { id } = await newest();
		const late = { ...sentUpdate(world.ofMilg, 64, id), note: note() };
		await recordUpdate(db, world.milgReporter, late, now);
		const before = await entered();
		await expect(taken(sent, seen)).rejects.toThrow(Conflict);
		expect(await entered()).toEqual(before);
	});
});

describe('a row is refused beside its cell', () => {
	type Refusal = [what: string, filling: Filling, field: string, why: RegExp];
	const refusals: Refusal[] = [
		[
			'a percent above 100',
			inActivities({ percent: 101 }),
			'percent',
			/0 to 100|between 0 and 100/
		],
		['a percent below 0', inActivities({ percent: -1 }), 'percent', /0 to 100|between 0 and 100/],
		['words for a percent', inActivities({ percent: 'half' }), 'percent', /number/],
		['an empty percent', inActivities({ percent: null }), 'percent', /Enter the physical percent/],
		['an empty state', inActivities({ delivery: null }), 'delivery', /Choose how far/],
		['a state of nobody', inActivities({ delivery: 'Nearly' }), 'delivery', /None of: Not started/],
		['an empty day', inActivities({ as_of: null }), 'as_of', /day/],
		['a day to come', inActivities({ as_of: '2026-12-24' }), 'as_of', /22 Nov 2026/],
		['a day before the plan', inActivities({ as_of: '2021-01-01' }), 'as_of', /1 Apr 2022/],
		['no day', inActivities({ as_of: 'soon' }), 'as_of', /day/],
		['two days in one', inActivities({ as_of: '03/10/2026' }), 'as_of', /3 Oct 2026.*10 Mar 2026/],
		['a percent that falls', inActivities({ percent: 3, note: null }), 'note', /3/],
		[
			'a doubt without a reason',
			inActivities({ declared_confidence: 'Off track', declared_reason: null }),
			'declared_reason',
			/why it is at risk or off track/
		],
		[
			'hope that the plan’s rules do not share, without a reason',
			inActivities({ declared_confidence: 'On track', declared_reason: null, percent: 1 }),
			'declared_reason',
			/not on track on 30 Sep 2026/
		],
		['a percent for a count', inKpis({ value: '45 %' }), 'value', /number/],
		['a share for a count', inKpis({ value: { value: 0.45, numFmt: '0%' } }), 'value', /percent/],
		['no value though a day', inKpis({ measured_on: '2026-10-01' }), 'value', /value/],
		[
			'a part above the whole',
			inKpis({ numerator: 9, denominator: 8 }, ratio),
			'numerator',
			/denominator/
		],
		['another currency', inMoney({ obligation: 'USD 600' }), 'obligation', /PHP/],
		[
			'less than was reported',
			inMoney({ obligation: 1, as_of: '2026-11-20' }),
			'obligation',
			/less|lower|reported/i
		],
		['more than is allotted', inMoney({ obligation: 900 }), 'obligation', /800/],
		['paid above obligated', inMoney({ disbursement: 799 }), 'disbursement', /obligat/i],
		['an empty amount', inMoney({ disbursement: null }), 'disbursement', /disbursement/i],
		[
			'a milestone open though completed',
			inActivities({ delivery: 'Completed', actual_end: '2026-11-01' }, joint),
			`reached-${built}`,
			/milestone|reached/i
		]
	];

	test.each(refusals)('%s', async (_what, filling, field, why) => {
		const report = await ofMilg();
		const also = inKpis({ value: 77, note: 'Good in itself' }, filling.key === kpi ? ratio : kpi);
		const good = filling.key === kpi ? [] : [also];
		const sent = await sentIn(await filled(await downloaded(report), [filling, ...good]), report);
		const before = await entered();
		const seen = await looked(sent);
		expect(states(seen)[filling.key]).toBe('refused');
		const shown = shownReview(seen, report.contents.items, 'PHP');
		const item = shown.refused.find(({ key }) => key === filling.key)!;
		const problem = item.problems.find((one) => why.test(one.why));
		expect(item.problems).toContainEqual(problem);
		const reviewed = seen.items.find((one) => keyOf(one) === filling.key)!;
		const { at } = reviewed.places.get(field)!;
		expect(problem!.place).toMatch(new RegExp(`^${at.sheet}![A-Z]+${at.row + 1}$`));
		await expect(taken(sent, seen)).rejects.toThrow(NotFit);
		expect(await entered()).toEqual(before);
	});

	test('a row that points to another organisation’s element, and one that stands there twice', async () => {
		const report = await ofMilg();
		const before = await entered();
		const bytes = await downloaded(report);
		for (const [key, why] of [
			[`activity:${world.ofIco}`, 'foreign_row'],
			[`kpi:${world.kpis.named}`, 'foreign_row'],
			[joint, 'row_twice']
		] as const) {
			const sent = await sentIn(await filled(bytes, [inActivities({ key, percent: 99 })]), report);
			const seen = await looked(sent);
			expect(seen.stray.map((row) => row.why)).toContain(why);
			await expect(taken(sent, seen)).rejects.toMatchObject({ why: 'refused' });
		}
		expect(await entered()).toEqual(before);
	});

	test('one that is not the report’s alone: another ministry neither looks at it nor takes it', async () => {
		const report = await ofMilg();
		const typed = [inKpis({ value: 41 })];
		const sent = await sentIn(await filled(await downloaded(report), typed), report);
		const seen = await looked(sent);
		const before = await entered();
		await expect(looked(sent, world.mpwReporter)).rejects.toThrow(NotFound);
		await expect(taken(sent, seen, { actor: world.mpwReporter })).rejects.toThrow(NotFound);
		const { updates, measurements, revision } = await entered();
		expect({ updates, measurements, revision }).toEqual({
			...{ updates: before.updates, measurements: before.measurements },
			revision: before.revision
		});
	});

	test('the planner fills in any ministry’s on its behalf, in that one’s report, and it is logged', async () => {
		const report = await opened(world.planner, world.mpw);
		expect(report.onBehalf).toBe(true);
		// MILG measures it too, and comes first
		const bytes = await filled(await downloaded(report), [inKpis({ value: 46 })]);
		const sent = await sentIn(bytes, report);
		const seen = await looked(sent, world.planner);
		expect(await taken(sent, seen, { actor: world.planner })).toEqual({ stored: 1 });
		const value = await db
			.selectFrom('measurement')
			.innerJoin('report', 'report.id', 'measurement.report_id')
			.where('kpi_id', '=', world.kpis.shared)
			.select(['value', 'report.organisation_id'])
			.orderBy('measurement.id', 'desc')
			.executeTakeFirstOrThrow();
		expect(value).toMatchObject({ value: '46', organisation_id: world.mpw });
		const log = await db
			.selectFrom('audit_entry')
			.select(['action', 'detail'])
			.orderBy('id', 'desc')
			.limit(2)
			.execute();
		const behalf = { detail: expect.objectContaining({ on_behalf_of: world.mpw }) };
		expect(log).toEqual(
			expect.arrayContaining([
				{ action: 'kpi_measured', ...behalf },
				{ action: 'report_workbook_taken', ...behalf }
			])
		);
		await expect(opened(world.leader, world.mpw)).rejects.toMatchObject({ status: 404 });
		await expect(opened(world.milgReporter, world.mpw)).rejects.toMatchObject({ status: 404 });
		// its figures stand in the report of another
		await expect(opened(world.planner, world.ico)).rejects.toMatchObject({ status: 404 });
	});

	test('a row of what was retired since is left out, and holds up nothing', async () => {
		const typed = [inKpis({ numerator: 3, denominator: 9 }, ratio), inKpis({ value: 44 })];
		const bytes = await filled(await downloaded(await ofMilg()), typed);
		const retire = (at: Date | null) =>
			db
				.updateTable('kpi')
				.set({ retired_at: at, retired_reason: at && 'Not measured any more.' })
				.where('id', '=', world.kpis.ratio)
				.execute();
		await retire(now);
		await db
			.updateTable('plan')
			.set({ revision: sql`revision + 1` })
			.execute();
		const sent = await sentIn(bytes, await ofMilg());
		const seen = await looked(sent);
		expect(seen.gone.map(({ sheet }) => sheet)).toEqual(['KPIs']);
		expect([seen.stray, states(seen)[kpi], states(seen)[ratio]]).toEqual([
			[],
			'changed',
			undefined
		]);
		expect(await taken(sent, seen)).toEqual({ stored: 1 });
		await retire(null);
		await db
			.updateTable('plan')
			.set({ revision: sql`revision + 1` })
			.execute();
	});

	test('what is asked about is taken by who says that it is meant so', async () => {
		const report = await ofMilg();
		const typed = [inActivities({ percent: 100, note: 'All of it' })];
		const sent = await sentIn(await filled(await downloaded(report), typed), report);
		const seen = await looked(sent);
		const item = seen.items.find((one) => keyOf(one) === activity)!;
		expect([item.state, item.questions.map(({ problem }) => problem)]).toEqual([
			'changed',
			['done_in_progress']
		]);
		await expect(taken(sent, seen)).rejects.toMatchObject({ why: 'unmeant' });
		expect(await taken(sent, seen, { meant: true })).toEqual({ stored: 1 });
	});
});

async function stepOf(reportId: string) {
	const { seen } = await db
		.selectFrom('report_transition')
		.where('report_id', '=', reportId)
		.select((eb) => eb.fn.max('id').as('seen'))
		.executeTakeFirstOrThrow();
	return { reportId, seen };
}

/** The KPI alone is open then. */
async function returned(reportId: string): Promise<void> {
	const items = [{ kind: 'kpi', id: world.kpis.shared, reason: 'Count again' } as const];
	const sent = { ...(await stepOf(reportId)), reason: 'One KPI', items };
	await steps.returnReport(db, world.planner, sent, now);
}

describe('a workbook is refused as a whole', () => {
	const fault = async (bytes: Uint8Array, report: OpenedReport) => {
		const cause: unknown = await sentIn(bytes, report).catch((one: unknown) => one);
		return (cause as { fault?: string }).fault;
	};

	test('of another organisation, of another plan, or altered', async () => {
		const [milg, mpw] = [await ofMilg(), await ofMpw()];
		const bytes = await downloaded(milg);
		expect(await fault(bytes, mpw)).toBe('other_organisation');
		const elsewhere = { ...milg, expected: { ...milg.expected, planId: '0' } };
		expect(await fault(bytes, elsewhere)).toBe('other_plan');
		const next = { ...milg.expected, report: { periodId: '0', open: true } };
		expect(await fault(bytes, { ...milg, expected: next })).toBe('other_period');
		const { sheets } = await readXlsx(bytes);
		const sealedText = String(sheets[0]!.rows[0]![1]);
		const altered = (text: string) =>
			filled(bytes, []).then(async (copy) => {
				const read = await readFile('report.xlsx', copy);
				read[0]!.rows[0]![1] = { is: 'text', text };
				return () => uploads.readReport(seal, read, milg.expected);
			});
		const other = sealedText.startsWith('A') ? 'B' : 'A';
		expect(await altered(other + sealedText.slice(1))).toThrow('altered');
		expect(await altered('')).toThrow('altered');
		const another = sealWith(() => 'the key of another instance, as long as it must be');
		const read = await readFile('report.xlsx', bytes);
		expect(() => uploads.readReport(another, read, milg.expected)).toThrow('altered');
	});

	test('that is none: a picture, a table of text, a bomb, 21 MB', async () => {
		const report = await ofMilg();
		const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
		expect(await fault(picture, report)).toMatch(
			/^(no_report|unknown_encoding|unknown_type|damaged)$/
		);
		expect(await fault(Buffer.from('Code,Title\n1.1.1,Build\n'), report)).toBe('no_report');
		const bomb = archiveOf([
			{ name: '[Content_Types].xml', content: 'spreadsheetml' },
			{ name: 'xl/sharedStrings.xml', content: Buffer.alloc(80 * 1024 * 1024, ' ') }
		]);
		expect(await fault(bomb, report)).toBe('too_large_unpacked');
		expect(await fault(new Uint8Array(21 * 1024 * 1024), report)).toBe('too_large');
	});

	test('where it was sent meanwhile, or its period was closed; nothing is stored', async () => {
		const report = await ofMilg();
		const typed = [inKpis({ value: 99 })];
		const bytes = await filled(await downloaded(report), typed);
		const sent = await sentIn(bytes, report);
		const seen = await looked(sent);
		const { id: reportId } = await db
			.selectFrom('report')
			.where('organisation_id', '=', world.milg)
			.select('id')
			.executeTakeFirstOrThrow();
		await steps.submit(db, world.milgReporter, await stepOf(reportId), now);
		const before = await entered();
		await expect(taken(sent, seen)).rejects.toMatchObject({ fault: 'report_closed' });
		expect(await fault(bytes, await ofMilg())).toBe('report_closed');
		expect(await entered()).toEqual(before);
		await returned(reportId);
		const open = await sentIn(
			await filled(bytes, [inKpis({ value: 98 }), inActivities({ no_change: 'Yes' })]),
			await ofMilg()
		);
		const again = await looked(open);
		expect([states(again)[kpi], states(again)[activity]]).toEqual(['changed', 'refused']);
		expect(again.items.find((one) => keyOf(one) === activity)!.refusal).toMatchObject({
			reason: 'item_not_returned'
		});
		await expect(taken(open, again)).rejects.toThrow(NotFit);
		expect((await entered()).measurements).toBe(before.measurements);
		const mpw = await ofMpw();
		const theirs = await downloaded(mpw);
		const plan = { id: world.planId, demonstration: false };
		await periods.close(db, world.planner, plan, world.periodId);
		expect(await fault(theirs, await ofMpw())).toBe('report_closed');
	});
});
