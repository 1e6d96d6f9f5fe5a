import { evidencePart } from '#app/evidence/evidence-part.ts';
import { ofElement } from '#lib/server/evidence/queries.ts';
import type { OpenedActivity } from './activity.ts';

/** The evidence of an activity, and where more is sent to. */
export const activityEvidence = async (
	{ db, actor }: App.Locals,
	{ element, plan, tasks }: OpenedActivity,
	url: URL
) =>
	evidencePart(await ofElement(db, element.id), actor, url, {
		action: `/my/activities/${element.id}/evidence`,
		plan,
		hasPeriods: tasks.record.periods.length > 0,
		milestones: element.milestones
	});
