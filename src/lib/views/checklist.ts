/** A checklist as its page shows it. */
import { axesOf } from '#lib/domain/frameworks/axes.ts';
import {
	itemStates,
	type Counts,
	type CountsOn,
	type ItemState
} from '#lib/domain/checklists/answers.ts';
import { coveringMatrix, type SeenItem } from '#lib/domain/checklists/seen.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { StatePart } from '#lib/charts/state-bar.ts';
import { verdictWords } from '#lib/ui/vocabulary.ts';

/** What is not there is an empty track, and what nobody answered is hatched, as whatever is not reported. */
const tones: Record<ItemState, StatePart['tone']> = {
	covered: 'done',
	partly: 'going',
	not_covered: 'idle',
	not_applicable: 'stopped',
	open: 'silent'
};

/** How many items are in each state, as parts of a bar. */
export const partsOf = (counts: Counts): StatePart[] =>
	itemStates.map((state) => ({
		...{ word: verdictWords[state]().toLowerCase(), count: counts[state], tone: tones[state] }
	}));

/** So many days are drawn; of more, the first and the latest. */
const mostDays = 12;

/** Days on which something was answered, as many as are drawn: the first, and the latest. */
export const drawnDays = (byDay: readonly CountsOn[]): CountsOn[] =>
	byDay.length <= mostDays ? [...byDay] : [...byDay.slice(0, 1), ...byDay.slice(1 - mostDays)];

export interface ChecklistMatrixShown {
	rows: { id: string; code: string; title: string; state: ItemState }[];
	/** Null: of elements that stand under no goal. */
	columns: { id: string; line: { code: string; title: string } | null }[];
	/** Codes of covering elements, by row and column. */
	cells: string[][][];
}

/** Answered items × goals; null where nothing covers anything, or the plan has no goals. */
export function checklistMatrix(
	all: readonly SeenItem[],
	{ record, figures }: PlanWithFigures
): ChecklistMatrixShown | null {
	const items = all.filter(({ state }) => state !== 'open');
	const goals = axesOf(figures.reckoned.tree, []).find(({ name }) => name === 'goal');
	if (!goals) return null;
	const { columns, cells } = coveringMatrix(items, record.elements, goals);
	if (cells.flat().every((cell) => cell.length === 0)) return null;
	return {
		rows: items.map(({ key: id, code, title, state }) => ({ id, code: code ?? '', title, state })),
		columns: columns.map(({ line }) => ({
			id: line?.id ?? 'none',
			line: line && { code: line.code, title: line.title }
		})),
		// of an item that nothing covers `matrix` keeps the row, since the items are its lines
		cells: cells
			.slice(0, items.length)
			.map((row) => row.map((cell) => cell.map(({ element }) => element.code)))
	};
}
