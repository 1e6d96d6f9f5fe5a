/** How a request works in a draft: the draft is laid over the plan, and what is written is kept with it. */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/connect.ts';
import { appendChanges } from '../writing/dating.ts';
import { beginDraft, endDraft, type Drafted } from '../writing/drafting.ts';
import { append } from '../writing/entries.ts';
import { raiseStructureRevision } from '../writing/revision.ts';
import { remember } from '../writing/sent-forms.ts';
import { noteWrites, type DatedKind, type DatedChange } from '../writing/written.ts';
import { NotFound } from '../writing/refusals.ts';
import { draftedChanges, isOpen, type Amendment } from './queries.ts';

export interface DraftRequest {
	planId: string;
	amendmentId: string;
	actorId: string;
}

/** Kinds whose current rows carry the version that forms are made from. */
const versioned: DatedKind[] = ['element', 'kpi', 'budget_line'];

async function openDraft(trx: Trx, { planId, amendmentId }: DraftRequest): Promise<Amendment> {
	const found = await trx
		.selectFrom('amendment')
		.where('id', '=', amendmentId)
		.where('plan_id', '=', planId)
		.selectAll()
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!found || !isOpen(found)) throw new NotFound();
	return found;
}

/** Writes a draft's changes into the current rows, as adopting it would. */
async function layOver(trx: Trx, draft: DraftRequest, { holds_from }: Amendment): Promise<void> {
	const { planId, amendmentId, actorId } = draft;
	const dated = await raiseStructureRevision(trx, planId, { actorId, reason: null, amendmentId });
	if (holds_from > dated.today) await sql`select bring_to(${planId}, ${holds_from})`.execute(trx);
	const drafted = await draftedChanges(trx, amendmentId);
	await appendChanges(trx, dated, drafted, () => holds_from);
	for (const kind of versioned)
		await sql`
			update ${sql.table(kind)} one set version = version + written
			from (
				select record_id, sum(written)::int as written from amendment_change
				where amendment_id = ${amendmentId} and kind = ${kind} group by record_id
			) draft
			where draft.record_id = one.id
		`.execute(trx);
	await noteWrites(trx);
}

const isGone = ({ fields }: DatedChange) => fields.retired === 'true';

/** Adds one change to a draft; a record that the draft itself adds is forgotten when it goes again. */
async function keepChange(
	trx: Trx,
	{ amendmentId, actorId }: DraftRequest,
	{ kind, id, fields, former, isNew }: DatedChange,
	reason: string | null
): Promise<void> {
	const ofRecord = trx
		.deleteFrom('amendment_change')
		.where('amendment_id', '=', amendmentId)
		.where('kind', '=', kind)
		.where('record_id', '=', id);
	if (isGone({ fields } as DatedChange)) {
		const { rows } = await sql<{ isAdded: boolean }>`
			select exists (
				select from amendment_change where amendment_id = ${amendmentId} and kind = ${kind}
					and record_id = ${id} and field = 'retired' and before is null
			) as "isAdded"
		`.execute(trx);
		if (rows[0]!.isAdded) {
			await ofRecord.execute();
			return;
		}
	}
	const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
	await trx
		.insertInto('amendment_change')
		.values(
			Object.entries(fields).map(([field, value]) => ({
				amendment_id: amendmentId,
				kind,
				record_id: id,
				field,
				before: isNew ? null : json(former[field]),
				after: json(value),
				reason,
				actor_id: actorId
			}))
		)
		.onConflict((conflict) =>
			conflict.columns(['amendment_id', 'kind', 'record_id', 'field']).doUpdateSet({
				after: sql`excluded.after`,
				reason: sql`excluded.reason`,
				actor_id: sql`excluded.actor_id`,
				written: sql`amendment_change.written + 1`
			})
		)
		.execute();
	// what is again as it stands in the plan is no change
	await ofRecord.where(sql<boolean>`before is not distinct from after`).execute();
}

async function keep(trx: Trx, draft: DraftRequest, drafted: Drafted): Promise<void> {
	for (const { change, reason } of drafted.changes) await keepChange(trx, draft, change, reason);
	for (const { form, result } of drafted.answered) await remember(trx, form, result);
	if (drafted.changes.length > 0)
		await trx
			.updateTable('amendment')
			.set((eb) => ({ version: eb('version', '+', 1) }))
			.where('id', '=', draft.amendmentId)
			.execute();
	for (const { action, subjectKind, subjectId, detail, ...entry } of drafted.entries)
		await append(trx, {
			...entry,
			action: 'amendment_drafted',
			subjectKind: 'amendment',
			subjectId: draft.amendmentId,
			detail: { ...detail, act: action, of: subjectKind, of_id: subjectId ?? null }
		});
}

/**
 * Runs something as if a draft were adopted; what it changes of the plan is kept with the draft, and
 * nothing else of what it writes.
 *
 * @param act must use the database that it is given
 * @throws NotFound where the plan has no such draft, or it has been adopted or abandoned
 */
export const inDraft = <Result>(
	db: Db,
	draft: DraftRequest,
	act: (within: Db) => Promise<Result>
): Promise<Result> => db.transaction().execute((trx) => draftWithin(trx, draft, act));

/** The same as a part of a transaction, in which more is written before and after. */
export async function draftWithin<Result>(
	trx: Trx,
	draft: DraftRequest,
	act: (within: Trx) => Promise<Result>
): Promise<Result> {
	const amendment = await openDraft(trx, draft);
	await sql`savepoint drafted`.execute(trx);
	await layOver(trx, draft, amendment);
	const drafted = beginDraft(trx);
	const result = await act(trx).finally(() => endDraft(trx));
	await sql`rollback to savepoint drafted`.execute(trx);
	await keep(trx, draft, drafted);
	return result;
}
