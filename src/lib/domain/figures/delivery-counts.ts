/** How many activities are in each state of delivery. */
import type { ElementFigures } from './summary.ts';
import type { ElementRecord } from '../records/records.ts';
import type { DeliveryState } from '../records/vocabulary.ts';

export type DeliveryCountName =
	| DeliveryState
	| 'not_reported'
	| 'not_due'
	| 'not_applicable'
	/** Without an update, and without dates that would say when one is due. */
	| 'not_set';

/** The counts add up to the number of activities. */
export type DeliveryCounts = Record<DeliveryCountName, number>;

/** Under which name an activity is counted: its reported state, or why there is none. */
export function countedAs(element: ElementRecord, figures: ElementFigures): DeliveryCountName {
	switch (figures.state) {
		case 'not_applicable':
		case 'not_due':
			return figures.state;
		case 'carried':
			return 'not_reported';
		case 'unknown':
			return element.plannedStart === null && element.plannedEnd === null && !element.update
				? 'not_set'
				: 'not_reported';
		default:
			return element.update?.delivery ?? 'not_set';
	}
}

export function deliveryCounts(
	activities: ElementRecord[],
	figures: Map<string, ElementFigures>
): DeliveryCounts {
	const counts: DeliveryCounts = {
		not_started: 0,
		in_progress: 0,
		completed: 0,
		on_hold: 0,
		cancelled: 0,
		not_reported: 0,
		not_due: 0,
		not_applicable: 0,
		not_set: 0
	};
	for (const activity of activities) {
		const figure = figures.get(activity.id);
		if (figure !== undefined) counts[countedAs(activity, figure)] += 1;
	}
	return counts;
}
