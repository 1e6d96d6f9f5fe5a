/** Writes the assessments of a demonstration, each step as of its day. */
import type { Transaction } from 'kysely';
import { addDays } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { AssessmentsSeed } from './assessments.ts';
import type { WrittenPlan } from './write-plan.ts';

type Trx = Transaction<Database>;
type Seeded = AssessmentsSeed['assessments'][number];

const invented: Origin = { kind: 'demo', reason: null, quotes: [], publication: null };

/** In the morning of a day. */
const momentOf = (on: IsoDate) => new Date(`${on}T02:00:00Z`);

interface Writing {
	trx: Trx;
	planId: string;
	modelId: string;
	seed: AssessmentsSeed;
}

async function writeAnswers(
	{ trx, seed }: Writing,
	assessmentId: string,
	round: 'own' | 'check',
	{
		levels,
		on,
		comment
	}: { levels: Seeded['own']; on: IsoDate; comment: (code: string) => string | null }
): Promise<void> {
	await trx
		.insertInto('assessment_answer')
		.values(
			Object.entries(levels).map(([criterion, level]) => ({
				...{ assessment_id: assessmentId, round, criterion, level_number: level },
				not_applicable: level === null,
				evidence: round === 'own' && level !== null ? seed.evidence : null,
				comment: comment(criterion) ?? (level === null ? seed.not_applicable : null),
				by_user: null,
				recorded_at: momentOf(on)
			}))
		)
		.execute();
}

async function writeAssessment(
	writing: Writing,
	organisationId: string,
	{ on, published, own, check, comment }: Seeded
): Promise<void> {
	const { trx, planId, modelId } = writing;
	const { id } = await trx
		.insertInto('assessment')
		.values({
			...{ plan_id: planId, model_id: modelId, organisation_id: organisationId, on_day: on },
			...{ by_user: null, recorded_at: momentOf(on) }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const step = (name: 'submit' | 'verify' | 'publish', day: IsoDate) =>
		trx
			.insertInto('assessment_step')
			.values({
				...{ assessment_id: id, step: name, step_reason: null, by_user: null },
				recorded_at: momentOf(day)
			})
			.execute();
	await writeAnswers(writing, id, 'own', { levels: own, on, comment: () => null });
	await step('submit', addDays(on, 1));
	if (published === undefined) return;
	const checked = addDays(on, 7);
	await writeAnswers(writing, id, 'check', {
		levels: { ...own, ...check },
		on: checked,
		comment: (code) => (code in check ? (comment ?? null) : null)
	});
	await step('verify', addDays(checked, 1));
	await step('publish', published);
}

/** @param organisations ids by slug */
export async function writeAssessments(
	trx: Trx,
	{ planId }: WrittenPlan,
	seed: AssessmentsSeed,
	organisations: ReadonlyMap<string, string>
): Promise<void> {
	const { id: modelId } = await trx
		.selectFrom('maturity_model')
		.where('slug', '=', seed.model)
		.select('id')
		.executeTakeFirstOrThrow();
	const writing = { trx, planId, modelId, seed };
	for (const one of seed.assessments)
		await writeAssessment(writing, organisations.get(one.organisation)!, one);
	const { level, due, set, reason } = seed.target;
	await trx
		.insertInto('maturity_target')
		.values({
			...{ plan_id: planId, model_id: modelId, organisation_id: null, level_number: level },
			...{ due_on: due, state_reason: reason, by_user: null, recorded_at: momentOf(set) }
		})
		.execute();
	await trx
		.insertInto('published_index')
		.values(
			seed.index.map(({ title, method, of, on, value }) => ({
				...{ plan_id: planId, model_id: null, organisation_id: null, of_label: of },
				...{ index_title: title, method, on_day: on, index_value: value },
				...{ origin: JSON.stringify(invented), by_user: null, recorded_at: momentOf(on) }
			}))
		)
		.execute();
}
