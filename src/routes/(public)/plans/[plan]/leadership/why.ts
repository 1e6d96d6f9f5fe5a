/** Why a goal stands as it does, in words. */
import { m } from '#lib/paraglide/messages.js';
import { list, percent } from '#lib/ui/format.ts';
import type { GoalReason } from '#lib/views/leadership/goals.ts';

export function reasonWords(reason: GoalReason): string {
	switch (reason.key) {
		case 'silent':
			return m.leadership_why_silent({
				count: reason.organisations.length,
				organisations: list(reason.organisations),
				missing: percent(reason.missing)
			});
		case 'unpublished':
			return m.leadership_unpublished({
				count: reason.organisations.length,
				organisations: list(reason.organisations)
			});
		case 'unreported':
			return m.leadership_why_unreported({ missing: percent(reason.missing) });
		case 'worst_slip':
			return m.leadership_why_worst_slip({
				activity: reason.activity.title,
				points: Math.round(reason.points)
			});
		case 'worst_slip_late':
			return m.leadership_why_worst_slip_late({
				activity: reason.activity.title,
				points: Math.round(reason.points),
				days: reason.days
			});
		case 'late':
			return m.leadership_why_late({ days: reason.days });
		case 'within':
			return reason.points === 0
				? m.leadership_why_on_plan()
				: m.leadership_why_within({ points: reason.points });
	}
}
