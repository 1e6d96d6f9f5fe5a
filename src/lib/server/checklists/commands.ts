/** Checklists are made, published and set aside; each act is appended, and none is lost. */
import { sql } from 'kysely';
import { itemsOf } from '#lib/domain/checklists/items.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { comparedWith, find, type Against, type Checklist, type ChecklistStep } from './queries.ts';

/** Who does it, where that is somebody. */
export const userOf = (actor: Actor): string | null => (actor.kind === 'user' ? actor.id : null);

export interface NewChecklist {
	title: string;
	against: Against;
	/** Left out: now. */
	recordedAt?: Date;
}

/** The row of a new checklist; its id is returned. */
export async function insertChecklist(
	trx: Trx,
	planId: string,
	{ title, against, recordedAt }: NewChecklist,
	byUser: string | null
): Promise<string> {
	const { id } = await trx
		.insertInto('checklist')
		.values({
			...{ plan_id: planId, checklist_title: title, by_user: byUser },
			framework_id: against.kind === 'framework' ? against.id : null,
			axis_id: against.kind === 'framework' ? against.axisId : null,
			template_id: against.kind === 'template' ? against.id : null,
			...(recordedAt && { recorded_at: recordedAt })
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Holds what a plan is to be compared with as it is; says whether it is there, and its axis in it. */
async function lockAgainst(trx: Trx, against: Against): Promise<boolean> {
	if (!isId(against.id)) return false;
	const found = await trx
		.selectFrom(against.kind)
		.where('id', '=', against.id)
		.select('id')
		.forKeyShare()
		.executeTakeFirst();
	if (!found || against.kind === 'template' || against.axisId === null) return Boolean(found);
	if (!isId(against.axisId)) return false;
	const axis = await trx
		.selectFrom('framework_axis')
		.where('id', '=', against.axisId)
		.where('framework_id', '=', against.id)
		.select('id')
		.executeTakeFirst();
	return Boolean(axis);
}

/** What a checklist is to ask: its name. */
async function compare(trx: Trx, against: Against): Promise<string> {
	if (!(await lockAgainst(trx, against))) throw new Refused('against', 'unknown_choice');
	const { title, lines, withdrawn } = await comparedWith(trx, against);
	if (withdrawn) throw new Refused('against', 'compared_withdrawn');
	if (itemsOf(lines).length === 0) throw new Refused('against', 'nothing_to_compare');
	return title;
}

/**
 * Makes a checklist; its id is returned. Nothing of it is answered.
 *
 * @throws Refused where there is no such thing to compare with, or it asks nothing; NotAllowed
 */
export function make(db: Db, actor: Actor, plan: EditedPlan, made: NewChecklist): Promise<string> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'checklist_made', kind: 'checklist', reason: null },
		read: async (trx) => {
			refuseInDraft(trx, '');
			const compared_with = await compare(trx, made.against);
			return { code: made.title, changes: changes({}, { compared_with }) };
		},
		write: async (trx) => {
			const id = await insertChecklist(trx, plan.id, made, userOf(actor));
			return { result: id, id };
		}
	});
}

/** Whoever answers a checklist, publishes it or sets it aside waits here for whoever does. */
const lockChecklist = (trx: Trx, id: string) =>
	sql`select pg_advisory_xact_lock(hashtext('checklist'), hashtext(${id}))`.execute(trx);

/** The checklist of a form, held until the transaction ends; undefined where the plan has none such. */
export async function lock(trx: Trx, planId: string, id: string): Promise<Checklist | undefined> {
	refuseInDraft(trx, '');
	await lockChecklist(trx, id);
	return find(trx, planId, id);
}

const steps: Record<ChecklistStep, { action: string; from: (ChecklistStep | null)[] }> = {
	published: { action: 'checklist_published', from: [null, 'unpublished'] },
	unpublished: { action: 'checklist_unpublished', from: ['published'] },
	set_aside: { action: 'checklist_set_aside', from: [null, 'unpublished', 'published'] }
};

/**
 * Publishes a checklist, so that everybody reads what was known of it when the plan was last published;
 * takes it back from the public; or sets it aside for good. Nothing of it is lost.
 *
 * @param seen the version that the form was made from
 * @throws Conflict where somebody did something of the kind since; NotFound; NotAllowed
 */
export function take(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ id, seen, step, reason }: { id: string; seen: string; step: ChecklistStep; reason: string }
): Promise<void> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: steps[step].action, kind: 'checklist', id, version: seen },
		reason,
		read: async (trx) => {
			const checklist = await lock(trx, plan.id, id);
			if (!checklist) return undefined;
			if (checklist.version === seen && !steps[step].from.includes(checklist.step))
				throw new Refused('', 'impossible');
			const { version, title: code } = checklist;
			return { version, code, changes: changes({ step: checklist.step }, { step }) };
		},
		write: async (trx) => {
			await trx
				.insertInto('checklist_step')
				.values({ checklist_id: id, step, reason, by_user: userOf(actor) })
				.execute();
			return { result: undefined };
		}
	});
}
