/** Why an outline is not saved, each at its cell; all is given up then, and nothing is stored. */
import type { CellProblem } from '#lib/domain/outline/entries.ts';
import type { Column } from '#lib/domain/outline/rows.ts';
import { Invalid, Refused } from '../writing/refusals.ts';

/** Of a row, or of one of its cells. */
export interface Place {
	key: string;
	column: Column;
}

export interface CellRefusal extends Place {
	/** `gone`: the row is no longer in the plan; `fixed`: the cell is set elsewhere. */
	why: CellProblem | Refused | Invalid | 'gone' | 'fixed';
}

/** Somebody changed a cell since the outline was read. */
export interface CellConflict extends Place {
	/** It stands beneath another parent now; its code, empty: at the top. */
	moved: boolean;
	/** What is stored now, as the cell keeps it; of what was moved the parent's id. */
	theirs: string | null;
}

export class OutlineRefused extends Error {
	override name = 'OutlineRefused';
	readonly refusals: CellRefusal[];
	readonly conflicts: CellConflict[];

	constructor(refusals: CellRefusal[], conflicts: CellConflict[] = []) {
		super(`${refusals.length} cells refused, ${conflicts.length} changed meanwhile`);
		this.refusals = refusals;
		this.conflicts = conflicts;
	}
}

const columnOf: Record<string, Column> = {
	code: 'code',
	owners: 'lead',
	lead: 'lead',
	planned_start: 'start',
	planned_end: 'end',
	weight: 'weight',
	cost: 'cost',
	fund_source: 'fund',
	appropriation_year: 'fund'
};

/** Says at its cell what a command refuses; what else goes wrong goes wrong. */
export async function atItsCell(key: string, make: () => Promise<void>): Promise<void> {
	try {
		await make();
	} catch (cause) {
		if (!(cause instanceof Refused) && !(cause instanceof Invalid)) throw cause;
		const field = cause instanceof Refused ? cause.field : (cause.problems[0]?.field ?? '');
		const column = columnOf[field] ?? 'title';
		throw new OutlineRefused([{ key, column, why: cause }]);
	}
}
