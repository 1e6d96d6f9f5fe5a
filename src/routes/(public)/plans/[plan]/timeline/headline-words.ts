/** The timeline's first sentence, made from the figures, and what has to be known to read it. */
import { m } from '#lib/paraglide/messages.js';
import type { LateWork } from './headline.ts';

export function headlineWords({ activities: total, dated, late, longest }: LateWork): string {
	if (total === 0) return m.timeline_headline_empty();
	if (dated === 0) return m.timeline_headline_no_dates({ total });
	if (!longest) return m.timeline_headline_on_time({ dated });
	const { title, days } = longest;
	if (late === 1) return m.timeline_headline_one({ total, title, days });
	return m.timeline_headline_late({ late, total, title, days });
}

export function ledeWords({ activities, dated, endedLate }: LateWork): string {
	if (activities === 0) return m.timeline_empty_why();
	if (dated === 0) return m.timeline_lede_undated();
	const undated = activities - dated;
	if (undated > 0) return m.timeline_lede_some_undated({ undated, total: activities });
	return endedLate > 0 ? m.timeline_lede_ended({ ended: endedLate }) : m.timeline_lede();
}
