/** Levels that are to be reached: of all organisations of a plan, or of one. */
import { sql } from 'kysely';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import { targetOf, type Target } from '#lib/domain/maturity/reading.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';
import { modelById } from '../maturity/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { userOf } from './frame.ts';
import { organisations } from './queries.ts';

/** Those of a plan that were known, in the order in which they were set. */
export async function targetsOf(
	db: Db,
	planId: string,
	at: AsKnown | null = null
): Promise<Target[]> {
	const known = at ? wasKnown(at, 'one.recorded_at') : sql<boolean>`true`;
	const { rows } = await sql<Target>`
		select one.model_id as "modelId", one.organisation_id as "organisationId",
			one.level_number as level, one.due_on as "dueOn"
		from maturity_target one
		where one.plan_id = ${planId} and ${known}
		order by one.id
	`.execute(db);
	return rows;
}

export interface NewTarget extends Target {
	reason: string;
}

/**
 * Sets the level that is to be reached, or says that there is none any more.
 *
 * @throws Refused where there is no such model, organisation or level; NotAllowed
 */
export function setTarget(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ modelId, organisationId, level, dueOn, reason }: NewTarget
): Promise<void> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'maturity_target_set', kind: 'maturity_target', reason },
		read: async (trx) => {
			const model = isId(modelId) ? await modelById(trx, modelId) : undefined;
			if (!model) throw new Refused('model', 'unknown_choice');
			if (level !== null && !model.levels.some(({ number }) => number === level))
				throw new Refused('level', 'level_not_of_model');
			const of = organisationId === null ? [] : [organisationId];
			if (!of.every(isId)) throw new Refused('organisation', 'unknown_choice');
			const named = await organisations(trx, of);
			if (named.length < of.length) throw new Refused('organisation', 'unknown_choice');
			const before = targetOf(await targetsOf(trx, plan.id), modelId, organisationId ?? '');
			const code = [named[0]?.acronym, modelTitle(model)].filter(Boolean).join(', ');
			return {
				code,
				changes: changes({ target_level: before?.level ?? null }, { target_level: level })
			};
		},
		write: async (trx) => {
			await trx
				.insertInto('maturity_target')
				.values({
					...{ plan_id: plan.id, model_id: modelId, organisation_id: organisationId },
					...{ level_number: level, due_on: dueOn, state_reason: reason, by_user: userOf(actor) }
				})
				.execute();
			return { result: undefined };
		}
	});
}
