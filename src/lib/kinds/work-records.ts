/** What is kept of work besides the plan's versions: records of their own, each the states that it had. */
import { moneyText } from '#lib/domain/figures/money.ts';
import { closure } from './closure.ts';
import { contract } from './contract.ts';
import type { Kind, ValuesOf } from './field.ts';
import { location } from './location.ts';
import { office } from './office.ts';
import { priceBasis } from './price-basis.ts';

/** By the names of their tables. */
export const workRecords = {
	closure,
	office,
	contract,
	location,
	price_basis: priceBasis
} as const satisfies Record<string, Kind>;

export type WorkRecord = keyof typeof workRecords;
export type ValuesOfRecord<Of extends WorkRecord> = ValuesOf<(typeof workRecords)[Of]>;

export const workRecordNames = Object.keys(workRecords) as WorkRecord[];

/** What a record says, as plain data: money as decimal text. */
export function plainValues<Of extends WorkRecord>(
	values: ValuesOfRecord<Of>
): Record<string, string | null> {
	// all fields of these kinds are texts, days, ids or money
	const stored = Object.entries(values) as [string, string | bigint | null][];
	return Object.fromEntries(
		stored.map(([name, value]) => [name, typeof value === 'bigint' ? moneyText(value) : value])
	);
}
