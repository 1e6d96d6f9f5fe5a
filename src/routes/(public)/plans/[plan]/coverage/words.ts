/** Sentences of a coverage matrix. */
import { m } from '#lib/paraglide/messages.js';
import { list } from '#lib/ui/format.ts';
import type { CoverageShown } from '#lib/views/coverage.ts';

interface AxisName {
	name: string;
	/** Null: of the plan's goals or its organisations. */
	title: string | null;
}

export function axisWords(axis: AxisName | undefined): string {
	if (axis?.title) return axis.title;
	return axis?.name === 'organisation' ? m.coverage_axis_organisation() : m.coverage_axis_goal();
}

/** So many pairs are named in a sentence. */
const mostNamed = 5;

/** Which pairs have nothing, as far as that is a gap: all of them by name while they are few. */
export function gapsSentence(gaps: readonly [string, string][] | null): string {
	if (gaps === null) return m.coverage_leads();
	if (gaps.length === 0) return m.coverage_all_filled();
	const named = gaps.slice(0, mostNamed);
	const cells = list(named.map(([row, column]) => m.coverage_pair({ row, column })));
	const count = gaps.length;
	return count > named.length
		? m.coverage_empty_some({ count, cells })
		: m.coverage_empty({ count, cells });
}

interface SetOut {
	/** How many elements. */
	of: number;
	several: number;
}

/** What is set out, and how often it counts. */
export function setOutSentence({ of: count, several }: SetOut, hasActivities: boolean): string {
	return [
		hasActivities ? m.coverage_of({ count }) : m.coverage_of_elements({ count }),
		m.coverage_inherited(),
		...(several > 0 ? [m.coverage_several({ count: several })] : [])
	].join(' ');
}

export const shownWords: Record<CoverageShown, () => string> = {
	elements: m.coverage_show_elements,
	progress: m.coverage_show_progress,
	money: m.coverage_show_money
};

export const whyShown: Record<CoverageShown, () => string> = {
	elements: m.coverage_why_elements,
	progress: m.coverage_why_progress,
	money: m.coverage_why_money
};
