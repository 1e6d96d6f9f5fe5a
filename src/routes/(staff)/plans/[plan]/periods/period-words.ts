/** How a period stands, and what pages of periods say. */
import { m } from '#lib/paraglide/messages.js';
import type { PublicationStep } from '#lib/domain/reporting/publication.ts';
import type { PeriodStanding } from '#lib/server/periods/queries.ts';

export type PeriodState = 'upcoming' | 'open' | 'closed' | 'published' | 'open_again';

export function stateOf(
	{ startsOn, closed, published }: PeriodStanding,
	today: string
): PeriodState {
	if (published) return closed ? 'published' : 'open_again';
	if (closed) return 'closed';
	return startsOn > today ? 'upcoming' : 'open';
}

export const stateWords: Record<PeriodState, () => string> = {
	upcoming: m.cycle_state_upcoming,
	open: m.cycle_state_open,
	closed: m.cycle_state_closed,
	published: m.cycle_state_published,
	open_again: m.cycle_state_open_again
};

export const stepWords: Record<PublicationStep, () => string> = {
	reports: m.cycle_publishing_reports,
	facts: m.cycle_publishing_facts,
	figures: m.cycle_publishing_figures,
	keeping: m.cycle_publishing_keeping
};

/** Why a publication came to nothing though it was asked for when it could be made. */
const problems: Record<string, () => string> = {
	nothing_to_publish: m.cycle_refused_nothing_to_publish,
	period_still_open: m.cycle_refused_still_open,
	reason_needed: m.edit_error_reason
};

export const problemOf = (problem: string): string =>
	m.cycle_publishing_refused({ reason: (problems[problem] ?? m.cycle_publishing_failed)() });

const saved: Record<string, () => string> = {
	opened: m.cycle_saved_opened,
	closed: m.cycle_saved_closed,
	reopened: m.cycle_saved_reopened,
	published: m.cycle_saved_published,
	approved: m.cycle_saved_approved,
	returned: m.cycle_saved_returned,
	extended: m.cycle_saved_extended,
	due: m.cycle_saved_due,
	due_same: m.cycle_saved_due_same,
	period_due: m.cycle_saved_period_due,
	period_due_same: m.cycle_saved_period_due_same
};

/** What was done before the page was shown; null: nothing. */
export const savedWords = (name: string | null): string | null =>
	(name !== null && saved[name]?.()) || null;
