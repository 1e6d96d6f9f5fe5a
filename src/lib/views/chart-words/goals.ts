/** How the elements at the top of a plan stand, in words. */
import { m } from '#lib/paraglide/messages.js';
import { goalsTitle } from '#lib/ui/chart-titles.ts';
import { list, percent } from '#lib/ui/format.ts';
import { confidenceShapes, confidenceWords, unknownWords } from '#lib/ui/vocabulary.ts';
import type { GoalRow, Share } from '../leadership/goals.ts';
import type { ChartWords } from './chart-words.ts';

function shareText({ value, reason }: Share): string {
	if (value !== null) return percent(value);
	return reason === null ? '' : unknownWords[reason]().toLowerCase();
}

/** The bars of a goal as a sentence. */
export const goalLabel = ({ code, delivery, planned, attainment }: GoalRow): string =>
	m.leadership_goal_label({
		code,
		delivery: shareText(delivery),
		planned: shareText(planned),
		attainment: shareText(attainment),
		coverage: percent(delivery.coverage ?? 0)
	});

/** What is known of too little has no confidence. */
export function confidenceOf({ delivery, confidence }: GoalRow): string {
	if (delivery.partial) return m.confidence_partial();
	return confidence === null
		? ''
		: `${confidenceShapes[confidence]} ${confidenceWords[confidence]()}`;
}

/** @param many what the plan calls them */
export const goalsWords = (goals: GoalRow[], many: string): ChartWords => ({
	title: goalsTitle(
		goals.map(({ delivery, confidence }) => (delivery.partial ? null : confidence)),
		many
	),
	subtitle: m.leadership_goals_why(),
	label: goals
		.filter(({ sharesWith }) => sharesWith.length === 0)
		.map(goalLabel)
		.join(' ')
});

/** The goals as rows of a picture. */
export const goalRows = (goals: GoalRow[]) =>
	goals.map((goal) => ({
		...{ code: goal.code, title: goal.title, note: goal.terms.join(' · ') },
		delivery: goal.delivery.value,
		planned: goal.planned.value,
		attainment: goal.attainment.value,
		coverage: goal.delivery.coverage,
		partial: goal.delivery.partial,
		instead:
			goal.sharesWith.length === 0
				? ''
				: m.leadership_goal_shares({ codes: list(goal.sharesWith) }),
		state: confidenceOf(goal),
		hasKpis: true
	}));
