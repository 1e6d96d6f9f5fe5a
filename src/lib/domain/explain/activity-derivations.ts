/** How an activity's own progress, actual and planned, came about. */
import { input, type Derivation } from './explain.ts';
import { stateOf, type Knowable } from '../records/known.ts';
import { hasMilestoneCurve, isBy, type MilestoneDay } from '../progress/progress.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';

/** The part of a derivation that differs from figure to figure. */
export type Steps = Pick<Derivation, 'rule' | 'inputs'>;

function milestoneSteps(element: ElementRecord, day: MilestoneDay, date: IsoDate): Steps {
	const inputs = element.milestones.map((milestone) =>
		input('milestone', {
			id: milestone.id,
			title: milestone.title,
			weight: milestone.weight,
			raw: isBy(milestone, day, date) ? 1 : 0,
			on: milestone[day]
		})
	);
	return { rule: 'milestone_share', inputs };
}

export function deliverySteps(element: ElementRecord, delivery: Knowable<number>): Steps {
	const { update, milestones } = element;
	if (update !== null && delivery.known && milestones.length > 0) {
		return milestoneSteps(element, 'reachedOn', update.asOf);
	}
	const percent = update?.physicalPercent ?? null;
	const given = delivery.known ? (percent ?? delivery.value) : null;
	const inputs = [
		input('update', {
			id: update?.id ?? null,
			sourceId: update?.id ?? null,
			on: update?.asOf ?? null,
			raw: given,
			state: stateOf(delivery)
		})
	];
	if (!delivery.known) return { rule: 'as_given', inputs };
	return { rule: percent === null ? 'by_delivery_state' : 'reported_percent', inputs };
}

export function plannedSteps(
	element: ElementRecord,
	planned: Knowable<number>,
	comparedOn: IsoDate | null
): Steps {
	if (comparedOn !== null && planned.known && hasMilestoneCurve(element)) {
		return milestoneSteps(element, 'plannedOn', comparedOn);
	}
	const state = stateOf(planned);
	const inputs = [
		input('planned_start', { on: element.plannedStart, state }),
		input('planned_end', { on: element.plannedEnd, state }),
		input('compared_on', { on: comparedOn, state })
	];
	return { rule: planned.known ? 'linear_between_dates' : 'as_given', inputs };
}
