import { sql } from 'kysely';
import { changedFields, changes, type Changes } from '#lib/domain/records/changes.ts';
import { isCode } from '#lib/domain/records/codes.ts';
import { disaggregationProblems } from '#lib/domain/entries/disaggregation-entry.ts';
import { overfullAxes } from '#lib/domain/frameworks/tags.ts';
import { newKpiProblems, type KpiContext } from '#lib/domain/entries/kpi-entry.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { provenanceNames } from '#lib/kinds/field.ts';
import { kpi, kpiEntry, ruleOf } from '#lib/kinds/kpi.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { tagChoices } from '../frameworks/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { planSpan } from '../writing/span.ts';
import { Invalid, NotFound, Refused } from '../writing/refusals.ts';
import { refuseDays } from './days.ts';
import { find, inWords } from './definitions.ts';
import { kpiColumns, type EditedKpi, type KpiFields, type SentKpi } from './fields.ts';
import { withIds, writeTargets } from './parts.ts';

export interface KpiRequest {
	fields: SentKpi;
	/** In one sentence: becomes the provenance of what is set. */
	reason: string;
	/** In the plan's time zone. */
	today: string;
}
export interface KpiAtVersion {
	id: string;
	/** Which the form was made from. */
	version: number;
}

const columnsOf = (fields: KpiFields) =>
	Object.fromEntries(
		[...kpiColumns, 'disaggregation' as const, 'terms' as const].map((name) => [name, fields[name]])
	) as Omit<KpiFields, 'targets'>;

/** Adds a KPI to an element of the plan; the new id is returned. */
export function add(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	elementId: string,
	{ fields, reason, today }: KpiRequest
): Promise<string> {
	return edit(db, actor, plan, {
		action: 'kpi_added',
		kind: 'kpi',
		reason,
		read: async (trx) => {
			await liveElement(trx, plan.id, elementId);
			if (!isCode(fields.code)) throw new Refused('code', 'code_letters');
			const span = await planSpan(trx, plan.id);
			refuseDays(null, fields, span);
			refuseProblems(null, fields, { ...span, today });
			await refuseTerms(trx, fields.terms);
			const disaggregation = await withIds(trx, fields.disaggregation, null);
			const settled = { ...fields, disaggregation };
			return {
				settled,
				code: fields.code,
				changes: changes({}, await inWords(trx, settled, today))
			};
		},
		write: async (trx, { settled }, made) => {
			const id = await insert(trx, elementId, settled);
			await writeTargets(trx, id, fields.targets);
			return { result: id, id, explains: explained(id, made, reason) };
		}
	});
}

