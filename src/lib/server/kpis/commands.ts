import { sql } from 'kysely';
import { changedFields, changes, type Changes, type Fields } from '#lib/domain/records/changes.ts';
import { isCode } from '#lib/domain/records/codes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { NotFound } from '../writing/errors.ts';
import { edit, type EditedPlan, type Trx } from '../writing/editing.ts';
import { explainFields } from '../writing/provenance.ts';
import { planSpan } from '../writing/span.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { refuseDays } from './days.ts';
import { find, inWords } from './definitions.ts';
import { kpiColumns, type EditedKpi, type KpiFields } from './fields.ts';
import { writeTargets } from './parts.ts';

export interface KpiRequest {
	fields: KpiFields;
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
	Object.fromEntries(kpiColumns.map((name) => [name, fields[name]])) as Omit<KpiFields, 'targets'>;

/** Adds a KPI to an element of the plan; the new id is returned. */
export function add(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	elementId: string,
	{ fields, reason, today }: KpiRequest
): Promise<string> {
	return edit(db, actor, plan, async (trx) => {
		await liveElement(trx, plan.id, elementId);
		if (!isCode(fields.code)) throw new Refused('code', 'code_letters');
		refuseDays(null, fields, await planSpan(trx, plan.id));
		const after = await inWords(trx, fields, today);
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
		await writeTargets(trx, id, fields.targets);
		const made = changes({}, after);
		await explainFields(trx, plan, { kpi_id: id }, provenanceFields(made), reason);
		return told('kpi_added', id, fields.code, made, reason, id);
	});
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
	return edit(db, actor, plan, async (trx) => {
		const stored = await live(trx, plan.id, at.id);
		await liveElement(trx, plan.id, stored.element_id);
		const sent = await inWords(trx, fields, today);
		if (stored.version !== at.version) throw await conflict(trx, stored, today, sent);
		const made = changes(await inWords(trx, stored, today), sent);
		const done = told(
			'kpi_changed',
			at.id,
			fields.code,
			made,
			reason,
			changedFields(made).length > 0
		);
		if (!done.result) return done;
		if ('code' in made.after && !isCode(fields.code)) throw new Refused('code', 'code_letters');
		refuseDays(stored, fields, await planSpan(trx, plan.id));
		if (!(await raise(trx, at, columnsOf(fields))))
			throw await conflict(trx, await live(trx, plan.id, at.id), today, sent);
		if ('targets' in made.after) await writeTargets(trx, at.id, fields.targets);
		await explainFields(trx, plan, { kpi_id: at.id }, provenanceFields(made), reason);
		return done;
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
	return edit(db, actor, plan, async (trx) => {
		const stored = await live(trx, plan.id, at.id);
		await liveElement(trx, plan.id, stored.element_id);
		const columns = { retired_at: now, retired_reason: reason };
		if (!(await raise(trx, at, columns))) throw await stale(trx, plan.id, at.id);
		const made = changes({ retired: false }, { retired: true });
		return told('kpi_retired', at.id, stored.code, made, reason, undefined);
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
	return edit(db, actor, plan, async (trx) => {
		const stored = await find(trx, plan.id, at.id);
		if (!stored) throw new NotFound();
		if (stored.retired_at === null) throw new Refused('', 'not_retired');
		await liveElement(trx, plan.id, stored.element_id);
		const columns = { retired_at: null, retired_reason: null };
		if (!(await raise(trx, at, columns))) throw await stale(trx, plan.id, at.id);
		const made = changes({ retired: true }, { retired: false });
		return told('kpi_restored', at.id, stored.code, made, reason, undefined);
	});
}

/** The three numbers of a band come from one place. */
const provenanceFields = (made: Changes) => [
	...new Set(changedFields(made).map((name) => (name.startsWith('range_') ? 'range' : name)))
];

const about = (id: string) => ({ kind: 'kpi', id });

function told<Result>(
	action: string,
	id: string,
	code: string,
	made: Changes,
	reason: string,
	result: Result
) {
	return { result, action, about: about(id), code, changes: made, reason };
}

async function live(trx: Trx, planId: string, id: string): Promise<EditedKpi> {
	const stored = await find(trx, planId, id);
	if (!stored) throw new NotFound();
	if (stored.retired_at !== null) throw new Refused('', 'retired');
	return stored;
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

async function conflict(trx: Trx, stored: EditedKpi, today: string, sent: Fields) {
	return new Conflict(about(stored.id), stored.version, await inWords(trx, stored, today), sent);
}

async function stale(trx: Trx, planId: string, id: string): Promise<Error> {
	const stored = await find(trx, planId, id);
	return stored ? new Conflict(about(id), stored.version, {}) : new NotFound();
}

type Columns = Partial<Omit<KpiFields, 'targets'>> & {
	retired_at?: Date | null;
	retired_reason?: string | null;
};

/** Writes the columns unless somebody was first. */
async function raise(trx: Trx, { id, version }: KpiAtVersion, columns: Columns): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('kpi')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}
