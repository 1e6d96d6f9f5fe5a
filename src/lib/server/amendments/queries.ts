/** Amendments of a plan, and what each would change or has changed. */
import { sql, type Selectable } from 'kysely';
import { isSame, type Stored, type StoredFields } from '#lib/domain/editions/appended.ts';
import type { Db } from '../db/connect.ts';
import type { AmendmentTable } from '../db/schema/versions.ts';
import { isId } from '../elements/queries.ts';
import type { DatedKind, DatedChange } from '../writing/written.ts';

export type Amendment = Selectable<AmendmentTable>;

/** Still a draft: neither adopted nor abandoned. */
export const isOpen = ({ adopted_at, abandoned_at }: Amendment): boolean =>
	adopted_at === null && abandoned_at === null;

export interface ListedAmendment extends Amendment {
	/** How many records it changes. */
	records: number;
}

/** Drafts first, then adopted ones by their day, then what was abandoned. */
export async function ofPlan(db: Db, planId: string): Promise<ListedAmendment[]> {
	return await db
		.selectFrom('amendment')
		.where('plan_id', '=', planId)
		.selectAll()
		.select((eb) =>
			eb
				.selectFrom('amendment_change as change')
				.whereRef('change.amendment_id', '=', 'amendment.id')
				.select(sql<number>`count(distinct (kind, record_id))::int`.as('records'))
				.as('records')
		)
		.$castTo<ListedAmendment>()
		.orderBy(sql`abandoned_at is not null`)
		.orderBy(sql`adopted_at is not null`)
		.orderBy('holds_from', 'desc')
		.orderBy('id', 'desc')
		.execute();
}

/** One of a plan; undefined where this plan has none such. */
export async function find(db: Db, planId: string, id: string): Promise<Amendment | undefined> {
	if (!isId(id)) return undefined;
	return await db
		.selectFrom('amendment')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.selectAll()
		.executeTakeFirst();
}

/** One field of one record, as it was and as it becomes. */
export interface FieldChange {
	kind: DatedKind;
	recordId: string;
	field: string;
	/** Null also where the record is new. */
	before: Stored;
	after: Stored;
	reason: string | null;
	isNew: boolean;
}

export async function fieldChanges(db: Db, amendmentId: string): Promise<FieldChange[]> {
	const { rows } = await sql<FieldChange>`
		select kind, record_id as "recordId", field, before, after, reason,
			exists (
				select from amendment_change new where new.amendment_id = change.amendment_id
					and new.kind = change.kind and new.record_id = change.record_id
					and new.field = 'retired' and new.before is null
			) as "isNew"
		from amendment_change change
		where amendment_id = ${amendmentId}
		order by id
	`.execute(db);
	return rows;
}

/** The changes of a draft, each record once. */
export async function draftedChanges(db: Db, amendmentId: string): Promise<DatedChange[]> {
	const changes = await fieldChanges(db, amendmentId);
	const records = Map.groupBy(changes, ({ kind, recordId }) => `${kind} ${recordId}`);
	return [...records.values()].map((rows) => {
		const { kind, recordId: id, isNew } = rows[0]!;
		const of = (name: 'before' | 'after'): StoredFields =>
			Object.fromEntries(rows.map((row) => [row.field, row[name]]));
		return { kind, id, isNew, fields: of('after'), former: isNew ? {} : of('before'), on: null };
	});
}

/** Where a draft rests on something that is otherwise by now. */
export interface Moved extends FieldChange {
	/** What stands in the field on the amendment's day now. */
	present: Stored;
}

/** The changes whose field is not as it was when they were drafted. */
export async function moved(db: Db, amendment: Amendment): Promise<Moved[]> {
	const changes = (await fieldChanges(db, amendment.id)).filter(({ isNew }) => !isNew);
	const found: Moved[] = [];
	for (const [kind, ofKind] of Map.groupBy(changes, (change) => change.kind)) {
		const { rows } = await sql<{ id: string; fields: StoredFields }>`
			select distinct on (id) id, as_texts(to_jsonb(v)) as fields
			from ${sql.table(`${kind}_version`)} v
			where plan_id = ${amendment.plan_id} and id = any (${ofKind.map(({ recordId }) => recordId)})
				and holds_from <= ${amendment.holds_from}
			order by id, holds_from desc, revision desc
		`.execute(db);
		const present = new Map(rows.map(({ id, fields }) => [id, fields]));
		for (const change of ofKind) {
			const now = present.get(change.recordId)?.[change.field] ?? null;
			if (!isSame(now, change.before)) found.push({ ...change, present: now });
		}
	}
	return found;
}
