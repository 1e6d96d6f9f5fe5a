/** What is kept of work besides the plan's versions: records of their own, each the states that it had. */
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
