/** Drafting an amendment that takes an adopted one back: the reverse of each of its changes. */
import { sql } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { insertDraft, refuseDay, type AmendmentFields } from './commands.ts';
import { find } from './queries.ts';

/** What the adopted amendment added goes; each other field is to be again what it was before. */
async function reverse(
	trx: Trx,
	{ from, into, reason, actorId }: { from: string; into: string; reason: string; actorId: string }
): Promise<void> {
	await sql`
		with made as (
			select kind, record_id from amendment_change
			where amendment_id = ${from} and field = 'retired' and before is null
		)
		insert into amendment_change
			(amendment_id, kind, record_id, field, before, after, reason, actor_id)
		select ${into}::bigint, kind, record_id, field, after, before, ${reason}::text, ${actorId}::bigint
		from amendment_change change
		where amendment_id = ${from} and not exists (
			select from made where made.kind = change.kind and made.record_id = change.record_id
		)
		union all
		select ${into}::bigint, kind, record_id, 'retired', to_jsonb('false'::text), to_jsonb('true'::text),
			${reason}::text, ${actorId}::bigint
		from made
		union all
		select ${into}::bigint, kind, record_id, 'retired_reason', 'null'::jsonb, to_jsonb(${reason}::text),
			${reason}::text, ${actorId}::bigint
		from made where kind in ('element', 'kpi')
	`.execute(trx);
}

/**
 * Begins a draft of the reverse; its id is returned. Where the plan was changed again since, the draft
 * says so before it can be adopted.
 *
 * @throws Refused where the amendment is not adopted, or the draft would hold before it did
 */
export function takeBack(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	id: string,
	fields: AmendmentFields
): Promise<string> {
	return write(db, actor, {
		may: 'edit_plan',
		request: plan.request,
		raises: 'nothing',
		read: async (trx) => {
			const adopted = await find(trx, plan.id, id);
			if (!adopted) return undefined;
			if (adopted.adopted_at === null) throw new Refused('', 'amendment_not_adopted');
			if (fields.holds_from < adopted.holds_from)
				throw new Refused('holds_from', 'before_amendment', { day: adopted.holds_from });
			await refuseDay(trx, plan.id, fields.holds_from);
			return { planId: plan.id, changes: changes({}, { ...fields }) };
		},
		write: async (trx, _found, { actorId, made }) => {
			const draft = await insertDraft(trx, plan.id, fields, { actorId, made });
			await reverse(trx, { from: id, into: draft.result, reason: fields.reason, actorId });
			return draft;
		}
	});
}
