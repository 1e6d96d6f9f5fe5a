/** Progress by milestones as a derivation shows it. */
import { isBy, type MilestoneDay } from '../progress/activity-progress.ts';
import type { IsoDate, MilestoneRecord } from '../records/records.ts';
import { input, type Steps } from './derivation.ts';

export function milestoneSteps(
	milestones: readonly MilestoneRecord[],
	day: MilestoneDay,
	date: IsoDate
): Steps {
	const inputs = milestones.map((milestone) =>
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
