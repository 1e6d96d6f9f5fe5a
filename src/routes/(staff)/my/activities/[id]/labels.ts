import { reachedField } from '#lib/domain/entries/activity-entry.ts';
import type { MilestoneRecord } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the fields of the form are called, by their names. */
export function labelsOf(milestones: Pick<MilestoneRecord, 'id' | 'title'>[]) {
	const reached = milestones.map(({ id, title }) => [
		reachedField(id),
		m.report_milestone_reached({ title })
	]);
	return {
		delivery: m.report_delivery(),
		percent: m.report_percent(),
		...(Object.fromEntries(reached) as Record<string, string>),
		as_of: m.report_as_of(),
		actual_start: m.report_actual_start(),
		actual_end: m.report_actual_end(),
		slippage_cause: m.report_cause(),
		recovery_on: m.report_recovery(),
		declared_confidence: m.report_confidence(),
		declared_reason: m.report_declared_reason(),
		note: m.report_note()
	};
}
