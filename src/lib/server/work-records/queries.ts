/** Records of work as they stand: of each its last state, that was known. */
import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { columnsOf, type Kind } from '#lib/kinds/field.ts';
import { workRecords, type ValuesOfRecord, type WorkRecord } from '#lib/kinds/work-records.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

/** What every table of such records has besides its kind's own columns. */
interface Head {
	id: string;
	record_id: string | null;
	plan_id: string;
	element_id: string | null;
	withdrawn: boolean;
	state_reason: string | null;
	recorded_at: Date;
}

/** A record as a state of it says. */
export interface RecordState<Of extends WorkRecord = WorkRecord> {
	id: string;
	/** Rises with every state; a form made from an earlier one is a conflict. */
	version: string;
	/** Null: the plan as a whole. */
	elementId: string | null;
	values: ValuesOfRecord<Of>;
	withdrawn: boolean;
	/** Why it was changed or withdrawn; null: it was added. */
	reason: string | null;
	recordedAt: Date;
}

type Row = Omit<Head, 'plan_id'> & { record: string } & Record<string, unknown>;

const valueOf = (kind: Kind, name: string, value: unknown) =>
	kind[name]?.reads.as === 'money' && typeof value === 'string' ? parseMoney(value) : value;

function stateOf<Of extends WorkRecord>(of: Of, row: Row): RecordState<Of> {
	const kind: Kind = workRecords[of];
	const values = columnsOf(kind).map((name) => [name, valueOf(kind, name, row[name])]);
	return {
		id: row.record,
		version: row.id,
		elementId: row.element_id,
		values: Object.fromEntries(values) as ValuesOfRecord<Of>,
		withdrawn: row.withdrawn,
		reason: row.state_reason,
		recordedAt: row.recorded_at
	};
}

const record = sql<string>`coalesce(v.record_id, v.id)`;

const states = (db: Db, of: WorkRecord, planId: string) =>
	db
		.selectFrom(sql<Head>`${sql.table(of)}`.as('v'))
		.where('v.plan_id', '=', planId)
		.select(['v.id', 'v.record_id', 'v.element_id', 'v.withdrawn', 'v.state_reason'])
		.select(['v.recorded_at', record.as('record')])
		.select(columnsOf<Kind>(workRecords[of]).map((name) => sql.ref(`v.${name}`).as(name)));

/** The last state of each record of a plan, in the order in which they were added. */
const latest = (db: Db, of: WorkRecord, planId: string) =>
	states(db, of, planId).distinctOn(record).orderBy(record).orderBy('v.id', 'desc');

const isOf = (elementId: string | null) =>
	sql<boolean>`v.element_id is not distinct from ${elementId}`;

/**
 * All that is known of a plan, withdrawn ones too.
 *
 * @param elementId of one element alone; null: of the plan as a whole; left out: of all
 */
export async function ofPlan<Of extends WorkRecord>(
	db: Db,
	of: Of,
	known: AsKnown,
	elementId?: string | null
): Promise<RecordState<Of>[]> {
	const rows = await latest(db, of, known.planId)
		.where(wasKnown(known, 'v.recorded_at'))
		.$if(elementId !== undefined, (query) => query.where(isOf(elementId ?? null)))
		.execute();
	return rows.map((row) => stateOf(of, row as Row));
}

/** All of one element, or of the plan as a whole, as they are now. */
export async function ofSubject<Of extends WorkRecord>(
	db: Db,
	of: Of,
	subject: { planId: string; elementId: string | null }
): Promise<RecordState<Of>[]> {
	const rows = await latest(db, of, subject.planId).where(isOf(subject.elementId)).execute();
	return rows.map((row) => stateOf(of, row as Row));
}

/** One record as it is now; undefined where this plan has none such. */
export async function find<Of extends WorkRecord>(
	db: Db,
	of: Of,
	{ planId, id }: { planId: string; id: string }
): Promise<RecordState<Of> | undefined> {
	if (!isId(id)) return undefined;
	const row = await latest(db, of, planId).where(record, '=', id).executeTakeFirst();
	return row && stateOf(of, row as Row);
}

/** Every state that is known of a plan's records, as they came. */
export async function allStates<Of extends WorkRecord>(
	db: Db,
	of: Of,
	known: AsKnown
): Promise<RecordState<Of>[]> {
	const rows = await states(db, of, known.planId)
		.where(wasKnown(known, 'v.recorded_at'))
		.orderBy('v.id')
		.execute();
	return rows.map((row) => stateOf(of, row as Row));
}
