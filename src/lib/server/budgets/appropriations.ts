/** What is appropriated and allotted to an activity: the stages of money that the planner sets. */
import { sql } from 'kysely';
import { changedFields, changes, type Changes, type Fields } from '#lib/domain/records/changes.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Money } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { find, isId } from '../elements/queries.ts';
import { NotFound } from '../writing/errors.ts';
import { edit, type EditedPlan, type Trx } from '../writing/editing.ts';
import { explainFields } from '../writing/provenance.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { findLine, fundSources, type EditedLine } from './queries.ts';

export interface LineAmounts {
	appropriation: Money | null;
	allotment: Money | null;
}
export interface NewLine extends LineAmounts {
	fund_source_id: string;
	appropriation_year: number;
}
/** A line of an element, and which version of it the form was made from. */
export interface LineAtVersion {
	elementId: string;
	id: string;
	version: number;
}

const column = (amount: Money | null) => (amount === null ? null : moneyText(amount));
const columnsOf = ({ appropriation, allotment }: LineAmounts) => ({
	appropriation: column(appropriation),
	allotment: column(allotment)
});

/** A line in words, for comparing and for the audit log. */
const inWords = (line: NewLine & { fundSource: string }): Fields => ({
	fund_source: line.fundSource,
	appropriation_year: line.appropriation_year,
	...columnsOf(line)
});

/** Adds a line to an activity. */
export function add(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	elementId: string,
	{ line, reason }: { line: NewLine; reason: string }
): Promise<string> {
	return edit(db, actor, plan, async (trx) => {
		const code = await activityCode(trx, plan.id, elementId);
		const sources = await fundSources(trx, plan.id);
		const source = sources.find((one) => one.id === line.fund_source_id);
		if (!source) throw new Refused('fund_source', 'unknown_choice');
		const { fund_source_id, appropriation_year } = line;
		const { id } = await trx
			.insertInto('budget_line')
			.values({ element_id: elementId, fund_source_id, appropriation_year, ...columnsOf(line) })
			.returning('id')
			.executeTakeFirstOrThrow();
		await explainFields(trx, plan, { element_id: elementId }, ['budget'], reason);
		const made = changes({}, inWords({ ...line, fundSource: source.code }));
		return told('budget_line_added', id, code, made, reason, id);
	});
}

/**
 * Changes what a line appropriates and allots; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; Refused where a stage would exceed the one before
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: LineAtVersion,
	{ amounts, reason }: { amounts: LineAmounts; reason: string }
): Promise<boolean> {
	return edit(db, actor, plan, async (trx) => {
		const code = await activityCode(trx, plan.id, at.elementId);
		const stored = await lineOf(trx, plan.id, at);
		const sent = inWords({ ...stored, ...amounts });
		if (stored.version !== at.version) throw conflict(stored, sent);
		const made = changes(inWords(stored), sent);
		const changed = changedFields(made).length > 0;
		const done = told('budget_line_changed', at.id, code, made, reason, changed);
		if (!changed) return done;
		const { numUpdatedRows } = await trx
			.updateTable('budget_line')
			.set({ ...columnsOf(amounts), version: sql`version + 1` })
			.where('id', '=', at.id)
			.where('version', '=', at.version)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw conflict(await lineOf(trx, plan.id, at), sent);
		await explainFields(trx, plan, { element_id: at.elementId }, ['budget'], reason);
		return done;
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
	return edit(db, actor, plan, async (trx) => {
		const code = await activityCode(trx, plan.id, at.elementId);
		const stored = await lineOf(trx, plan.id, at);
		if (stored.spendingAsOf !== null) throw new Refused('', 'spending_reported');
		const { numDeletedRows } = await trx
			.deleteFrom('budget_line')
			.where('id', '=', at.id)
			.where('version', '=', at.version)
			.executeTakeFirst();
		if (numDeletedRows === 0n) throw conflict(await lineOf(trx, plan.id, at), {});
		await explainFields(trx, plan, { element_id: at.elementId }, ['budget'], reason);
		return told(
			'budget_line_removed',
			at.id,
			code,
			changes(inWords(stored), {}),
			reason,
			undefined
		);
	});
}

/** Adds a fund source, which every activity of the plan may then use. */
export function addFundSource(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	source: { code: string; title: string }
): Promise<string> {
	return edit(db, actor, plan, async (trx) => {
		const { id } = await trx
			.insertInto('fund_source')
			.values({ ...source, plan_id: plan.id })
			.returning('id')
			.executeTakeFirstOrThrow();
		return {
			result: id,
			action: 'fund_source_added',
			about: { kind: 'fund_source', id },
			code: source.code,
			changes: changes({}, { ...source }),
			reason: null
		};
	});
}

function told<Result>(
	action: string,
	id: string,
	code: string,
	made: Changes,
	reason: string,
	result: Result
) {
	return { result, action, about: { kind: 'budget_line', id }, code, changes: made, reason };
}

const conflict = (stored: EditedLine, sent: Fields) =>
	new Conflict({ kind: 'budget_line', id: stored.id }, stored.version, inWords(stored), sent);

async function activityCode(trx: Trx, planId: string, elementId: string): Promise<string> {
	const element = await find(trx, planId, elementId);
	if (!element || element.kind !== 'activity') throw new NotFound();
	if (element.retired_at !== null) throw new Refused('', 'retired');
	return element.code;
}

async function lineOf(trx: Trx, planId: string, { elementId, id }: LineAtVersion) {
	const stored = isId(id) ? await findLine(trx, planId, elementId, id) : undefined;
	if (!stored) throw new NotFound();
	return stored;
}
