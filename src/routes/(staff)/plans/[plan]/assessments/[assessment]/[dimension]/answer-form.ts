/** The form in which the criteria of a dimension are answered: what it shows, and what it says. */
import { latestOf, type Answer, type Round, type Said } from '#lib/domain/maturity/assessment.ts';
import { answerField } from '#lib/domain/maturity/entries.ts';
import { criteriaOf, type Criterion, type Dimension } from '#lib/domain/maturity/model.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SentAnswer } from '#lib/server/assessments/answering.ts';
import { optionalWords } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';
import type { AskedAssessment } from '../../asked.ts';

type Values = Record<string, string>;

export interface AnswerRow extends Pick<Criterion, 'code' | 'title' | 'description'> {
	fields: Record<'assessed' | 'evidence' | 'comment' | 'seen', string>;
	/** What is stored, as the fields show it. */
	stored: Values;
	levels: { number: number; title: string; description: string | null }[];
	/** What the organisation says, where another person checks it. */
	own: Said | null;
	/** Why it was returned; null: it was not. */
	returned: string | null;
}

const fieldsOf = (at: number): AnswerRow['fields'] => ({
	assessed: answerField(at, 'assessed'),
	evidence: answerField(at, 'evidence'),
	comment: answerField(at, 'comment'),
	seen: answerField(at, 'seen')
});

const assessedText = (assessed: Said['assessed'] | undefined): string => String(assessed ?? '');

/** @param answer what the fields show, and `seen` whether it is one of this round */
function storedOf(fields: AnswerRow['fields'], answer: Answer | undefined, round: Round): Values {
	const own = answer?.round === round;
	return {
		[fields.seen]: own ? answer.id : '',
		[fields.assessed]: assessedText(answer?.assessed),
		[fields.evidence]: (own ? answer.evidence : null) ?? '',
		[fields.comment]: (own ? answer.comment : null) ?? ''
	};
}

export function answerRows(
	{ record, model }: AskedAssessment,
	dimension: Dimension,
	round: Round
): AnswerRow[] {
	const all = criteriaOf(model);
	const [own, latest] = [latestOf(record, 'own'), latestOf(record, round)];
	const last = record.steps.at(-1);
	return dimension.criteria.map((criterion) => {
		const { code, title, description } = criterion;
		const fields = fieldsOf(all.indexOf(criterion));
		const said = new Map(criterion.levels.map((one) => [one.number, one.description]));
		// who checks begins with what the organisation says
		const shown = latest.get(code) ?? own.get(code);
		return {
			...{ code, title, description, fields, stored: storedOf(fields, shown, round) },
			levels: model.levels.map((level) => ({
				...{ number: level.number, title: level.title },
				description: said.get(level.number) ?? null
			})),
			own: round === 'check' ? (own.get(code) ?? null) : null,
			returned: last?.step === 'return' ? (last.reasons[code] ?? null) : null
		};
	});
}

const longestWords = 1_000;
const readers = { evidence: optionalWords(longestWords), comment: optionalWords(longestWords) };

/** A level by its number, that it does not apply, or null; undefined: it says something else. */
function assessedIn(text: string): Said['assessed'] | undefined {
	if (text === '') return null;
	if (text === 'not_applicable') return text;
	return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** What a form says of the criteria that it speaks of, or what of it cannot be read. */
export function answersIn(
	values: Values,
	{ model }: AskedAssessment
): { answers: SentAnswer[]; errors: Values } {
	const answers: SentAnswer[] = [];
	const errors: Values = {};
	for (const [at, { code: criterion }] of criteriaOf(model).entries()) {
		const fields = fieldsOf(at);
		const seen = values[fields.seen];
		if (seen === undefined) continue;
		const assessed = assessedIn(values[fields.assessed] ?? '');
		const { output, errors: wrong } = readFields(readers, {
			evidence: (values[fields.evidence] ?? '').trim(),
			comment: (values[fields.comment] ?? '').trim()
		});
		if (assessed === undefined) errors[fields.assessed] = m.assessment_error_level();
		if (wrong.evidence) errors[fields.evidence] = wrong.evidence;
		if (wrong.comment) errors[fields.comment] = wrong.comment;
		const { evidence = null, comment = null } = output;
		if (assessed !== undefined && !wrong.evidence && !wrong.comment)
			answers.push({ criterion, seen, said: { assessed, evidence, comment } });
	}
	return { answers, errors };
}

/** What must be sent so that answers which others gave meanwhile are known to have been seen. */
export function seenNow(latest: ReadonlyMap<string, Answer>, { model }: AskedAssessment): Values {
	const all = criteriaOf(model).map(({ code }) => code);
	return Object.fromEntries(
		[...latest].map(([code, { id }]) => [answerField(all.indexOf(code), 'seen'), id])
	);
}
