/** How a plan stands by the lines of an axis, in words. */
import { m } from '#lib/paraglide/messages.js';
import { day, number, percent, points, pointSize } from '#lib/ui/format.ts';
import { unknownWords } from '#lib/ui/vocabulary.ts';
import type { AxisFigures, AxisRow } from '../leadership/by-axis.ts';
import type { Share } from '../leadership/goals.ts';
import type { ChartWords } from './chart-words.ts';

export function axisWords(axis: { name: string; title: string | null } | undefined): string {
	if (axis?.title) return axis.title;
	return axis?.name === 'organisation' ? m.coverage_axis_organisation() : m.coverage_axis_goal();
}

/** What the work of a plan is: of one that lists no activities, what has nothing beneath it. */
export const workWords = ({ hasActivities }: AxisFigures): string =>
	hasActivities ? m.axis_elements() : m.axis_work();

export const rowCode = ({ line }: AxisRow): string => line?.code ?? m.coverage_none();

const reasonWords = ({ reason }: Share) => (reason === null ? '' : unknownWords[reason]());

/** Why a row has neither progress nor attainment; empty: it has. */
export function insteadOf({ elements, delivery, attainment }: AxisRow): string {
	if (delivery.value !== null || attainment.value !== null) return '';
	return elements === 0 && delivery.reason === 'nothing_applicable'
		? m.axis_no_work()
		: reasonWords(delivery);
}

const shareText = (share: Share) =>
	share.value === null ? reasonWords(share).toLowerCase() : percent(share.value);

/** The bars of a row as a sentence. */
export const rowLabel = (row: AxisRow, code = rowCode(row)): string =>
	m.leadership_goal_label({
		code,
		delivery: shareText(row.delivery),
		planned: shareText(row.planned),
		attainment: shareText(row.attainment),
		coverage: percent(row.delivery.coverage ?? 0)
	});

/** Who is furthest behind: what is known of too little is not compared. */
function titleOf({ axis, rows }: AxisFigures): string {
	const known = rows.filter(({ slippage }) => slippage.value !== null && !slippage.partial);
	const [worst] = known.sort((one, other) => one.slippage.value! - other.slippage.value!);
	const words = { axis: axisWords(axis) };
	if (!worst) return m.axis_title(words);
	return worst.slippage.value! <= -0.5
		? m.axis_title_behind({
				...{ ...words, name: rowCode(worst) },
				points: pointSize(worst.slippage.value!)
			})
		: m.axis_title_none_behind(words);
}

/** Why the rows don't add up to the total, as far as they don't, and what is counted where. */
export function axisNotes(figures: AxisFigures): string[] {
	const { axis, several, servesAlso, slippageOn, hasActivities } = figures;
	const ofSeveral = hasActivities ? m.axis_several : m.axis_several_elements;
	return [
		...(axis.title === null ? [] : [m.coverage_inherited()]),
		...(several.elements > 0 ? [ofSeveral({ count: several.elements })] : []),
		...(several.kpis > 0 ? [m.axis_several_kpis({ count: several.kpis })] : []),
		...(servesAlso > 0 ? [m.axis_serves_also({ count: servesAlso })] : []),
		...(slippageOn === null ? [] : [m.axis_slippage_on({ date: day(slippageOn) })])
	];
}

export const axisChartWords = (figures: AxisFigures): ChartWords => ({
	title: titleOf(figures),
	subtitle: m.axis_why(),
	label: figures.rows.map((row) => rowLabel(row)).join(' ')
});

/** In points, with why where there are none. */
export const slippageText = ({ slippage }: AxisRow): string =>
	slippage.value === null ? '–' : points(slippage.value);

/** The rows of its picture, and the total. */
export function axisPictureRows(figures: AxisFigures) {
	const { rows, total } = figures;
	const work = workWords(figures);
	return [...rows, total].map((row) => ({
		code: row.line?.code ?? '',
		title: row === total ? m.coverage_total() : (row.line?.title ?? m.coverage_none()),
		note: m.axis_counts({ work, elements: number(row.elements), kpis: number(row.kpis) }),
		delivery: row.delivery.value,
		planned: row.planned.value,
		attainment: row.attainment.value,
		coverage: row.delivery.coverage,
		partial: row.delivery.partial,
		instead: insteadOf(row),
		state: slippageText(row),
		hasKpis: true
	}));
}