/** Adds the row as its element's last; the new id is returned. */
async function insert(trx: Trx, elementId: string, fields: KpiFields): Promise<string> {
	const { id } = await trx
		.insertInto('kpi')
		.values((eb) => ({
			...columnsOf(fields),
			element_id: elementId,
			position: eb
				.selectFrom('kpi')
				.where('element_id', '=', elementId)
				.select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
		}))
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/**
 * Changes a KPI and its targets; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; NotFound; Refused; NotAllowed
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: KpiAtVersion,
	{ fields, reason, today }: KpiRequest
): Promise<boolean> {
	return edit(db, actor, plan, {
		action: 'kpi_changed',
		kind: 'kpi',
		...at,
		reason,
		unchanged: false,
		read: async (trx) => {
			const stored = await live(trx, plan.id, at.id);
			const disaggregation = await withIds(trx, fields.disaggregation, at.id);
			const settled = { ...fields, disaggregation };
			return {
				kpi: stored,
				settled,
				code: fields.code,
				version: stored.version,
				stored: await inWords(trx, stored, today),
				sent: await inWords(trx, settled, today)
			};
		},
		write: async (trx, { kpi: stored, settled }, made) => {
			if ('code' in made.after && !isCode(fields.code)) throw new Refused('code', 'code_letters');
			const span = await planSpan(trx, plan.id);
			refuseDays(stored, fields, span);
			refuseProblems(stored, fields, { ...span, today });
			await writeColumns(trx, at.id, columnsOf(settled));
			if ('terms' in made.after) await refuseTerms(trx, fields.terms);
			if ('targets' in made.after) await writeTargets(trx, at.id, fields.targets);
			return { result: true, explains: explained(at.id, made, reason) };
		}
	});
}

/** Takes a KPI out of the plan's figures; its measurements are kept. */
export function retire(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: KpiAtVersion,
	{ reason, now }: { reason: string; now: Date }
): Promise<void> {
	return edit(db, actor, plan, {
		action: 'kpi_retired',
		kind: 'kpi',
		...at,
		reason,
		read: async (trx) => acted(await live(trx, plan.id, at.id), true),
		write: async (trx) => {
			await writeColumns(trx, at.id, { retired_at: now, retired_reason: reason });
			return { result: undefined };
		}
	});
}

/** Brings a retired KPI back. */
export function restore(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: KpiAtVersion,
	reason: string
): Promise<void> {
	return edit(db, actor, plan, {
		action: 'kpi_restored',
		kind: 'kpi',
		...at,
		reason,
		read: async (trx) => {
			const kpi = await find(trx, plan.id, at.id, true);
			if (!kpi) return undefined;
			if (kpi.retired_at === null) throw new Refused('', 'not_retired');
			await liveElement(trx, plan.id, kpi.element_id);
			return acted(kpi, false);
		},
		write: async (trx) => {
			await writeColumns(trx, at.id, { retired_at: null, retired_reason: null });
			return { result: undefined };
		}
	});
}

/** What taking a KPI out, or bringing it back, changes. */
const acted = ({ code, version }: EditedKpi, retired: boolean) => ({
	code,
	version,
	changes: changes({ retired: !retired }, { retired })
});

const explained = (id: string, made: Changes, reason: string) => [
	{ subject: { kpi_id: id }, fields: provenanceNames(kpi, changedFields(made)), reason }
];

/** @throws Refused where it has more terms of an axis than it may */
async function refuseTerms(trx: Trx, terms: readonly string[]): Promise<void> {
	if (terms.length > 1 && overfullAxes(await tagChoices(trx), terms).length > 0)
		throw new Refused('terms', 'one_term_of_axis');
}

/** Refuses what a KPI's parts say against each other; what stands there already may stay. */
function refuseProblems(stored: KpiFields | null, sent: SentKpi, context: KpiContext): void {
	const before = stored && kpiEntry(stored, stored.targets);
	const problems = [
		...newKpiProblems(kpiEntry(sent, sent.targets), before, context),
		...(sent.disaggregation ? disaggregationProblems(sent.disaggregation, ruleOf(sent)) : [])
	];
	if (problems.length > 0) throw new Invalid(problems);
}

/** A KPI that counts, its row locked, and its element kept from being retired. */
async function live(trx: Trx, planId: string, id: string): Promise<EditedKpi> {
	const kpi = await find(trx, planId, id, true);
	if (!kpi) throw new NotFound();
	if (kpi.retired_at !== null) throw new Refused('', 'retired');
	await liveElement(trx, planId, kpi.element_id);
	return kpi;
}

async function liveElement(trx: Trx, planId: string, id: string): Promise<void> {
	const element = await trx
		.selectFrom('element')
		.where('id', '=', isId(id) ? id : '0')
		.where('plan_id', '=', planId)
		.select('retired_at')
		.forShare()
		.executeTakeFirst();
	if (!element) throw new NotFound();
	if (element.retired_at !== null) throw new Refused('', 'parent_retired');
}

type Columns = Partial<Omit<KpiFields, 'targets'>> & {
	retired_at?: Date | null;
	retired_reason?: string | null;
};

async function writeColumns(trx: Trx, id: string, columns: Columns): Promise<void> {
	await trx
		.updateTable('kpi')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.execute();
}
