/** Why a workbook is not taken as a whole. */
import type { RecordChange } from '#lib/domain/interchange/record-changes.ts';
import type { Invalid, Refused } from '../../writing/refusals.ts';

/** A record could not be made; the whole was given up, and nothing is stored. */
export class RowRefused extends Error {
	override name = 'RowRefused';
	readonly change: RecordChange;
	readonly why: Refused | Invalid;

	constructor(change: RecordChange, why: Refused | Invalid) {
		super(why.message, { cause: why });
		this.change = change;
		this.why = why;
	}
}

/** Cells are refused, and nobody said that the rest is to be taken without them. */
export class CellsRefused extends Error {
	override name = 'CellsRefused';
}

/** The sheet seems to be another plan's, and nobody said that it is this one's. */
export class OtherPlan extends Error {
	override name = 'OtherPlan';
}
