/** Progress by milestones as a derivation shows it. */
import { isBy, type MilestoneDay } from '../progress/activity-progress.ts';
import type { ElementRecord, IsoDate } from '../records/records.ts';
import { input, type Steps } from './derivation.ts';

export function milestoneSteps(element: ElementRecord, day: MilestoneDay, date: IsoDate): Steps {
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
