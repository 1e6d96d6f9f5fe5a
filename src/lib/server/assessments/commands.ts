/** Assessments are begun and go from step to step; each is appended, and none is lost. */
import { sql } from 'kysely';
import { stateOf, unchecked, roundsOf } from '#lib/domain/maturity/assessment.ts';
import { stateAfter, type AssessmentStep } from '#lib/domain/maturity/cycle.ts';
import { criteriaOf, isAssessable, modelTitle } from '#lib/domain/maturity/model.ts';
import { changes } from '#lib/domain/records/changes.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { modelById } from '../maturity/queries.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { actOn, nameOf, refuseEnded, userOf } from './frame.ts';
import { ofPlan } from './queries.ts';

export interface NewAssessment {
	modelId: string;
	organisationId: string;
	on: IsoDate;
}

interface Appending {
	byUser: string | null;
	/** Left out: now. */
	recordedAt?: Date;
}

/** The row of a new assessment; its id is returned. */
export async function insertAssessment(
	trx: Trx,
	planId: string,
	{ modelId, organisationId, on }: NewAssessment,
	{ byUser, recordedAt }: Appending
): Promise<string> {
	const { id } = await trx
		.insertInto('assessment')
		.values({
			...{ plan_id: planId, model_id: modelId, organisation_id: organisationId, on_day: on },
			...{ by_user: byUser, ...(recordedAt && { recorded_at: recordedAt }) }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Whoever begins an assessment waits for whoever begins another on the same plan. */
const lockPlan = (trx: Trx, planId: string) =>
	sql`select pg_advisory_xact_lock(hashtext('assessments'), hashtext(${planId}))`.execute(trx);

/**
 * Begins an assessment of an organisation; its id is returned. Nothing of it is answered.
 *
 * @param today in the plan's time zone
 * @throws Refused where the model asks nothing, the day has not come, or there is one such already; NotFound,
 *   also for what is another's
 */
export function begin(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	made: NewAssessment,
	today: IsoDate
): Promise<string> {
	return write(db, actor, {
		...{ may: 'write_report', owned: true, raises: 'reported', request: plan.request },
		read: async (trx) => {
			const { modelId, organisationId, on } = made;
			const standing = { planId: plan.id, organisationIds: [organisationId] };
			// who may not is told nothing else
			if (!can(actor, 'write_report', standing)) return standing;
			await lockPlan(trx, plan.id);
			const model = isId(modelId) ? await modelById(trx, modelId) : undefined;
			if (!model) throw new Refused('model', 'unknown_choice');
			if (!isId(organisationId)) throw new Refused('organisation', 'unknown_choice');
			if (!isAssessable(model)) throw new Refused('model', 'model_asks_nothing');
			if (on > today) throw new Refused('on', 'after_today', { day: today });
			await refuseEnded(trx, organisationId, on, 'organisation');
			const twin = (await ofPlan(trx, plan.id)).find(
				(one) =>
					one.modelId === modelId &&
					one.organisationId === organisationId &&
					one.on === on &&
					stateOf(one) !== 'withdrawn'
			);
			if (twin) throw new Refused('on', 'assessment_exists');
			const said = { maturity_model: modelTitle(model), assessed_on: on };
			return { ...standing, changes: changes({}, said) };
		},
		write: async (trx, _, { onBehalf, made: said }) => {
			const id = await insertAssessment(trx, plan.id, made, { byUser: userOf(actor) });
			const record = (await ofPlan(trx, plan.id)).find((one) => one.id === id)!;
			const code = await nameOf(trx, { record, model: (await modelById(trx, made.modelId))! });
			const behalf = onBehalf ? { on_behalf_of: made.organisationId } : {};
			return {
				result: id,
				entry: {
					...{ action: 'assessment_begun', subjectKind: 'assessment', subjectId: id },
					detail: { code, ...said, ...behalf }
				}
			};
		}
	});
}

/** Appends a step. */
export async function insertStep(
	trx: Trx,
	assessmentId: string,
	{ step, reason, reasons }: Pick<TakenStep, 'step' | 'reason' | 'reasons'>,
	{ byUser, recordedAt }: Appending
): Promise<void> {
	await trx
		.insertInto('assessment_step')
		.values({
			...{ assessment_id: assessmentId, step, step_reason: reason, by_user: byUser },
			criterion_reasons: JSON.stringify(reasons),
			...(recordedAt && { recorded_at: recordedAt })
		})
		.execute();
}

const actions: Record<AssessmentStep, string> = {
	submit: 'assessment_submitted',
	return: 'assessment_returned',
	verify: 'assessment_verified',
	publish: 'assessment_published',
	unpublish: 'assessment_unpublished',
	withdraw: 'assessment_withdrawn'
};

export interface TakenStep {
	step: AssessmentStep;
	/** The version that the form was made from. */
	seen: string;
	/** Null: the step explains itself. */
	reason: string | null;
	/** Of a return: by criterion what is to be mended. */
	reasons: Record<string, string>;
}

/**
 * Takes a step with an assessment.
 *
 * @throws Conflict where somebody did something of the kind since; Refused where it stands elsewhere, nothing
 *   is answered, something is not checked, or who checks it made it; NotFound, also for what is another's
 */
export function take(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	id: string,
	{ step, seen, reason, reasons }: TakenStep
): Promise<void> {
	return actOn(db, actor, plan, id, {
		...{ act: step, action: actions[step], seen, reason },
		find: (_, { record, model }) => {
			const codes = new Set(criteriaOf(model).map(({ code }) => code));
			if (!Object.keys(reasons).every((code) => codes.has(code)))
				throw new Refused('', 'criterion_elsewhere');
			if (step === 'submit' && roundsOf(record).own.size === 0)
				throw new Refused('', 'nothing_assessed');
			if (step === 'verify' && unchecked(record).length > 0)
				throw new Refused('', 'not_all_checked');
			const before = { assessment_state: stateOf(record) };
			const after = { assessment_state: stateAfter([step]), ...reasons };
			return Promise.resolve({ changes: changes(before, after) });
		},
		write: async (trx) => {
			await insertStep(trx, id, { step, reason, reasons }, { byUser: userOf(actor) });
			return { result: undefined };
		}
	});
}
