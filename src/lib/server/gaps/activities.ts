/** Gaps become activities: of a draft amendment, or of a plan that is not adopted yet. */
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { insertDraft, refuseDay, type AmendmentFields } from '../amendments/commands.ts';
import { draftWithin } from '../amendments/drafts.ts';
import * as amendments from '../amendments/queries.ts';
import type { Trx } from '../db/connect.ts';
import { add } from '../elements/places.ts';
import { find as findElement } from '../elements/queries.ts';
import { names, tag } from '../tagging/tagging.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';

/** Where activities are made: in a draft that there is, in a new one, or in a plan that is none yet. */
export type Into =
	| { way: 'draft'; amendmentId: string }
	| { way: 'new'; amendment: AmendmentFields }
	| { way: 'plan' };

/** An activity that is made of a gap. */
export interface GapActivity {
	/** Of the gap. */
	key: string;
	title: string;
	/** Why it is there, in one sentence. */
	reason: string;
	/** With which it is tagged; null: with none. */
	termId: string | null;
}

export interface ActivitiesToMake {
	/** The goal or objective beneath which they stand. */
	parentId: string;
	into: Into;
	activities: readonly GapActivity[];
}

export interface MadeActivity {
	key: string;
	elementId: string;
}

/** The draft that has the activities, null where the plan has them; and what the log says of it. */
export interface MadeActivities {
	amendmentId: string | null;
	made: MadeActivity[];
	batch: Batch;
}

/** What is drafted is not shown with the plan. */
export const raisedBy = ({ way }: Into) => (way === 'plan' ? 'structure' : 'nothing');

async function addActivity(
	trx: Trx,
	actor: Actor,
	plan: EditedPlan,
	{ title, reason, termId }: GapActivity,
	parentId: string
): Promise<string> {
	const id = await add(trx, actor, plan, { kind: 'activity', parentId, code: '', title, reason });
	if (termId !== null) {
		const { version } = (await findElement(trx, plan.id, id))!;
		const tagging = { kind: 'element' as const, id, version, terms: [termId] };
		await tag(trx, actor, tagging, { plan, reason, known: await names(trx) });
	}
	return id;
}

async function addActivities(
	trx: Trx,
	actor: Actor,
	plan: EditedPlan,
	{ activities, parentId }: ActivitiesToMake
): Promise<MadeActivity[]> {
	const made: MadeActivity[] = [];
	for (const one of activities)
		made.push({ key: one.key, elementId: await addActivity(trx, actor, plan, one, parentId) });
	return made;
}

/** The draft into which activities go; a new one is begun, and the log says so. */
async function draftOf(
	trx: Trx,
	actorId: string,
	planId: string,
	into: Exclude<Into, { way: 'plan' }>
): Promise<{ id: string; batch: Batch }> {
	if (into.way === 'new') {
		await refuseDay(trx, planId, into.amendment.holds_from);
		const made = changes({}, { ...into.amendment });
		const { result, entry } = await insertDraft(trx, planId, into.amendment, { actorId, made });
		return { id: result, batch: { entries: entry ? [{ ...entry, actorId, planId }] : [] } };
	}
	const found = await amendments.find(trx, planId, into.amendmentId);
	if (!found) throw new Refused('into', 'unknown_choice');
	if (!amendments.isOpen(found)) throw new Refused('into', 'draft_ended');
	return { id: found.id, batch: { entries: [] } };
}

/**
 * Holds that a plan in force is changed by an amendment only.
 *
 * @throws Refused
 */
export async function refuseInto(trx: Trx, planId: string, { way }: Into): Promise<void> {
	if (way !== 'plan') return;
	const { draft } = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select('draft')
		.executeTakeFirstOrThrow();
	if (!draft) throw new Refused('into', 'adopted_already');
}

/**
 * Makes activities, all or none, in the transaction of what is made of gaps.
 *
 * @throws Refused where the draft has ended
 */
export async function makeActivities(
	trx: Trx,
	actor: Actor,
	{ id, demonstration }: EditedPlan,
	given: ActivitiesToMake
): Promise<MadeActivities> {
	const actorId = actor.kind === 'user' ? actor.id : '';
	if (given.into.way === 'plan') {
		const batch: Batch = { entries: [] };
		const made = await addActivities(trx, actor, { id, demonstration, batch }, given);
		return { amendmentId: null, made, batch };
	}
	const draft = await draftOf(trx, actorId, id, given.into);
	const amendmentId = draft.id;
	const made = await draftWithin(trx, { planId: id, amendmentId, actorId }, (within) =>
		addActivities(within, actor, { id, demonstration }, given)
	);
	return { amendmentId, made, batch: draft.batch };
}
