/** How many activities are in each state of delivery. */
import type { PlanProgress, SiblingsProgress } from '../progress/plan-progress.ts';
import type { ElementFigures } from './summary.ts';
import type { ElementRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';

/** In the order in which they are told: how far the work is, then why nothing is known. */
export const deliveryCountNames = [
	'completed',
	'in_progress',
	'not_started',
	'on_hold',
	'cancelled',
	'not_reported',
	'not_due',
	'not_applicable',
	/** Without an update, and without dates that would say when one is due. */
	'not_set'
] as const;
export type DeliveryCountName = (typeof deliveryCountNames)[number];

/** The counts add up to the number of activities. */
export type DeliveryCounts = Record<DeliveryCountName, number>;

/** Under which name an activity is counted: its reported state, or why there is none. */
export function countedAs(
	element: ElementRecord,
	figures: Pick<ElementFigures, 'state'>
): DeliveryCountName {
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

const noCounts = (): DeliveryCounts => ({
	not_started: 0,
	in_progress: 0,
	completed: 0,
	on_hold: 0,
	cancelled: 0,
	not_reported: 0,
	not_due: 0,
	not_applicable: 0,
	not_set: 0
});

const kept = new Remade<SiblingsProgress, readonly DeliveryCountName[]>();

export function deliveryCounts({ siblings }: PlanProgress): DeliveryCounts {
	const counts = noCounts();
	for (const group of siblings.values()) {
		const names = kept.make(group, [], () => group.activities.map((one) => countedAs(...one)));
		for (const name of names) counts[name] += 1;
	}
	return counts;
}
