/** Which matrix of a plan's work an address asks for: `rows=goal&columns=service-relations&show=money&row=G1&column=G2C`. */
import { axesOf, type PlanAxis } from '#lib/domain/frameworks/axes.ts';
import { coverageMatrix, type Coverage } from '#lib/domain/frameworks/coverage.ts';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Rank } from '#lib/domain/matrix/matrix.ts';
import type { ElementRecord, KpiRecord } from '#lib/domain/records/records.ts';
import { coverageShown, type CoverageView } from '#lib/views/coverage.ts';

export interface AskedCoverage {
	view: CoverageView;
	axes: PlanAxis[];
	/** Null: the plan has not two axes. */
	matrix: Coverage | null;
	/** What a cell that is asked for holds; null: none is asked for. */
	chosen: { work: ElementRecord[]; measured: KpiRecord[] } | null;
}

/** The place of a line by its code; empty: of what lies on none. */
const placeOf = (ranks: readonly Rank<unknown>[], code: string): number =>
	ranks.findIndex(({ line }) => (line?.code ?? '') === code);

/** Undefined: the matrix has no such cell. */
function chosenIn(
	{ work, measured }: Coverage,
	{ row, column }: CoverageView
): AskedCoverage['chosen'] | undefined {
	if (row === null || column === null) return null;
	const [at, across] = [placeOf(work.rows, row), placeOf(work.columns, column)];
	if (at < 0 || across < 0) return undefined;
	return { work: work.cells[at]![across]!, measured: measured.cells[at]![across]! };
}

/**
 * The matrix that an address asks for.
 *
 * @returns undefined where the plan has no such axis or line, or twice the same axis is asked for
 */
export function askedCoverage(
	{ figures }: PlanWithFigures,
	frameworks: readonly Framework[],
	query: URLSearchParams
): AskedCoverage | undefined {
	const axes = axesOf(figures.reckoned.tree, frameworks);
	const rows = query.get('rows') ?? axes.find(({ name }) => name !== query.get('columns'))?.name;
	const columns = query.get('columns') ?? axes.find(({ name }) => name !== rows)?.name;
	const view: CoverageView = {
		...{ rows: rows ?? '', columns: columns ?? '' },
		show: coverageShown.find((one) => one === query.get('show')) ?? 'elements',
		...{ row: query.get('row'), column: query.get('column') }
	};
	if (axes.length < 2 && !query.has('rows') && !query.has('columns'))
		return { view, axes, matrix: null, chosen: null };
	const [down, across] = [view.rows, view.columns].map((name) =>
		axes.find((axis) => axis.name === name)
	);
	if (!down || !across || down === across) return undefined;
	const matrix = coverageMatrix(figures, down, across, view.show === 'attainment');
	const chosen = chosenIn(matrix, view);
	return chosen === undefined ? undefined : { view, axes, matrix, chosen };
}
