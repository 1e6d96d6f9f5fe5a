/** Refuses days that the plan cannot hold; those that stand there already may stay. */
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { refuseDay } from '../writing/span.ts';
import { elementDays, type ElementFields } from './fields.ts';

export function refuseDays(stored: ElementFields, sent: ElementFields, plan: PlanSpan): void {
	for (const [name, kind] of elementDays)
		if (sent[name] !== stored[name]) refuseDay(name, kind, sent[name], plan);
	const before = new Map(stored.milestones.map(({ id, planned_on }) => [id, planned_on]));
	for (const { id, planned_on } of sent.milestones)
		if (id === null || planned_on !== before.get(id))
			refuseDay('milestones', 'planned', planned_on, plan);
}
