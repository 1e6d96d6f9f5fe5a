/** How many activities are in each state of delivery, as the stacked bar says it. */
import type { StatePart } from '#lib/charts/state-bar.ts';
import type { DeliveryCountName, DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import { m } from '#lib/paraglide/messages.js';
import { statesTitle } from '#lib/ui/chart-titles.ts';
import { list, number } from '#lib/ui/format.ts';
import { deliveryWords } from '#lib/ui/vocabulary.ts';
import type { ChartWords } from './chart-words.ts';

const tones = [
	['completed', 'done'],
	['in_progress', 'going'],
	['not_started', 'idle'],
	['on_hold', 'stopped'],
	['cancelled', 'stopped'],
	['not_reported', 'silent'],
	['not_due', 'idle'],
	['not_applicable', 'idle'],
	['not_set', 'idle']
] as const satisfies [DeliveryCountName, string][];

/** The parts of the bar, those that are empty left out. */
export const stateParts = (counts: DeliveryCounts): StatePart[] =>
	tones
		.map(([state, tone]) => ({ word: deliveryWords[state](), count: counts[state], tone }))
		.filter(({ count }) => count > 0);

export function statesWords(counts: DeliveryCounts): ChartWords {
	const parts = stateParts(counts);
	return {
		title: statesTitle(counts),
		subtitle: m.leadership_states_why(),
		label: m.leadership_states_label({
			count: parts.reduce((sum, { count }) => sum + count, 0),
			states: list(
				parts.map(({ word, count }) =>
					m.leadership_states_part({ count: number(count), state: word.toLowerCase() })
				)
			)
		})
	};
}
