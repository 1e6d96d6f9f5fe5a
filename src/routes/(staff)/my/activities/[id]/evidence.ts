import type { EvidencePart } from '#app/evidence/evidence-part.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, percent } from '#lib/ui/format.ts';
import { deliveryWords } from '#lib/ui/vocabulary.ts';
import { reportedEvidence } from '../../evidence.ts';
import type { OpenedActivity } from './activity.ts';

/** The evidence of an activity, and where more is sent to. */
export const activityEvidence = (
	locals: App.Locals,
	opened: OpenedActivity,
	url: URL
): Promise<EvidencePart> =>
	reportedEvidence<'activity'>(locals, opened, url, {
		of: { kind: 'activity', id: opened.element.id },
		action: `/my/activities/${opened.element.id}/evidence`,
		say: ({ day: on, percent: done, delivery }) =>
			m.evidence_choice_update({
				date: day(on),
				said: done === null ? deliveryWords[delivery]() : percent(done / 100, 2)
			}),
		milestones: opened.element.milestones,
		whole: m.evidence_whole_activity()
	});
