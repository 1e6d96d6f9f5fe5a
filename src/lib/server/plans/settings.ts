/** The plan's own fields: what it is called and how its figures are reckoned. */
import { createHash } from 'node:crypto';
import { changedFields, type Changes, type Fields } from '#lib/domain/records/changes.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Frequency, GoalStatusRule, RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { hasMoney } from '../budgets/queries.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { PlanLabels } from '../db/schema/plans.ts';
import { leftOut } from './period.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { Refused } from '../writing/refusals.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { refuseDay } from '../writing/span.ts';

export interface PlanColumns {
	title: string;
	short_title: string | null;
	description: string | null;
	vision: string | null;
	mission: string | null;
	period_start: string | null;
	period_end: string | null;
	roll_up_method: RollUpMethod;
	goal_status_rule: GoalStatusRule;
	/** Decimal text, 0…1. */
	coverage_threshold: string;
	currency: string;
	/** 1 … 12. */
	fiscal_year_start_month: number;
	/** Null: not settled. */
	reporting_frequency: Frequency | null;
	labels: PlanLabels;
}

export interface NoteField {
	/** Null: a new one. */
	id: string | null;
	text: string;
}

export interface PlanSettings extends PlanColumns {
	notes: NoteField[];
}

/** A plan's own fields, with the mark of their version. */
export interface EditedSettings extends PlanSettings {
	version: string;
}

const columnNames = [
	'title',
	'short_title',
	'description',
	'vision',
	'mission',
	'period_start',
	'period_end',
	'roll_up_method',
	'goal_status_rule',
	'coverage_threshold',
	'currency',
	'fiscal_year_start_month',
	'reporting_frequency',
	'labels'
] as const satisfies readonly (keyof PlanColumns)[];

const inWords = ({ notes, ...columns }: PlanSettings): Fields => ({
	...(Object.fromEntries(columnNames.map((name) => [name, columns[name]])) as Fields),
	notes: notes.map((note) => note.text)
});

/**
 * The plan's row is also written by every report, which raises its revision; so its own fields have
 * a version of their own, made from what they say.
 */
function versionOf(settings: PlanSettings): string {
	const words = JSON.stringify([inWords(settings), settings.notes.map((note) => note.id)]);
	return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

export async function settings(db: Db, planId: string): Promise<EditedSettings | undefined> {
	const row = await db
		.selectFrom('plan')
		.where('id', '=', planId)
		.select(columnNames)
		.executeTakeFirst();
	if (!row) return undefined;
	const notes = await db
		.selectFrom('plan_note')
		.where('plan_id', '=', planId)
		.select(['id', 'text'])
		.orderBy('position')
		.orderBy('id')
		.execute();
	const found = { ...row, coverage_threshold: plainDecimal(row.coverage_threshold), notes };
	return { ...found, version: versionOf(found) };
}

/**
 * Changes the plan's own fields; says whether anything is other than before.
 *
 * @param version of the form, as {@link settings} gave it
 * @throws Conflict where they were changed since; Refused for another currency once money is set
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	version: string,
	{ fields, reason }: { fields: PlanSettings; reason: string }
): Promise<boolean> {
	return edit(db, actor, plan, {
		action: 'plan_changed',
		kind: 'plan',
		id: plan.id,
		version,
		reason,
		unchanged: false,
		read: async (trx) => {
			await trx
				.selectFrom('plan')
				.where('id', '=', plan.id)
				.select('id')
				.forNoKeyUpdate()
				.execute();
			const earlier = await settings(trx, plan.id);
			if (!earlier) return undefined;
			const [stored, sent] = [inWords(earlier), inWords(fields)];
			const problems = await leftOut(trx, plan.id, earlier, fields);
			return { earlier, code: '', version: earlier.version, stored, sent, problems };
		},
		write: async (trx, { earlier }, made) => {
			if ('reporting_frequency' in made.after) refuseInDraft(trx, 'reporting_frequency');
			await check(trx, plan.id, fields, made);
			await writeColumns(trx, plan.id, fields);
			const notes = 'notes' in made.after ? await saveNotes(trx, plan, earlier, fields.notes) : [];
			const columns = changedFields(made).filter((name) => name !== 'notes');
			const subject = { plan_id: plan.id };
			return { result: true, explains: [{ subject, fields: [...columns, ...notes], reason }] };
		}
	});
}

async function check(trx: Trx, planId: string, fields: PlanSettings, made: Changes): Promise<void> {
	if ('currency' in made.after && (await hasMoney(trx, planId)))
		throw new Refused('currency', 'money_set');
	for (const name of ['period_start', 'period_end'] as const)
		if (name in made.after) refuseDay(name, 'measured', fields[name]);
}

async function writeColumns(trx: Trx, planId: string, fields: PlanSettings): Promise<void> {
	const { notes: _notes, labels, ...columns } = fields;
	await trx
		.updateTable('plan')
		.set({ ...columns, labels: JSON.stringify(labels) })
		.where('id', '=', planId)
		.execute();
}

/**
 * Notes keep their order; a new one comes last. Returns the fields of those that were written: the
 * provenance of each stands under the plan.
 */
async function saveNotes(
	trx: Trx,
	plan: EditedPlan,
	stored: PlanSettings,
	sent: NoteField[]
): Promise<string[]> {
	const earlier = new Map(stored.notes.map((note) => [note.id, note.text]));
	const kept = new Set(sent.map((note) => note.id));
	if (sent.some(({ id }) => id !== null && !earlier.has(id)))
		throw new Refused('notes', 'unknown_choice');
	for (const { id } of stored.notes) {
		if (id === null || kept.has(id)) continue;
		await trx.deleteFrom('plan_note_element').where('note_id', '=', id).execute();
		await trx.deleteFrom('plan_note').where('id', '=', id).execute();
	}
	const written: string[] = [];
	for (const { id, text } of sent) {
		if (id !== null && earlier.get(id) === text) continue;
		written.push(id === null ? await addNote(trx, plan.id, text) : await rewrite(trx, id, text));
	}
	return written.map((code) => `notes.${code}`);
}

async function rewrite(trx: Trx, id: string, text: string): Promise<string> {
	const { code } = await trx
		.updateTable('plan_note')
		.set({ text })
		.where('id', '=', id)
		.returning('code')
		.executeTakeFirstOrThrow();
	return code;
}

async function addNote(trx: Trx, planId: string, text: string): Promise<string> {
	const { next } = await trx
		.selectFrom('plan_note')
		.where('plan_id', '=', planId)
		.select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.lit(-1)).as('next'))
		.executeTakeFirstOrThrow();
	const { id } = await trx
		.insertInto('plan_note')
		.values({ plan_id: planId, position: next + 1, code: `added-${next + 1}`, topic: null, text })
		.returning('id')
		.executeTakeFirstOrThrow();
	// after its own id, since places are given again when a note goes
	const code = `note-${id}`;
	await trx.updateTable('plan_note').set({ code }).where('id', '=', id).execute();
	return code;
}
