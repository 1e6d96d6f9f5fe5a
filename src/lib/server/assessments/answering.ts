/** Criteria of an assessment are answered, many at once; each answer is appended, and none is lost. */
import {
	latestOf,
	saysSame,
	type Answer,
	type Round,
	type Said
} from '#lib/domain/maturity/assessment.ts';
import { answerProblems } from '#lib/domain/maturity/entries.ts';
import { criteriaOf } from '#lib/domain/maturity/model.ts';
import { changes, type Fields, type FieldValue } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { actOn, userOf, type FoundAssessment } from './frame.ts';

/** What is said of one criterion, and which answer its form was made from; empty: from none. */
export interface SentAnswer {
	criterion: string;
	seen: string;
	said: Said;
}

/** Somebody answered criteria since the form was read: what stands now, which a form must carry to be taken. */
export class AnsweredSince extends Conflict {
	override name = 'AnsweredSince';
	/** By criterion the answer that stands now. */
	readonly latest: ReadonlyMap<string, Answer>;

	constructor(
		assessmentId: string,
		latest: ReadonlyMap<string, Answer>,
		{ stored, sent }: { stored: Fields; sent: Fields }
	) {
		const newest = [...latest.values()].at(-1)?.id ?? null;
		super({ kind: 'assessment', id: assessmentId }, newest, stored, sent);
		this.latest = latest;
	}
}

/** Appends an answer. */
export async function insertAnswer(
	trx: Trx,
	assessmentId: string,
	{ round, criterion, said }: { round: Round; criterion: string; said: Said },
	{ byUser, recordedAt }: { byUser: string | null; recordedAt?: Date }
): Promise<void> {
	const { assessed, evidence, comment } = said;
	await trx
		.insertInto('assessment_answer')
		.values({
			...{ assessment_id: assessmentId, round, criterion, evidence, comment, by_user: byUser },
			level_number: typeof assessed === 'number' ? assessed : null,
			not_applicable: assessed === 'not_applicable',
			...(recordedAt && { recorded_at: recordedAt })
		})
		.execute();
}

/** An answer as the log and both versions tell it; null: there is none. */
function inWords(said: Said | undefined): FieldValue {
	if (!said) return null;
	const { assessed, evidence, comment } = said;
	return { assessed_level: assessed ?? 'open', evidence, comment };
}

const byCriterion = (
	{ model }: FoundAssessment,
	answers: readonly SentAnswer[],
	of: (one: SentAnswer) => Said | undefined
): Fields => {
	const titles = new Map(criteriaOf(model).map(({ code, title }) => [code, `${code} ${title}`]));
	return Object.fromEntries(
		answers.map((one) => [titles.get(one.criterion) ?? one.criterion, inWords(of(one))])
	);
};

function refuseStale(
	found: FoundAssessment,
	answers: readonly SentAnswer[],
	latest: ReadonlyMap<string, Answer>
): void {
	const stale = answers.filter(({ criterion, seen }) => (latest.get(criterion)?.id ?? '') !== seen);
	if (stale.length === 0) return;
	const standing = stale.flatMap(({ criterion }) => {
		const answer = latest.get(criterion);
		return answer ? [[criterion, answer] as const] : [];
	});
	throw new AnsweredSince(found.record.id, new Map(standing), {
		stored: byCriterion(found, stale, ({ criterion }) => latest.get(criterion)),
		sent: byCriterion(found, stale, ({ said }) => said)
	});
}

/**
 * Answers criteria of an assessment, all or none; says of how many something else is said than before. Who
 * checks answers each criterion anew, also where the organisation is right.
 *
 * @throws AnsweredSince where one was answered since its form was read; Invalid; Refused where a criterion is
 *   none of the model, or who checks it made it; NotFound, also for what is another's
 */
export function answer(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	id: string,
	{ round, answers }: { round: Round; answers: readonly SentAnswer[] }
): Promise<number> {
	return actOn(db, actor, plan, id, {
		...(round === 'own'
			? ({ act: 'answer', action: 'assessment_answered' } as const)
			: ({ act: 'check', action: 'assessment_checked' } as const)),
		...{ reason: null, unchanged: 0 },
		find: (_, found) => {
			const { record, model } = found;
			const codes = new Set(criteriaOf(model).map(({ code }) => code));
			if (!answers.every(({ criterion }) => codes.has(criterion)))
				throw new Refused('', 'criterion_elsewhere');
			const latest = latestOf(record, round);
			const differing = answers.filter(
				({ criterion, said }) => !saysSame(latest.get(criterion), said)
			);
			refuseStale(found, differing, latest);
			return Promise.resolve({
				differing,
				changes: changes(
					byCriterion(found, differing, ({ criterion }) => latest.get(criterion)),
					byCriterion(found, differing, ({ said }) => said)
				),
				problems: differing.flatMap((one) => answerProblems(model, one.criterion, one.said))
			});
		},
		write: async (trx, { differing }) => {
			for (const { criterion, said } of differing)
				await insertAnswer(trx, id, { round, criterion, said }, { byUser: userOf(actor) });
			return { result: differing.length };
		}
	});
}
