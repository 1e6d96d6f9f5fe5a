/** Criteria below the target level become activities: of a draft amendment, or of a plan not adopted yet. */
import { roundsOf, stateOf, type AssessmentRecord } from '#lib/domain/maturity/assessment.ts';
import { gapsBelow, targetOf, type Gap, type Target } from '#lib/domain/maturity/reading.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { makeActivities, raisedBy, refuseInto, type Into } from '../gaps/activities.ts';
import { closings, type GapClosing } from '../gaps/closings.ts';
import { modelById, type StoredModel } from '../maturity/queries.ts';
import { edit, type Edited, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { nameOf, userOf } from './frame.ts';
import { lock, ofPlan } from './queries.ts';
import { targetsOf } from './targets.ts';

export interface AssessmentGaps {
	target: Target | null;
	/** Criteria below it; of what is only being filled in none. */
	gaps: Gap[];
	/** What the gaps of the same organisation and model are being closed by, whichever assessment found them. */
	closings: GapClosing[];
}

/** What is below the target in an assessment, and what was made of it. */
export async function gapsOf(
	db: Db,
	record: AssessmentRecord,
	model: StoredModel
): Promise<AssessmentGaps> {
	const { planId, modelId, organisationId } = record;
	const target = targetOf(await targetsOf(db, planId), modelId, organisationId);
	const same = (await ofPlan(db, planId)).filter(
		(one) => one.modelId === modelId && one.organisationId === organisationId
	);
	const made = await closings(
		...([db, 'assessment'] as const),
		same.map(({ id }) => id)
	);
	const state = stateOf(record);
	const isSaid = state !== 'draft' && state !== 'returned';
	const level = target?.level ?? null;
	return {
		target,
		gaps: isSaid && level !== null ? gapsBelow(model, roundsOf(record).counted, level) : [],
		closings: made
	};
}

export interface GapsToDraft {
	/** The codes of their criteria. */
	criteria: readonly string[];
	/** The goal or objective beneath which the activities stand. */
	parentId: string;
	into: Into;
	/** What an activity is called, and why it is there in one sentence. */
	wordsOf: (gap: Gap, target: number) => { title: string; reason: string };
}

interface Found extends Edited {
	gaps: Gap[];
	target: number;
}

/** The chosen criteria that are gaps and that nothing is drafted for. */
async function chosenGaps(
	trx: Trx,
	record: AssessmentRecord,
	model: StoredModel,
	wanted: readonly string[]
): Promise<{ gaps: Gap[]; target: number }> {
	if (wanted.length === 0) throw new Refused('gaps', 'gap_not_chosen');
	const { gaps, target, closings: made } = await gapsOf(trx, record, model);
	const closing = new Set(made.map(({ key }) => key));
	const chosen = gaps.filter(
		({ criterion }) => wanted.includes(criterion.code) && !closing.has(criterion.code)
	);
	if (chosen.length < new Set(wanted).size) throw new Refused('gaps', 'no_maturity_gap');
	return { gaps: chosen, target: target!.level! };
}

/**
 * Makes an activity of each gap, all or none; says which draft has them, null where the plan has.
 *
 * @throws Refused where something chosen is no gap, an activity is there for it already, the draft has
 *   ended, or a plan in force would be changed past an amendment; NotFound; NotAllowed
 */
export function draftGaps(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	assessmentId: string,
	{ criteria, parentId, into, wordsOf }: GapsToDraft
): Promise<{ amendmentId: string | null; count: number }> {
	return edit<Found, { amendmentId: string | null; count: number }>(db, actor, plan, {
		...{ action: 'assessment_gaps_drafted', kind: 'assessment', id: assessmentId, reason: null },
		raises: raisedBy(into),
		read: async (trx) => {
			const record = await lock(trx, plan.id, assessmentId);
			if (!record) return undefined;
			const model = (await modelById(trx, record.modelId))!;
			await refuseInto(trx, plan.id, into);
			const found = await chosenGaps(trx, record, model, criteria);
			const closed_gaps = found.gaps.map(({ criterion }) => criterion.title);
			const code = await nameOf(trx, { record, model });
			return { ...found, code, changes: changes({}, { closed_gaps }) };
		},
		write: async (trx, { gaps, target }) => {
			const activities = gaps.map((gap) => ({
				...{ key: gap.criterion.code, termId: null },
				...wordsOf(gap, target)
			}));
			const done = await makeActivities(trx, actor, plan, { into, parentId, activities });
			await trx
				.insertInto('assessment_closing')
				.values(
					done.made.map(({ key, elementId }) => ({
						...{ assessment_id: assessmentId, criterion: key, element_id: elementId },
						...{ amendment_id: done.amendmentId, by_user: userOf(actor) }
					}))
				)
				.execute();
			return { result: { amendmentId: done.amendmentId, count: gaps.length }, batch: done.batch };
		}
	});
}
