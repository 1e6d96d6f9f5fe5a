/** Figures before and after publication, in words. */
import { m } from '#lib/paraglide/messages.js';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { Confidence } from '#lib/domain/records/vocabulary.ts';
import type {
	ComparedFigure,
	FigureGroup,
	ShownFigure
} from '#lib/server/publishing/changed-figures.ts';
import { figureWords } from '#lib/ui/figures/derivation-words.ts';
import { written, type Units } from '#lib/ui/figures/quantity.ts';
import { isPercent, money, number, points } from '#lib/ui/format.ts';
import { confidenceWords, deliveryWords, unknownWords } from '#lib/ui/vocabulary.ts';

export const groupWords: Record<FigureGroup, () => string> = {
	plan: m.review_group_plan,
	states: m.review_group_states,
	confidence: m.review_group_confidence,
	goals: m.review_group_goals,
	money: m.review_group_money,
	kpis: m.review_group_kpis
};

function nameOf({ figure }: ComparedFigure): string {
	if ('state' in figure) return deliveryWords[figure.state]();
	if ('confidence' in figure)
		return figure.confidence === 'none'
			? m.review_preview_no_confidence()
			: confidenceWords[figure.confidence]();
	if (figure.name === 'confidence') return m.review_figure_confidence();
	if (figure.name === 'kpis_measured') return m.review_figure_kpis_measured();
	return figureWords[figure.name]();
}

/** What a figure is called; a KPI's value by the KPI alone. */
export function figureName(compared: ComparedFigure): string {
	const { of, group } = compared;
	if (of === null) return nameOf(compared);
	if (group === 'kpis') return `${of.code} ${of.title}`;
	return m.review_figure_of({ ...of, figure: nameOf(compared) });
}

function valueText(value: number | string, unit: ComparedFigure['unit'], units: Units): string {
	if (unit === 'confidence') return confidenceWords[value as Confidence]();
	if (unit === 'money') return money(parseMoney(String(value)) ?? 0n, units.currency);
	return written(Number(value), unit, units);
}

/** A figure as it is shown, or why there is none. */
export function shownText(
	shown: ShownFigure | null,
	unit: ComparedFigure['unit'],
	units: Units
): string {
	if (shown === null) return m.review_preview_absent();
	const { value, reason, partial } = shown;
	if (value === null)
		return reason === null ? m.review_preview_no_confidence() : unknownWords[reason]();
	const text = valueText(value, unit, units);
	return partial ? m.review_preview_partial({ value: text }) : text;
}

const signed = (text: string, isMore: boolean) => (isMore ? `+${text}` : text);

/** By how much a figure changes; empty where one of the two has no value, or is none. */
export function differenceText({ before, after, unit }: ComparedFigure, units: Units): string {
	const [from, to] = [before?.value ?? null, after?.value ?? null];
	if (from === null || to === null || unit === 'confidence' || from === to) return '';
	if (unit === 'money') {
		const by = (parseMoney(String(to)) ?? 0n) - (parseMoney(String(from)) ?? 0n);
		return signed(money(by, units.currency), by > 0n);
	}
	const by = Number(to) - Number(from);
	if (unit === 'share') return m.review_points({ points: points(100 * by, 1) });
	if (unit === 'points' || (unit === 'kpi_unit' && isPercent(units.kpiUnit)))
		return m.review_points({ points: points(by, 1) });
	return signed(unit === 'count' ? number(by) : written(by, unit, units), by > 0);
}
