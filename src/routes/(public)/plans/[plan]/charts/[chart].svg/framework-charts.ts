/** The charts of what lies on the lines of a plan's axes as pictures, by their names in addresses. */
import { askedAxis } from '#app/asked/axis.ts';
import { askedCoverage } from '#app/asked/coverage.ts';
import { drawnBy, type DrawnChart } from '#app/pictures/picture-answer.ts';
import MatrixPicture from '#lib/charts/pictures/MatrixPicture.svelte';
import ProgressPicture from '#lib/charts/pictures/ProgressPicture.svelte';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import {
	axisChartWords,
	axisNotes,
	axisPictureRows,
	axisWords
} from '#lib/views/chart-words/axis.ts';
import { axisFigures } from '#lib/views/leadership/by-axis.ts';
import { coveragePage, parametersOf } from '#lib/views/coverage.ts';
import { coverageDrawing, coverageWords } from '../../coverage/picture.ts';

/** Undefined where there is nothing to draw. */
type Chart = (
	shown: PlanWithFigures,
	frameworks: readonly Framework[],
	plan: PlanRow,
	query: URLSearchParams
) => DrawnChart | undefined;

const coverage: Chart = (known, frameworks, { currency, language: lang }, query) => {
	const asked = askedCoverage(known, frameworks, query);
	if (!asked?.matrix) return undefined;
	const view = { ...asked.view, row: null, column: null };
	const shown = coveragePage(asked.matrix, known.figures, view);
	const hasActivities = known.figures.reckoned.tree.activities.length > 0;
	return {
		name: view.show === 'elements' ? 'coverage' : `coverage-${view.show}`,
		words: coverageWords(shown, { view, axes: asked.axes, hasActivities, currency }),
		page: (to) => to.coverage(parametersOf(view)),
		draw: drawnBy(MatrixPicture, {
			...{ drawing: coverageDrawing(shown, currency), total: m.coverage_total(), lang }
		})
	};
};

const axis: Chart = (known, frameworks, { language: lang }, query) => {
	const asked = askedAxis(known, frameworks, query.get('by'));
	if (!asked?.axis || !asked.figures) return undefined;
	const shown = axisFigures(known, asked.axis, asked.figures);
	const { name } = asked.axis;
	const words = axisChartWords(shown);
	return {
		name: `by-${name}`,
		words: { ...words, subtitle: [words.subtitle, ...axisNotes(shown)].join(' ') },
		page: (to) => to.leadership(undefined, { by: name }),
		draw: drawnBy(ProgressPicture, {
			heads: { name: axisWords(asked.axis), state: m.axis_slippage() },
			...{ rows: axisPictureRows(shown), lang }
		})
	};
};

export const frameworkCharts: Record<string, Chart> = { coverage, axis };
