/**
 * The states of a report, the acts that lead from one to another, and who may do each: one table that
 * commands ask, pages offer by, and tests walk.
 */
import type { Action } from '../records/permissions.ts';
import type { ReportingState } from '../records/vocabulary.ts';

/** A state that is stored; `not_due` is how a report that nobody began looks before its due day. */
export type ReportState = Exclude<ReportingState, 'not_due'>;

export const reportActs = [
	/** An entry is written into it. */
	'enter',
	/** It is given to whoever approves inside the ministry. */
	'hand_in',
	/** It is given back to who wrote it. */
	'send_back',
	/** It is certified and sent to the ICT office. */
	'submit',
	/** It is returned with a reason: all of it, or some items; also what was published, to be corrected. */
	'return',
	'approve',
	/** Its figures become public with a snapshot. */
	'publish'
] as const;
export type ReportAct = (typeof reportActs)[number];

/** Where a report stands. */
export interface Standing {
	state: ReportState;
	/** Given to whoever approves inside the ministry: nothing is entered until it comes back. */
	handedIn: boolean;
}

interface Rule {
	from: readonly ReportState[];
	/** Left out: either; whether it was handed in. */
	handedIn?: boolean;
	/** Left out: the state stays. */
	to?: ReportState;
	may: Action;
	/** Where someone approves inside the ministry; left out: it makes no difference. */
	inside?: { may: Action };
	/** Where no one does, there is no such act. */
	insideOnly?: boolean;
}

const table: Record<ReportAct, Rule> = {
	enter: {
		from: ['not_submitted', 'draft', 'returned'],
		handedIn: false,
		may: 'write_report'
	},
	hand_in: {
		from: ['not_submitted', 'draft', 'returned'],
		handedIn: false,
		may: 'write_report',
		insideOnly: true
	},
	send_back: {
		from: ['draft', 'returned'],
		handedIn: true,
		may: 'approve_inside',
		insideOnly: true
	},
	submit: {
		from: ['not_submitted', 'draft', 'returned'],
		to: 'submitted',
		may: 'write_report',
		inside: { may: 'approve_inside' }
	},
	return: { from: ['submitted', 'approved', 'published'], to: 'returned', may: 'review_report' },
	approve: { from: ['submitted'], to: 'approved', may: 'review_report' },
	publish: { from: ['approved'], to: 'published', may: 'conduct_periods' }
};

/** The right that an act asks for; null: there is no such act where nobody approves inside. */
export function rightTo(act: ReportAct, approvedInside: boolean): Action | null {
	const { may, inside, insideOnly = false } = table[act];
	if (!approvedInside) return insideOnly ? null : may;
	return inside?.may ?? may;
}

/** Whether a report's standing lets an act be. */
export function isPossible(act: ReportAct, { state, handedIn }: Standing): boolean {
	const rule = table[act];
	return rule.from.includes(state) && (rule.handedIn === undefined || rule.handedIn === handedIn);
}

/** Where a report stands after an act; null: its standing does not let it be. */
export function after(act: ReportAct, at: Standing): Standing | null {
	if (!isPossible(act, at)) return null;
	// a report that somebody enters something into, or hands in, is begun
	const begun = at.state === 'not_submitted' ? 'draft' : at.state;
	return { state: table[act].to ?? begun, handedIn: act === 'hand_in' };
}
