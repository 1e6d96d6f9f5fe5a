/** Assessments of a plan as known in a scope, and what was made of gaps. */
import { sql } from 'kysely';
import type { Answer, AssessmentRecord, Round, Step } from '#lib/domain/maturity/assessment.ts';
import { stateOf } from '#lib/domain/maturity/assessment.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';

/** All moments at which something is known, or up to one. */
const known = (at: AsKnown | null, column: string) =>
	at ? wasKnown(at, column) : sql<boolean>`true`;

type OfAssessment<Row> = Row & { assessmentId: string };
type Head = Omit<AssessmentRecord, 'answers' | 'steps'>;

async function headsOf(db: Db, planId: string, at: AsKnown | null): Promise<Head[]> {
	const { rows } = await sql<Head>`
		select one.id, one.plan_id as "planId", one.model_id as "modelId",
			one.organisation_id as "organisationId", one.on_day as "on", one.by_user as "byId",
			one.recorded_at as at
		from assessment one
		where one.plan_id = ${planId} and ${known(at, 'one.recorded_at')}
		order by one.id
	`.execute(db);
	return rows;
}

interface AnswerRow extends Omit<Answer, 'assessed'> {
	assessmentId: string;
	level: number | null;
	notApplicable: boolean;
	round: Round;
}

async function answersOf(
	db: Db,
	planId: string,
	at: AsKnown | null
): Promise<OfAssessment<Answer>[]> {
	const { rows } = await sql<AnswerRow>`
		select one.id, one.assessment_id as "assessmentId", one.round, one.criterion,
			one.level_number as level, one.not_applicable as "notApplicable", one.evidence, one.comment,
			one.by_user as "byId", person.name as by, one.recorded_at as at
		from assessment_answer one
		join assessment on assessment.id = one.assessment_id
		left join user_account person on person.id = one.by_user
		where assessment.plan_id = ${planId} and ${known(at, 'one.recorded_at')}
		order by one.id
	`.execute(db);
	return rows.map(({ level, notApplicable, ...row }) => ({
		...row,
		assessed: notApplicable ? 'not_applicable' : level
	}));
}

async function stepsOf(db: Db, planId: string, at: AsKnown | null): Promise<OfAssessment<Step>[]> {
	const { rows } = await sql<OfAssessment<Step>>`
		select one.id, one.assessment_id as "assessmentId", one.step, one.step_reason as reason,
			one.criterion_reasons as reasons, one.by_user as "byId", person.name as by,
			one.recorded_at as at
		from assessment_step one
		join assessment on assessment.id = one.assessment_id
		left join user_account person on person.id = one.by_user
		where assessment.plan_id = ${planId} and ${known(at, 'one.recorded_at')}
		order by one.id
	`.execute(db);
	return rows;
}

/** All of a plan that were known, in the order in which they were begun; withdrawn ones too. */
export async function ofPlan(
	db: Db,
	planId: string,
	at: AsKnown | null = null
): Promise<AssessmentRecord[]> {
	const [heads, answers, steps] = await Promise.all([
		headsOf(db, planId, at),
		answersOf(db, planId, at),
		stepsOf(db, planId, at)
	]);
	const [answersBy, stepsBy] = [
		Map.groupBy(answers, ({ assessmentId }) => assessmentId),
		Map.groupBy(steps, ({ assessmentId }) => assessmentId)
	];
	return heads.map((head) => ({
		...head,
		answers: (answersBy.get(head.id) ?? []).map(({ assessmentId: _, ...answer }) => answer),
		steps: (stepsBy.get(head.id) ?? []).map(({ assessmentId: _, ...step }) => step)
	}));
}

/** One of a plan that was not withdrawn; undefined where there is none such. */
export async function find(
	db: Db,
	planId: string,
	id: string
): Promise<AssessmentRecord | undefined> {
	if (!isId(id)) return undefined;
	const one = (await ofPlan(db, planId)).find((of) => of.id === id);
	return one && stateOf(one) !== 'withdrawn' ? one : undefined;
}

/** Whoever answers an assessment or takes a step waits here for whoever does. */
export async function lock(
	trx: Trx,
	planId: string,
	id: string
): Promise<AssessmentRecord | undefined> {
	await sql`select pg_advisory_xact_lock(hashtext('assessment'), hashtext(${id}))`.execute(trx);
	return find(trx, planId, id);
}

export interface Assessed {
	id: string;
	slug: string;
	acronym: string;
	name: string;
	/** The first day on which it is no more; null: none is set. */
	validTo: IsoDate | null;
}

/** Organisations by their ids; all that there are where none are given. */
export const organisations = (db: Db, ids: readonly string[] | null): Promise<Assessed[]> =>
	db
		.selectFrom('organisation')
		.$if(ids !== null, (query) =>
			query.where('id', '=', sql<string>`any(${[...(ids ?? [])]}::bigint[])`)
		)
		.select(['id', 'slug', 'acronym', 'name', 'valid_to as validTo'])
		.orderBy('acronym')
		.orderBy('id')
		.execute();
