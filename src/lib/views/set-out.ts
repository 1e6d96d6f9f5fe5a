/** By which frameworks a plan is set out, and how many pairs of the first two axes of each have no work behind them. */
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { axesOf } from '#lib/domain/frameworks/axes.ts';
import { coverageMatrix } from '#lib/domain/frameworks/coverage.ts';
import { axisName, frameworkTitle, type Framework } from '#lib/domain/frameworks/framework.ts';
import { emptyCells } from '#lib/domain/matrix/matrix.ts';

export interface SetOut {
	slug: string;
	title: string;
	language: string;
	/** Of what is small enough to be said here: codes and titles; null: it has too many terms, or definitions. */
	terms: { code: string; title: string }[] | null;
	/** Of two axes of its own; null: it has one. */
	pairs: {
		rows: { name: string; title: string };
		columns: { name: string; title: string };
		empty: number;
		of: number;
	} | null;
}

const mostSaid = 6;

function pairsOf(figures: PlanFigures, framework: Framework): SetOut['pairs'] {
	const [down, across] = framework.axes;
	if (!down || !across) return null;
	const axes = axesOf(figures.reckoned.tree, [framework]);
	const named = [down, across].map((axis) => axisName(framework, axis));
	const [rows, columns] = named.map((name) => axes.find((axis) => axis.name === name));
	if (!rows || !columns) return null;
	const empty = emptyCells(coverageMatrix(figures, rows, columns).work).length;
	return {
		rows: { name: rows.name, title: down.title },
		columns: { name: columns.name, title: across.title },
		...{ empty, of: rows.lines.length * columns.lines.length }
	};
}

function saidTerms({ axes }: Framework): SetOut['terms'] {
	const terms = axes.flatMap((axis) => axis.terms);
	const isShort = terms.length <= mostSaid && terms.every(({ definition }) => definition === null);
	return isShort ? terms.map(({ code, title }) => ({ code, title })) : null;
}

/** Of all frameworks those that the plan declares. */
export const setOutBy = (figures: PlanFigures, frameworks: readonly Framework[]): SetOut[] =>
	frameworks
		.filter(({ declared }) => declared)
		.map((framework) => ({
			...{ slug: framework.slug, title: frameworkTitle(framework) },
			...{ language: framework.language, terms: saidTerms(framework) },
			pairs: pairsOf(figures, framework)
		}));
