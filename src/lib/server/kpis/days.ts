/** Refuses days of a KPI that the plan cannot hold; those that stand there already may stay. */
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { beforeBaseline } from '#lib/domain/entries/plan-days.ts';
import { refuseDay } from '../writing/span.ts';
import { Refused } from '../writing/refusals.ts';
import type { KpiFields, SentKpi } from './fields.ts';

export function refuseDays(stored: KpiFields | null, sent: SentKpi, plan: PlanSpan): void {
	if (sent.baseline_on !== stored?.baseline_on)
		refuseDay('baseline_on', 'measured', sent.baseline_on);
	const { measured_until, quality_reviewed_on } = sent;
	if (measured_until !== stored?.measured_until)
		refuseDay('measured_until', 'forecast', measured_until, plan);
	if (quality_reviewed_on !== stored?.quality_reviewed_on)
		refuseDay('quality_reviewed_on', 'measured', quality_reviewed_on);
	const had = new Set(stored?.targets.map((target) => target.due_on));
	for (const { due_on } of sent.targets) {
		if (!had.has(due_on)) refuseDay('targets', 'forecast', due_on, plan);
		if (beforeBaseline(due_on, sent.baseline_on)) throw new Refused('targets', 'before_baseline');
	}
}
