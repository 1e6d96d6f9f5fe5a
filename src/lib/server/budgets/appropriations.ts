/** What an activity is expected to cost, and what is appropriated and allotted to it. */
import { sql } from 'kysely';
import { yearProblems } from '#lib/domain/entries/budget-entry.ts';
import { changes, type Fields } from '#lib/domain/records/changes.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import { budgetLine, type LineAmounts } from '#lib/kinds/budget-line.ts';
import { columnsOf as declared } from '#lib/kinds/field.ts';
import type { Db, Trx } from '../db/connect.ts';
import { find, isId } from '../elements/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { appendChanges, correct } from '../writing/dating.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import { planSpan } from '../writing/span.ts';
import type { DatedChange } from '../writing/written.ts';
import { findLine, fundSources } from './queries.ts';

export interface NewLine extends LineAmounts {
	fund_source_id: string;
	appropriation_year: number;
}

/** From when what is appropriated and allotted holds; left out: what stands is corrected. */
export interface ReleaseDay {
	/** Null: since the totals have held that it corrects, or with the plan. */
	on: IsoDate | null;
	/** In the plan's time zone. */
	today: IsoDate;
}
/** A line of an element, and which version of it the form was made from. */
export interface LineAtVersion {
	elementId: string;
	id: string;
	version: number;
}

const lineColumns = declared(budgetLine);

const column = (amount: Money | null) => (amount === null ? null : moneyText(amount));
const columnsOf = (line: LineAmounts) =>
	Object.fromEntries(lineColumns.map((name) => [name, column(line[name])]));

/** A line in words, for comparing and for the audit log. */
const inWords = (line: NewLine & { fundSource: string }): Fields => ({
	fund_source: line.fundSource,
	appropriation_year: line.appropriation_year,
	...columnsOf(line)
});

/**
 * Adds a line to an activity.
 *
 * @param since of a part of a larger edit: the day from which the line is planned; left out: it always was
 */
export function add(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	elementId: string,
	{
		line,
		reason,
		released,
		since
	}: { line: NewLine; reason: string; released?: ReleaseDay; since?: IsoDate }
): Promise<string> {
	return edit(db, actor, plan, {
		action: 'budget_line_added',
		kind: 'budget_line',
		reason,
		read: async (trx) => {
			const code = await activityCode(trx, plan.id, elementId);
			const sources = await fundSources(trx, plan.id);
			const source = sources.find((one) => one.id === line.fund_source_id);
			if (!source) throw new Refused('fund_source', 'unknown_choice');
			return {
				code,
				changes: changes({}, inWords({ ...line, fundSource: source.code })),
				problems: yearProblems(line.appropriation_year, await planSpan(trx, plan.id))
			};
		},
		write: async (trx, _found, _made, dated) => {
			refuseReleases(trx, noAmounts, line);
			await nameReleaseDay(trx, released);
			const { fund_source_id, appropriation_year } = line;
			const { id } = await trx
				.insertInto('budget_line')
				.values({ element_id: elementId, fund_source_id, appropriation_year, ...columnsOf(line) })
				.returning('id')
				.executeTakeFirstOrThrow();
			await forgetReleaseDay(trx, released);
			if (since !== undefined && dated !== null) await correct(trx, dated, { [id]: since });
			return { result: id, id, explains: explained(elementId, reason) };
		}
	});
}

/**
 * Changes what a line appropriates and allots; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; Refused where a stage would exceed the one
 *   before, or its total hold before one that is there
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: LineAtVersion,
	{ amounts, reason, released }: { amounts: LineAmounts; reason: string; released?: ReleaseDay }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...actOn(at, reason),
		action: 'budget_line_changed',
		unchanged: false,
		read: async (trx) => {
			const { code, line } = await lockedLine(trx, plan.id, at);
			const [stored, sent] = [inWords(line), inWords({ ...line, ...amounts })];
			return { code, version: line.version, stored, sent, line };
		},
		write: async (trx, { line }) => {
			refuseReleases(trx, line, amounts);
			await refuseEarlier(trx, at.id, released);
			await nameReleaseDay(trx, released);
			await trx
				.updateTable('budget_line')
				.set({ ...columnsOf(amounts), version: sql`version + 1` })
				.where('id', '=', at.id)
				.execute();
			await forgetReleaseDay(trx, released);
			return { result: true, explains: explained(at.elementId, reason) };
		}
	});
}

/**
 * Says that a line costs something else from a day on, as an amendment did of which nothing more is known.
 * A part of a larger edit, under whose revision it is written.
 *
 * @throws Refused where the plan is not adopted, or an amendment is drafted
 */
export function costFrom(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: LineAtVersion,
	{ cost, from, reason }: { cost: Money | null; from: IsoDate; reason: string }
): Promise<void> {
	return edit(db, actor, plan, {
		...actOn(at, reason),
		action: 'budget_line_changed',
		read: async (trx) => {
			const { code, line } = await lockedLine(trx, plan.id, at);
			const sent = { ...inWords({ ...line, cost }), holds_from: from };
			return { code, version: line.version, changes: changes(inWords(line), sent), line };
		},
		write: async (trx, { line }, _made, dated) => {
			if (dated === null) throw new Refused('cost', 'plan_unadopted');
			await correct(trx, dated);
			const cell = { fields: { cost: column(cost) }, former: { cost: column(line.cost) } };
			const made: DatedChange = { kind: 'budget_line', id: at.id, ...cell, isNew: false, on: null };
			await appendChanges(trx, dated, [made], () => from);
			return { result: undefined, explains: explained(at.elementId, reason) };
		}
	});
}

