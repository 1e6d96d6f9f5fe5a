/**
 * A plan's words on which no figure rests: descriptions, definitions, flags and notes. They are planned as
 * all else is, so they are read as of a scope's day, by what was known.
 */
import { sql, type Selectable } from 'kysely';
import { textNames } from '#lib/kinds/field.ts';
import { kpi, type KpiTexts } from '#lib/kinds/kpi.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { NoteWords, PlanNote } from '#lib/domain/records/plan-note.ts';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import type { VersionTables } from '../db/schema/database.ts';
import type { PlanTable } from '../db/schema/plans.ts';
import type { PlanRow } from '../facts/plans.ts';
import { revisionKnown, setOut } from '../facts/structure.ts';
import { termLists } from '../frameworks/term-lists.ts';

/** What holds: on a day, of the versions up to a revision; null: of all. */
export interface HeldIn {
	planId: string;
	day: string;
	known: number | null;
}

async function heldIn(db: Db, plan: PlanRow, scope: Scope): Promise<HeldIn> {
	const known = revisionKnown(await setOut(db, plan), scope);
	return {
		planId: plan.id,
		day: scope.reading === 'baseline' ? fromTheBeginning : scope.asOf,
		known: Number.isFinite(known) ? known : null
	};
}

type TextKind =
	'plan' | 'element' | 'element_term' | 'element_link' | 'kpi' | 'plan_note' | 'plan_note_element';
type VersionRow<Kind extends TextKind> = Selectable<VersionTables[`${Kind}_version`]>;

/** Of each record of a kind the version that holds; none that is retired. */
export async function holding<
	Kind extends TextKind,
	Column extends keyof VersionRow<Kind> & string
>(
	db: Db,
	kind: Kind,
	columns: readonly Column[],
	{ planId, day, known }: HeldIn
): Promise<(Pick<VersionRow<Kind>, Column> & { id: string })[]> {
	const { rows } = await sql<Pick<VersionRow<Kind>, Column> & { id: string }>`
		select id, ${sql.join(columns.map((column) => sql.ref(column)))} from (
			select distinct on (id) * from ${sql.table(`${kind}_version`)}
			where plan_id = ${planId} and holds_from <= ${day}
				and (${known}::bigint is null or revision <= ${known}::bigint)
			order by id desc, holds_from desc, revision desc
		) held where not retired
	`.execute(db);
	return rows;
}

const planColumns = [
	...['title', 'short_title', 'description', 'vision', 'mission'],
	...['period_start', 'period_end', 'labels']
] as const satisfies (keyof PlanTable)[];

/** What a plan says of itself, by the names of its columns. */
export type PlanTexts = Pick<PlanRow, (typeof planColumns)[number]>;

/** What the plan said of itself in a scope, of the last version that was known. */
export async function planTexts(db: Db, plan: PlanRow, scope: Scope): Promise<PlanTexts> {
	const [held = plan] = await holding(db, 'plan', planColumns, await heldIn(db, plan, scope));
	return held;
}

export interface ElementText {
	description: string | null;
	/** False where it reads as an outcome, not as something delivered. */
	deliverableDefined: boolean;
}

/** By element id: what was said of it in a scope, as its title was. */
export async function elementTexts(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<Map<string, ElementText>> {
	const columns = ['description', 'deliverable_defined'] as const;
	const held = await holding(db, 'element', columns, await heldIn(db, plan, scope));
	return new Map(
		held.map(({ id, description, deliverable_defined: deliverableDefined }) => [
			id,
			{ description, deliverableDefined }
		])
	);
}

/** The words of a KPI on which no figure rests, and who enters its measurements. */
export interface KpiWords {
	texts: KpiTexts;
	/** The id of an organisation; null: not set. */
	reporterId: string | null;
}

/** By KPI id: what was said of it in a scope, as its title was. */
export async function kpiWords(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<Map<string, KpiWords>> {
	const columns = ['reporter_id', ...textNames(kpi)] as const;
	const held = await holding(db, 'kpi', columns, await heldIn(db, plan, scope));
	return new Map(
		held.map(({ id, reporter_id: reporterId, ...texts }) => [id, { texts, reporterId }])
	);
}

/** Where a note's words come from, by the fields of its provenance. */
async function noteSources(db: Db, planId: string): Promise<Map<string, ProvenanceKind>> {
	const rows = await db
		.selectFrom('provenance')
		.where('plan_id', '=', planId)
		.where('field', 'like', 'notes.%')
		.select(['field', 'kind'])
		.execute();
	return new Map(rows.map(({ field, kind }) => [field, kind]));
}

const noteColumns = [
	...(['position', 'code', 'topic', 'subtopic', 'marker', 'place', 'text'] as const),
	...(['list_kind', 'country', 'axis_id'] as const)
] as const;

/** Notes as they stood in a scope, in their order. */
export async function noteRows(db: Db, plan: PlanRow, scope: Scope) {
	const held = await holding(db, 'plan_note', noteColumns, await heldIn(db, plan, scope));
	return held.sort(
		(one, other) => one.position - other.position || Number(one.id) - Number(other.id)
	);
}

/** What the publication says besides its elements, or what has to be said of them, in order. */
export async function notes(db: Db, plan: PlanRow, scope: Scope): Promise<PlanNote[]> {
	const [rows, concerns, sources] = await Promise.all([
		noteRows(db, plan, scope),
		heldIn(db, plan, scope).then((held) =>
			holding(db, 'plan_note_element', ['note_id', 'element_id'], held)
		),
		noteSources(db, plan.id)
	]);
	const elements = Map.groupBy(concerns, (row) => row.note_id);
	const lists = await termLists(
		db,
		rows.flatMap(({ axis_id: axisId }) => axisId ?? [])
	);
	return rows.map(({ id, code, topic, subtopic, marker, place, text, ...row }) => {
		const isQuoted = (part: string) => sources.get(`notes.${code}${part}`) === 'source';
		const heading = (words: string | null, part: string): NoteWords | null =>
			words === null ? null : { text: words, quoted: isQuoted(part) };
		return {
			...{ code, text, marker, place, country: row.country, listKind: row.list_kind },
			list: lists.get(row.axis_id ?? '') ?? null,
			quoted: isQuoted(''),
			topic: heading(topic, '.topic'),
			subtopic: heading(subtopic, '.subtopic'),
			concerns: (elements.get(id) ?? []).map((row) => row.element_id).toSorted(byNumber)
		};
	});
}

const byNumber = (one: string, other: string) => Number(one) - Number(other);
