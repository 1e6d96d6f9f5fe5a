/** A day of the plan without a draft and with it: figures, duties, reports, outline and timeline. */
import {
	onlyRows,
	timelineOf,
	timelineSpan,
	type TimelineGroup
} from '#lib/charts/timeline/timeline.ts';
import { effects, type BeforeAndAfter } from '#lib/domain/editions/effects.ts';
import { outlineDifference } from '#lib/domain/editions/outline-difference.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import { effectsView } from '#lib/ui/effects/effect-words.ts';

export interface TwoTimelines {
	before: TimelineGroup[];
	after: TimelineGroup[];
	from: IsoDate;
	to: IsoDate;
}

/** What of an activity its row draws of the plan. */
const drawn = ({ title, plannedStart, plannedEnd, milestones }: ElementRecord): string =>
	JSON.stringify([
		title,
		plannedStart,
		plannedEnd,
		milestones.map((one) => [one.id, one.plannedOn])
	]);

/** Activities that only one side has, or that are planned for other days. */
function redrawn({ before, after }: BeforeAndAfter): Set<string> {
	const of = ({ record }: PlanWithFigures) =>
		new Map(record.elements.map((element) => [element.id, drawn(element)]));
	const [was, is] = [of(before), of(after)];
	const ids = new Set([...was.keys(), ...is.keys()]);
	return new Set([...ids].filter((id) => was.get(id) !== is.get(id)));
}

/** Only rows that differ, on one scale; null: none does. */
function twoTimelines(of: BeforeAndAfter): TwoTimelines | null {
	const ids = redrawn(of);
	const groups = ({ record, figures }: PlanWithFigures) =>
		onlyRows(
			timelineOf({ ...record, stretches: [] }, figures, ({ id }) => ids.has(id)),
			() => true
		);
	const [before, after] = [groups(of.before), groups(of.after)];
	if (before.length + after.length === 0) return null;
	const { record, figures } = of.after;
	return { before, after, ...timelineSpan([...before, ...after], record, figures.asOf) };
}

/** @param of one day, as known on one day */
export const previewOf = (of: BeforeAndAfter, currency: string) => ({
	effects: effectsView(effects(of), '', currency),
	outline: outlineDifference(of.before.record, of.after.record),
	timeline: twoTimelines(of)
});

export type Preview = ReturnType<typeof previewOf>;
