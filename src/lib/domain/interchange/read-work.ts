/** What a row says of records of work: places, contracts, prices, offices, hand-overs and closures. */
import { fieldsOf, first, type Row } from './read-row.ts';
import { workKinds, type Role, type WorkKind } from './roles.ts';
import type { ElementRef, WantedHandOver, WantedWork } from './wanted.ts';

/** What the rows of a workbook have stated of it so far. */
export interface Work {
	work: WantedWork[];
	handOvers: WantedHandOver[];
}

/** Whether a field says anything of its record: what is empty alone makes none. */
const says = ({ value }: { value: unknown }) =>
	value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

/** The first cell of a record that a row speaks of; undefined: it does not. */
function placeIn(row: Row, record: string) {
	for (const [role, [value]] of row.values)
		if (role.startsWith(`${record}.`) && value && says(value)) return value.at;
	return undefined;
}

function numberIn(row: Row, record: WorkKind): number | null {
	const value = first(row, `${record}.number` as Role)?.value;
	return typeof value === 'string' ? Number(value) : null;
}

export function readWork(row: Row, element: ElementRef | null, all: Work): void {
	for (const record of workKinds) {
		const at = placeIn(row, record);
		if (!at) continue;
		const number = numberIn(row, record);
		const fields = fieldsOf(row, record, ['number']);
		all.work.push({ record, element, number, at, fields });
	}
	const at = placeIn(row, 'hand_over');
	if (at)
		all.handOvers.push({ record: 'hand_over', element, at, fields: fieldsOf(row, 'hand_over') });
}
