/** The charts of an element's page as pictures, by their names in addresses. */
import { drawnBy, type DrawnChart } from '#app/picture-answer.ts';
import { gapExtent } from '#lib/charts/kpis/kpi-gap.ts';
import CurvePicture from '#lib/charts/pictures/CurvePicture.svelte';
import GapsPicture from '#lib/charts/pictures/GapsPicture.svelte';
import MoneyPicture from '#lib/charts/pictures/MoneyPicture.svelte';
import ProgressPicture from '#lib/charts/pictures/ProgressPicture.svelte';
import type { Scope } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { moneyBars } from '#lib/ui/money-stages.ts';
import {
	elementMoneyWords,
	hasLine,
	partRows,
	partsWords,
	progressForecast,
	progressWords
} from '#lib/views/chart-words/element.ts';
import { gapRowsOfAll, kpisWords } from '#lib/views/chart-words/kpi-gaps.ts';
import type { elementPage, ProgressOn } from '#lib/views/element-page.ts';

type Page = ReturnType<typeof elementPage>;
type Drawn = Pick<DrawnChart, 'words' | 'draw'>;

/** Undefined where the page has nothing to draw. */
type Chart = (page: Page, plan: PlanRow, scope: Scope, progress: ProgressOn[]) => Drawn | undefined;

const progress: Chart = (page, _, { asOf }, points) => {
	if (page.kind !== 'activity' || !hasLine(points)) return undefined;
	const drawing = { points, today: asOf, forecast: progressForecast(page) };
	return { words: progressWords(page, points, asOf), draw: drawnBy(CurvePicture, drawing) };
};

const money: Chart = (page, { currency }) => {
	if (page.money.stages.appropriation.lines === 0) return undefined;
	const words = elementMoneyWords(page, currency);
	return { words, draw: drawnBy(MoneyPicture, { stages: moneyBars(page.money, currency) }) };
};

const parts: Chart = ({ children }, { labels, language: lang }) => {
	const [first] = children;
	if (first === undefined) return undefined;
	const { one, many } = labels[first.kind];
	const heads = { name: one, state: m.plan_column_state() };
	return {
		words: partsWords(children, many),
		draw: drawnBy(ProgressPicture, { heads, rows: partRows(children), lang })
	};
};

const kpis: Chart = ({ kpis: all }, { language: lang }) => {
	if (all.length === 0) return undefined;
	const drawing = { rows: gapRowsOfAll(all), extent: gapExtent(all), lang };
	return {
		words: kpisWords(all),
		draw: drawnBy(GapsPicture, { ...drawing, end: m.leadership_kpi_end() })
	};
};

export const elementCharts: Record<string, Chart> = { progress, money, parts, kpis };
