/** What the pages of assessments begin with: the plan, the assessment, and what the person may do with it. */
import { error } from '@sveltejs/kit';
import { makersOf, stateOf, type AssessmentRecord } from '#lib/domain/maturity/assessment.ts';
import { maySee, mayDo, type AssessmentAct } from '#lib/domain/maturity/cycle.ts';
import { organisations, find, type Assessed } from '#lib/server/assessments/queries.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { modelById, type StoredModel } from '#lib/server/maturity/queries.ts';

interface Asked {
	locals: App.Locals;
	params: { plan: string; assessment: string };
}

export const planOf = ({ locals }: { locals: App.Locals }): PlanRow =>
	locals.plan ?? error(404, 'not_found');

export interface AskedAssessment {
	plan: PlanRow;
	record: AssessmentRecord;
	model: StoredModel;
	organisation: Assessed;
	can: (act: AssessmentAct) => boolean;
}

/** An assessment as it stands now, or 404: also where the person may not see it. */
export async function askedAssessment({ locals, params }: Asked): Promise<AskedAssessment> {
	const { db, actor } = locals;
	const plan = planOf({ locals });
	const record = (await find(db, plan.id, params.assessment)) ?? error(404, 'not_found');
	const { organisationId } = record;
	const standing = { state: stateOf(record), organisationId, makers: makersOf(record) };
	if (!maySee(actor, standing)) error(404, 'not_found');
	const model = (await modelById(db, record.modelId))!;
	const [organisation] = await organisations(db, [organisationId]);
	return {
		...{ plan, record, model, organisation: organisation! },
		can: (act) => mayDo(act, actor, standing)
	};
}
