/** What the charts of an element's page say. */
import { behindSince } from '#lib/charts/progress/lasting-slip.ts';
import type { CurveForecast } from '#lib/charts/progress/progress-curve.ts';
import { shareFigure, type MoneyFigures } from '#lib/domain/figures/money.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { completedTitle, curveTitle, moneyTitle, partsTitle } from '#lib/ui/chart-titles.ts';
import { day, percent } from '#lib/ui/format.ts';
import { moneyBars } from '#lib/ui/money-stages.ts';
import {
	confidenceShapes,
	confidenceWords,
	deliveryWords,
	unknownWords
} from '#lib/ui/vocabulary.ts';
import type { elementPage, ProgressOn } from '../element-page.ts';
import { barsLabel } from './money.ts';
import type { ChartWords } from './chart-words.ts';

type Page = ReturnType<typeof elementPage>;
type Part = Page['children'][number];

const valueOf = (figure: Knowable<number>) => (figure.known ? figure.value : null);

/** An activity's progress over time. */
export function progressWords(page: Page, progress: ProgressOn[], asOf: IsoDate): ChartWords {
	const { slippageOn, slippage, delivery, planned, shortTitle, title } = page;
	return {
		title: curveTitle({
			slippage: slippageOn === null || slippageOn === asOf ? valueOf(slippage) : null,
			done: valueOf(delivery),
			planned: valueOf(planned),
			since: behindSince(progress)
		}),
		subtitle: m.plan_progress_why(),
		label: m.plan_progress_label({ title: shortTitle ?? title })
	};
}

/** A line is drawn from two reports on. */
export const hasLine = (progress: ProgressOn[]) =>
	progress.filter(({ done }) => done !== null).length > 1;

/** The way to the end that is forecast, with its band; null: none is. */
export function progressForecast({ forecast }: Page): CurveForecast | null {
	if (forecast === null) return null;
	const { forecast: on, low, high } = forecast;
	return { on, words: day(on), low, high };
}

/** Of what was allotted; where nothing was, the plain word. */
export function moneyTitleOf(money: MoneyFigures, plain: string): string {
	const allotment = shareFigure(money, 'spent_of_allotment');
	return allotment.known ? moneyTitle({ allotment }) : plain;
}

export const elementMoneyWords = (
	{ money }: Pick<Page, 'money'>,
	currency: string
): ChartWords => ({
	title: moneyTitleOf(money, m.plan_money()),
	subtitle: m.plan_money_why(),
	label: barsLabel(moneyBars(money, currency))
});

/** @param many what the plan calls them */
function partsTitleOf(parts: Part[], many: string): string {
	const behind = partsTitle(parts);
	if (behind !== null) return behind;
	if (parts.some(({ counted }) => counted === null)) return many;
	const completed = parts.filter(({ counted }) => counted === 'completed').length;
	return completedTitle(completed, parts.length);
}

const shareText = (figure: Knowable<number>) =>
	figure.known ? percent(figure.value) : unknownWords[figure.reason]().toLowerCase();

/** What an element is made of. */
export const partsWords = (parts: Part[], many: string): ChartWords => ({
	title: partsTitleOf(parts, many),
	subtitle: m.plan_children_why(),
	label: parts
		.map(({ code, title, delivery }) => `${code} ${title}: ${shareText(delivery)}.`)
		.join(' ')
});

function stateText({ counted, confidence, delivery }: Part): string {
	if (counted && counted !== 'in_progress') return deliveryWords[counted]();
	if (!delivery.known) return '';
	if (delivery.partial) return m.confidence_partial();
	return confidence === null
		? ''
		: `${confidenceShapes[confidence]} ${confidenceWords[confidence]()}`;
}

/** Elements as rows of a picture. */
export const partRows = (parts: Part[]) =>
	parts.map((part) => ({
		...{ code: part.code, title: part.title, note: part.lead ?? '' },
		delivery: valueOf(part.delivery),
		planned: valueOf(part.planned),
		attainment: valueOf(part.attainment),
		coverage: part.delivery.coverage,
		partial: part.delivery.partial,
		instead: part.delivery.known ? '' : unknownWords[part.delivery.reason](),
		state: stateText(part),
		hasKpis: part.kind !== 'activity'
	}));
