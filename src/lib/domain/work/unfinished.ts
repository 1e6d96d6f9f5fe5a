import type { ElementRecord, PlanRecord } from '../records/records.ts';
import { withinElement } from '../figures/limits.ts';

/** How many activities are not reported completed or cancelled, of those that apply. */
export interface Unfinished {
	open: number;
	of: number;
}

const isFinished = ({ update }: ElementRecord): boolean =>
	update?.delivery === 'completed' || update?.delivery === 'cancelled';

/** The activities of an element, itself among them, or of the plan as a whole. */
export function unfinished(record: PlanRecord, elementId: string | null): Unfinished {
	const within = elementId === null ? null : withinElement(record, elementId).elements;
	const activities = record.elements.filter(
		({ id, kind, applicable }) => kind === 'activity' && applicable && (within?.has(id) ?? true)
	);
	return { open: activities.filter((one) => !isFinished(one)).length, of: activities.length };
}
