/** What leadership is asked to decide: raised, changed and withdrawn by planners, answered by leaders. */
import { sql } from 'kysely';
import { changes } from '#lib/domain/records/changes.ts';
import { answerProblems, decisionProblems } from '#lib/domain/entries/decision-entry.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { DecisionAnswer, DecisionFields, EditedDecision } from './fields.ts';
import { inWords } from './in-words.ts';
import { find } from './queries.ts';

export interface DecisionAtVersion {
	id: string;
	/** Which the form was made from. */
	version: number;
}

const raising = { may: 'raise_decision', raises: 'reported', kind: 'decision' } as const;

/** Asks for a decision, as of today in the plan's time zone; the new id is returned. */
export function raise(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	fields: DecisionFields,
	today: IsoDate
): Promise<string> {
	return edit(db, actor, plan, {
		...raising,
		action: 'decision_raised',
		reason: null,
		read: async (trx) => ({
			code: fields.title,
			changes: changes({}, await inWords(trx, plan.id, fields, null, today)),
			problems: decisionProblems({ dueOn: fields.due_on }, today)
		}),
		write: async (trx) => {
			const { id } = await trx
				.insertInto('decision')
				.values({
					...fields,
					plan_id: plan.id,
					raised_on: today,
					decided_on: null,
					outcome: null
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			return { result: id, id };
		}
	});
}

/**
 * Changes what is asked for; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; NotFound; Invalid; Refused once it was
 *   decided or withdrawn; NotAllowed
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: DecisionAtVersion,
	{ fields, today }: { fields: DecisionFields; today: IsoDate }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...raising,
		...at,
		action: 'decision_changed',
		reason: null,
		unchanged: false,
		read: async (trx) => {
			const decision = await find(trx, plan.id, at.id, true);
			if (!decision) return undefined;
			const moved = fields.due_on !== decision.due_on;
			return {
				decision,
				code: fields.title,
				version: decision.version,
				stored: await inWords(trx, plan.id, decision, decision, today),
				sent: await inWords(trx, plan.id, fields, decision, today),
				problems: moved ? decisionProblems({ dueOn: fields.due_on }, today) : []
			};
		},
		write: async (trx, { decision }) => {
			refuseEnded(decision);
			await writeColumns(trx, at.id, { ...fields });
			return { result: true };
		}
	});
}

/** Takes the question back; throws Refused once it was decided or withdrawn. */
export function withdraw(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: DecisionAtVersion,
	{ reason, today }: { reason: string; today: IsoDate }
): Promise<void> {
	return edit(db, actor, plan, {
		...raising,
		...at,
		action: 'decision_withdrawn',
		reason,
		read: async (trx) => {
			const decision = await find(trx, plan.id, at.id, true);
			if (!decision) return undefined;
			const { title: code, version } = decision;
			return {
				decision,
				code,
				version,
				changes: changes({ withdrawn: false }, { withdrawn: true })
			};
		},
		write: async (trx, { decision }) => {
			refuseEnded(decision);
			await writeColumns(trx, at.id, { withdrawn_on: today, withdrawn_reason: reason });
			return { result: undefined };
		}
	});
}

/**
 * Says what was decided, or corrects it; says whether anything is other than before. What a planner
 * enters is logged as on behalf of the one who decides.
 *
 * @throws Conflict where it was changed since `version`; NotFound; Invalid; Refused where it was
 *   withdrawn; NotAllowed
 */
export function answer(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: DecisionAtVersion,
	{ answer: sent, today }: { answer: DecisionAnswer; today: IsoDate }
): Promise<boolean> {
	return edit(db, actor, plan, {
		may: 'answer_decision',
		raises: 'reported',
		kind: 'decision',
		...at,
		action: 'decision_answered',
		reason: null,
		unchanged: false,
		read: async (trx) => {
			const decision = await find(trx, plan.id, at.id, true);
			if (!decision) return undefined;
			const { outcome, decided_on } = decision;
			return {
				decision,
				code: decision.title,
				version: decision.version,
				stored: { outcome, decided_on },
				sent: { ...sent },
				organisationId: decision.decider_id,
				problems: answerProblems({ decidedOn: sent.decided_on }, today)
			};
		},
		write: async (trx, { decision }) => {
			if (decision.withdrawn_on !== null) throw new Refused('', 'withdrawn_already');
			if (sent.decided_on < decision.raised_on)
				throw new Refused('decided_on', 'before_raised', { day: decision.raised_on });
			await writeColumns(trx, at.id, { ...sent });
			return { result: true };
		}
	});
}

function refuseEnded({ decided_on, withdrawn_on }: EditedDecision): void {
	if (decided_on !== null) throw new Refused('', 'decided_already');
	if (withdrawn_on !== null) throw new Refused('', 'withdrawn_already');
}

type Columns = Partial<DecisionFields & DecisionAnswer> & {
	withdrawn_on?: string;
	withdrawn_reason?: string;
};

async function writeColumns(trx: Trx, id: string, columns: Columns): Promise<void> {
	await trx
		.updateTable('decision')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.execute();
}
