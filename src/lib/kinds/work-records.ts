/** What is kept of work and of people besides the plan's versions: records, each the states that it had. */
import { moneyText } from '#lib/domain/figures/money.ts';
import { closure } from './closure.ts';
import { attendance, establishment, headCount, training } from './competency.ts';
import { contract } from './contract.ts';
import type { Kind, ValuesOf } from './field.ts';
import { location } from './location.ts';
import { office } from './office.ts';
import { priceBasis } from './price-basis.ts';
import { stakeholder } from './stakeholder.ts';

/** By the names of their tables. */
export const workRecords = {
	closure,
	office,
	contract,
	location,
	price_basis: priceBasis,
	stakeholder,
	head_count: headCount,
	training,
	attendance,
	establishment
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
