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
import {
	measuredApart,
	moneyApart,
	pointsApart,
	sharesApart,
	type Apart
} from '#lib/ui/differences.ts';
import { isPercent, money, number } from '#lib/ui/format.ts';
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

const amountOf = (value: number | string) => parseMoney(String(value)) ?? 0n;

function valueText(value: number | string, unit: ComparedFigure['unit'], units: Units): string {
	if (unit === 'confidence') return confidenceWords[value as Confidence]();
	if (unit === 'money') return money(amountOf(value), units.currency);
	return written(Number(value), unit, units);
}

/** A figure as it is shown, or why there is none. */
function shownText(shown: ShownFigure | null, text: (value: number | string) => string): string {
	if (shown === null) return m.review_preview_absent();
	const { value, reason, partial } = shown;
	if (value === null)
		return reason === null ? m.review_preview_no_confidence() : unknownWords[reason]();
	return partial ? m.review_preview_partial({ value: text(value) }) : text(value);
}

/** Two values and what lies between them; null: nothing lies between values of that unit. */
function valuesApart(
	from: number | string,
	to: number | string,
	unit: ComparedFigure['unit'],
	{ currency, kpiUnit }: Units
): Apart | null {
	const [before, after] = [Number(from), Number(to)];
	switch (unit) {
		case 'money':
			return moneyApart(amountOf(from), amountOf(to), currency);
		case 'share':
			return inPoints(sharesApart(before, after, 1));
		case 'points': {
			const apart = inPoints(pointsApart(before, after));
			const word = (points: string) => m.explain_points({ points });
			return { ...apart, before: word(apart.before), after: word(apart.after) };
		}
		case 'kpi_unit': {
			const apart = measuredApart(before, after, kpiUnit);
			return isPercent(kpiUnit) ? inPoints(apart) : apart;
		}
		case 'count':
			return measuredApart(before, after, { kind: 'count', label: 'count' });
		case 'days':
			// whole ones
			return daysApart(before, after);
		default:
			return null;
	}
}

function daysApart(before: number, after: number): Apart {
	const words = (days: number) => m.explain_days({ days: number(days) });
	const by = words(after - before);
	const difference = before === after ? null : after > before ? `+${by}` : by;
	return { before: words(before), after: words(after), difference };
}

const inPoints = ({ difference, ...said }: Apart): Apart => ({
	...said,
	difference: difference && m.review_points({ points: difference })
});

/** Both sides as they are shown, and by how much the figure changes: empty where one has no value. */
export function comparedTexts({ before, after, unit }: ComparedFigure, units: Units): Apart {
	const [from, to] = [before?.value ?? null, after?.value ?? null];
	const apart = from === null || to === null ? null : valuesApart(from, to, unit, units);
	const alone = (value: number | string) => valueText(value, unit, units);
	return {
		before: shownText(before, apart ? () => apart.before : alone),
		after: shownText(after, apart ? () => apart.after : alone),
		difference: apart?.difference ?? ''
	};
}