/**
 * Has a line be borne by another fund source; says whether it was not already.
 *
 * @throws Conflict where it was changed since `version`; Refused where money was reported on it, since that
 *   was spent from the former one, or the activity has a line of that source and year
 */
export function changeSource(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: LineAtVersion,
	{ fundId, reason }: { fundId: string; reason: string }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...actOn(at, reason),
		action: 'budget_line_changed',
		unchanged: false,
		read: async (trx) => {
			const { code, line } = await lockedLine(trx, plan.id, at);
			const source = (await fundSources(trx, plan.id)).find(({ id }) => id === fundId);
			if (!source) throw new Refused('fund_source', 'unknown_choice');
			const isOther = source.id !== line.fund_source_id;
			if (isOther && line.spendingAsOf !== null)
				throw new Refused('fund_source', 'spending_reported');
			const sent = inWords({ ...line, fundSource: source.code });
			return { code, version: line.version, stored: inWords(line), sent };
		},
		write: async (trx) => {
			await trx
				.updateTable('budget_line')
				.set({ fund_source_id: fundId, version: sql`version + 1` })
				.where('id', '=', at.id)
				.execute();
			return { result: true, explains: explained(at.elementId, reason) };
		}
	});
}

/** Removes a line on which nothing was reported. */
export function remove(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: LineAtVersion,
	reason: string
): Promise<void> {
	return edit(db, actor, plan, {
		...actOn(at, reason),
		action: 'budget_line_removed',
		read: async (trx) => {
			const { code, line } = await lockedLine(trx, plan.id, at);
			if (line.spendingAsOf !== null) throw new Refused('', 'spending_reported');
			return { code, version: line.version, changes: changes(inWords(line), {}) };
		},
		write: async (trx) => {
			await trx.deleteFrom('budget_line').where('id', '=', at.id).execute();
			return { result: undefined, explains: explained(at.elementId, reason) };
		}
	});
}

/** Adds a fund source, which every activity of the plan may then use. */
export function addFundSource(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	source: { code: string; title: string }
): Promise<string> {
	return edit(db, actor, plan, {
		action: 'fund_source_added',
		kind: 'fund_source',
		reason: null,
		read: async () => ({ code: source.code, changes: changes({}, { ...source }) }),
		write: async (trx) => {
			refuseInDraft(trx, 'fund_code');
			const { id } = await trx
				.insertInto('fund_source')
				.values({ ...source, plan_id: plan.id })
				.returning('id')
				.executeTakeFirstOrThrow();
			return { result: id, id };
		}
	});
}

const noAmounts: Pick<LineAmounts, 'appropriation' | 'allotment'> = {
	appropriation: null,
	allotment: null
};

/** A release of funds is no amendment: it is entered by itself, and holds from when it is. */
function refuseReleases(
	trx: Trx,
	stored: typeof noAmounts,
	sent: Pick<LineAmounts, 'appropriation' | 'allotment'>
): void {
	for (const stage of ['appropriation', 'allotment'] as const)
		if (stored[stage] !== sent[stage]) refuseInDraft(trx, stage);
}

/** Has the totals that this transaction writes hold from a day. */
async function nameReleaseDay(trx: Trx, released: ReleaseDay | undefined): Promise<void> {
	if (!released || released.on === null) return;
	const { on, today } = released;
	if (on > today) throw new Refused('released_on', 'after_today', { day: today });
	await sql`select set_config('tanaw.released_on', ${on}, true)`.execute(trx);
}

/** What the same transaction writes after this has not the day of a release. */
async function forgetReleaseDay(trx: Trx, released: ReleaseDay | undefined): Promise<void> {
	if (!released || released.on === null) return;
	await sql`select set_config('tanaw.released_on', '', true)`.execute(trx);
}

/** No total of a line may come before one that is there. */
async function refuseEarlier(
	trx: Trx,
	lineId: string,
	released: ReleaseDay | undefined
): Promise<void> {
	if (!released || released.on === null) return;
	const { day } = await trx
		.selectFrom('budget_release')
		.where('budget_line_id', '=', lineId)
		.select((eb) => eb.fn.max<string | null>('as_of').as('day'))
		.executeTakeFirstOrThrow();
	if (day !== null && released.on < day)
		throw new Refused('released_on', 'before_release', { day });
}

const actOn = ({ id, version }: LineAtVersion, reason: string) => ({
	kind: 'budget_line',
	id,
	version,
	reason
});

const explained = (elementId: string, reason: string) => [
	{ subject: { element_id: elementId }, fields: ['budget'], reason }
];

async function activityCode(trx: Trx, planId: string, elementId: string): Promise<string> {
	const element = await find(trx, planId, elementId);
	if (!element || element.kind !== 'activity') throw new NotFound();
	if (element.retired_at !== null) throw new Refused('', 'retired');
	return element.code;
}

/** A line of an activity, locked, and the activity's code. */
async function lockedLine(trx: Trx, planId: string, { elementId, id }: LineAtVersion) {
	const code = await activityCode(trx, planId, elementId);
	const line = isId(id) ? await findLine(trx, planId, elementId, id, true) : undefined;
	if (!line) throw new NotFound();
	return { code, line };
}
