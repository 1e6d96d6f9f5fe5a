import { m } from '#lib/paraglide/messages.js';
import { day, percent } from '#lib/ui/format.ts';
import { deliveryWords } from '#lib/ui/vocabulary.ts';
import type { About } from '../../evidence.ts';
import type { OpenedActivity } from './activity.ts';

/** What the evidence of an activity is of. */
export const ofActivity = ({ element }: OpenedActivity): About<'activity'> => ({
	of: { kind: 'activity', id: element.id },
	...{ code: element.code, name: element.title, address: `/my/activities/${element.id}` },
	say: ({ day: on, percent: done, delivery }) =>
		m.evidence_choice_update({
			date: day(on),
			said: done === null ? deliveryWords[delivery]() : percent(done / 100, 2)
		}),
	milestones: element.milestones,
	whole: m.evidence_whole_activity()
});
