/** What is kept of an assessment: answers and steps, appended, and how it stands by them. */
import type { IsoDate } from '../records/records.ts';
import { stateAfter, type AssessmentState, type AssessmentStep } from './cycle.ts';
import type { Assessed, Levels } from './score.ts';

/** Who says it: the organisation of itself, or another person who checks it. */
export type Round = 'own' | 'check';

/** What is said of one criterion. */
export interface Said {
	/** Null: it is not answered, or its answer was taken back. */
	assessed: Assessed | null;
	evidence: string | null;
	comment: string | null;
}

export interface Answer extends Said {
	id: string;
	round: Round;
	/** The code of the criterion. */
	criterion: string;
	/** The account; null: it came with the plan. */
	byId: string | null;
	by: string | null;
	at: Date;
}

export interface Step {
	id: string;
	step: AssessmentStep;
	/** Null: the step explains itself. */
	reason: string | null;
	/** Of a return: by criterion what is to be mended. */
	reasons: Record<string, string>;
	byId: string | null;
	by: string | null;
	at: Date;
}

export interface AssessmentRecord {
	id: string;
	planId: string;
	modelId: string;
	organisationId: string;
	/** The day as of which the organisation is assessed. */
	on: IsoDate;
	/** Who began it. */
	byId: string | null;
	at: Date;
	/** In the order in which they were given. */
	answers: readonly Answer[];
	/** In the order in which they were taken. */
	steps: readonly Step[];
}

export const stateOf = ({ steps }: Pick<AssessmentRecord, 'steps'>): AssessmentState =>
	stateAfter(steps.map(({ step }) => step));

/** The accounts that began it, answered for the organisation, or submitted it. */
export function makersOf({ byId, answers, steps }: AssessmentRecord): Set<string> {
	const own = answers.filter(({ round }) => round === 'own').map((one) => one.byId);
	const sent = steps.filter(({ step }) => step === 'submit').map((one) => one.byId);
	return new Set([byId, ...own, ...sent].filter((one) => one !== null));
}

/** The last answer to each criterion in a round; of a check those since it was last submitted. */
export function latestOf({ answers, steps }: AssessmentRecord, round: Round): Map<string, Answer> {
	const submitted = steps.findLast(({ step }) => step === 'submit');
	const counts = ({ at }: Answer) =>
		round === 'own' || (submitted !== undefined && at >= submitted.at);
	return new Map(
		answers.filter((one) => one.round === round && counts(one)).map((one) => [one.criterion, one])
	);
}

const levelsIn = (answers: ReadonlyMap<string, Said>): Levels =>
	new Map(
		[...answers].flatMap(([code, { assessed }]) => (assessed === null ? [] : [[code, assessed]]))
	);

export interface TwoRounds {
	own: Levels;
	check: Levels;
	/** What counts: the check once it was verified, else what the organisation says. */
	counted: Levels;
	verified: boolean;
}

/** The levels of both rounds, and those that count in the state in which it is. */
export function roundsOf(record: AssessmentRecord): TwoRounds {
	const state = stateOf(record);
	const own = levelsIn(latestOf(record, 'own'));
	const check = levelsIn(latestOf(record, 'check'));
	const verified = state === 'verified' || state === 'published';
	return { own, check, counted: verified ? check : own, verified };
}

export interface Difference {
	criterion: string;
	own: Assessed | null;
	check: Assessed | null;
}

/** The criteria of which who checked says something else than the organisation. */
export function differences(record: AssessmentRecord, criteria: readonly string[]): Difference[] {
	const [own, check] = [latestOf(record, 'own'), latestOf(record, 'check')];
	return criteria.flatMap((criterion) => {
		const checked = check.get(criterion);
		if (!checked) return [];
		const said = own.get(criterion)?.assessed ?? null;
		return said === checked.assessed ? [] : [{ criterion, own: said, check: checked.assessed }];
	});
}

/** The criteria that the organisation answered and nobody has checked yet. */
export function unchecked(record: AssessmentRecord): string[] {
	const check = latestOf(record, 'check');
	return [...latestOf(record, 'own')]
		.filter(([code, { assessed }]) => assessed !== null && !check.has(code))
		.map(([code]) => code);
}

export const saysSame = (one: Said | undefined, other: Said): boolean =>
	(one?.assessed ?? null) === other.assessed &&
	(one?.evidence ?? null) === other.evidence &&
	(one?.comment ?? null) === other.comment;

/** By which a form that says something of the whole knows it again. */
export const versionOf = ({ steps, answers }: AssessmentRecord): string =>
	`${steps.at(-1)?.id ?? 0}.${answers.at(-1)?.id ?? 0}`;
