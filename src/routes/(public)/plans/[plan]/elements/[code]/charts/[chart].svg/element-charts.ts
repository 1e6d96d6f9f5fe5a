/** The charts of an element's page as pictures, by their names in addresses. */
import { drawnBy, type DrawnChart, type MakeChart } from '#app/pictures/picture-answer.ts';
import { gapExtent } from '#lib/charts/kpis/kpi-gap.ts';
import CurvePicture from '#lib/charts/pictures/CurvePicture.svelte';
import GapsPicture from '#lib/charts/pictures/GapsPicture.svelte';
import MoneyPicture from '#lib/charts/pictures/MoneyPicture.svelte';
import ProgressPicture from '#lib/charts/pictures/ProgressPicture.svelte';
import type { Scope } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { figures } from '#lib/server/facts/figures.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
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
import { elementPage, progressOverTime, type ProgressOn } from '#lib/views/element-page.ts';

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

const charts: Record<string, Chart> = { progress, money, parts, kpis };

/** Undefined where there is no such element or chart, or nothing to draw. */
export const elementChart =
	({ code, chart }: { code: string; chart: string }): MakeChart =>
	async (db, plan, scope) => {
		const { record, figures: made } = await figures(db, plan, scope);
		const element = record.elements.find((one) => one.code === code);
		if (element === undefined || !Object.hasOwn(charts, chart)) return undefined;
		const isDrawn = element.kind === 'activity' && chart === 'progress';
		const history = isDrawn ? await elementHistory(db, asKnown(plan, scope), element) : [];
		const over = progressOverTime(element, history);
		const drawn = charts[chart]?.(elementPage(record, made, element), plan, scope, over);
		if (drawn === undefined) return undefined;
		const { title } = drawn.words;
		return {
			...drawn,
			name: `${code}-${chart}`,
			words: { ...drawn.words, title: `${code} ${element.shortTitle ?? element.title}: ${title}` },
			page: (to) => to.element(code)
		};
	};
