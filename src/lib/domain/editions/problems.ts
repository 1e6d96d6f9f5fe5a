/** What no day of a plan may have: two of what there is one, or something that hangs on nothing. */
import type { IsoDate } from '../records/records.ts';
import type { PlanHistory } from './structure.ts';
import { fromTheBeginning } from '../records/dates.ts';
import { daysOfChange, holding, type Version } from './versions.ts';

export interface PlanProblem {
	problem: 'code_taken' | 'kpi_code_taken' | 'parent_gone' | 'element_gone' | 'one_lead';
	/** The record that cannot be so. */
	id: string;
	/** The first day on which it is so; `-infinity`: from the beginning. */
	on: IsoDate;
}

/** The ids of rows whose key another row has as well. */
function repeated<Row extends { id: string }>(rows: Row[], keyOf: (row: Row) => string): string[] {
	const groups = Map.groupBy(rows, keyOf).values();
	return [...groups].flatMap((group) => group.slice(1).map(({ id }) => id));
}

function problemsOn(history: PlanHistory, on: IsoDate): PlanProblem[] {
	const held = { on, known: Infinity };
	const elements = holding(history.elements, held);
	const kpis = holding(history.kpis, held);
	const owners = holding(history.owners, held);
	const live = new Set(elements.map(({ id }) => id));
	const name = (problem: PlanProblem['problem'], ids: string[]) =>
		ids.map((id) => ({ problem, id, on }));
	const orphans = elements.filter(({ parentId }) => parentId !== null && !live.has(parentId));
	const added = (rows: (Version & { elementId: string })[]) =>
		rows.filter(({ elementId }) => !live.has(elementId) && !isRetiredEver(history, elementId));
	return [
		...name(
			'code_taken',
			repeated(elements, ({ code }) => code)
		),
		...name(
			'kpi_code_taken',
			repeated(
				kpis.filter(({ elementId }) => live.has(elementId)),
				({ code }) => code
			)
		),
		...name(
			'parent_gone',
			orphans.map(({ id }) => id)
		),
		...name(
			'element_gone',
			[...added(kpis), ...added(holding(history.budgetLines, held))].map(({ id }) => id)
		),
		...name(
			'one_lead',
			repeated(
				owners.filter(({ role }) => role === 'lead'),
				({ elementId }) => elementId
			)
		)
	];
}

/** What hangs on an element that goes, goes with it. */
const isRetiredEver = ({ elements }: PlanHistory, elementId: string): boolean =>
	elements.some(({ id, retired }) => id === elementId && retired);

/** All that is wrong on any day, each once. */
export function problems(history: PlanHistory): PlanProblem[] {
	const { elements, owners, kpis, budgetLines } = history;
	const days = [
		fromTheBeginning,
		...daysOfChange([...elements, ...owners, ...kpis, ...budgetLines], Infinity)
	];
	const found = new Map<string, PlanProblem>();
	for (const day of days)
		for (const problem of problemsOn(history, day)) {
			const key = `${problem.problem} ${problem.id}`;
			if (!found.has(key)) found.set(key, problem);
		}
	return [...found.values()];
}
