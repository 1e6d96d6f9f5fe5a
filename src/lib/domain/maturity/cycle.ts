/**
 * The states of an assessment, the acts that lead from one to another, and who may do each: one table that
 * commands ask, pages offer by, and tests walk.
 */
import { permission, type Action, type Actor } from '../records/permissions.ts';

export const assessmentStates = [
	'draft',
	'submitted',
	'returned',
	'verified',
	'published',
	'withdrawn'
] as const;
export type AssessmentState = (typeof assessmentStates)[number];

/** Acts that are kept as steps; each leads to a state. */
export const assessmentSteps = [
	'submit',
	'return',
	'verify',
	'publish',
	'unpublish',
	'withdraw'
] as const;
export type AssessmentStep = (typeof assessmentSteps)[number];

/** `answer`: the organisation says its levels; `check`: another person says theirs. */
export type AssessmentAct = AssessmentStep | 'answer' | 'check';

interface Rule {
	from: readonly AssessmentState[];
	/** Left out: the state stays. */
	to?: AssessmentState;
	may: Action;
	/** Never by who made it. */
	byAnother?: boolean;
	/** It says why. */
	reasoned?: boolean;
}

const table: Record<AssessmentAct, Rule> = {
	answer: { from: ['draft', 'returned'], may: 'write_report' },
	submit: { from: ['draft', 'returned'], to: 'submitted', may: 'write_report' },
	withdraw: { from: ['draft', 'returned'], to: 'withdrawn', may: 'write_report', reasoned: true },
	check: { from: ['submitted'], may: 'review_report', byAnother: true },
	return: { from: ['submitted', 'verified'], to: 'returned', may: 'review_report', reasoned: true },
	verify: { from: ['submitted'], to: 'verified', may: 'review_report', byAnother: true },
	publish: { from: ['verified'], to: 'published', may: 'conduct_periods' },
	unpublish: { from: ['published'], to: 'verified', may: 'conduct_periods', reasoned: true }
};

export const rightTo = (act: AssessmentAct): Action => table[act].may;

export const needsReason = (step: AssessmentStep): boolean => table[step].reasoned ?? false;

/** Whether an assessment in a state lets an act be. */
export const isPossible = (act: AssessmentAct, state: AssessmentState): boolean =>
	table[act].from.includes(state);

/** The state after the steps that were taken, in their order. */
export const stateAfter = (steps: readonly AssessmentStep[]): AssessmentState => {
	const last = steps.at(-1);
	return last === undefined ? 'draft' : table[last].to!;
};

/** Whether a person made what another is to check. */
export const isMaker = (actor: Actor, makers: ReadonlySet<string>): boolean =>
	actor.kind === 'user' && makers.has(actor.id);

interface Standing {
	state: AssessmentState;
	organisationId: string;
	/** The accounts that began it, answered or submitted. */
	makers: ReadonlySet<string>;
}

/** Whether an act is refused to a person for having made it. */
export const isOwnCheck = (act: AssessmentAct, actor: Actor, { makers }: Standing): boolean =>
	(table[act].byAnother ?? false) && isMaker(actor, makers);

/** Whether a person can do something with an assessment as it stands. */
export const mayDo = (act: AssessmentAct, actor: Actor, of: Standing): boolean =>
	isPossible(act, of.state) &&
	!isOwnCheck(act, actor, of) &&
	permission(actor, rightTo(act), { organisationIds: [of.organisationId] }) !== 'refused';

/**
 * Whether a person sees an assessment: once published everybody; once submitted whoever sees what is not
 * published of the organisation; a draft only those who work on it.
 */
export function maySee(
	actor: Actor,
	{ state, organisationId }: Pick<Standing, 'state' | 'organisationId'>
): boolean {
	if (state === 'published') return true;
	const subject = { organisationIds: [organisationId] };
	const action =
		state === 'submitted' || state === 'verified' ? 'read_unpublished' : 'write_report';
	return permission(actor, action, subject) !== 'refused';
}
