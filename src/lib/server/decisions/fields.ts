/** What of a decision is entered; named as the columns are. */
export interface DecisionFields {
	title: string;
	/** Why it is needed. */
	reason: string | null;
	/** The organisation that decides; null: not said. */
	decider_id: string | null;
	/** Null: it is about the plan as a whole. */
	element_id: string | null;
	due_on: string | null;
}

export const decisionColumns = [
	'title',
	'reason',
	'decider_id',
	'element_id',
	'due_on'
] as const satisfies readonly (keyof DecisionFields)[];

/** What was decided. */
export interface DecisionAnswer {
	outcome: string;
	decided_on: string;
}

/** A decision as its pages show it. */
export interface EditedDecision extends DecisionFields {
	id: string;
	version: number;
	raised_on: string;
	decided_on: string | null;
	outcome: string | null;
	withdrawn_on: string | null;
	withdrawn_reason: string | null;
	/** The decider's acronym. */
	decider: string | null;
	/** The element's code. */
	element: string | null;
}
