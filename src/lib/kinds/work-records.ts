/** What is kept of work besides the plan's versions: records of their own, each the states that it had. */
import { closure } from './closure.ts';
import type { Kind, ValuesOf } from './field.ts';
import { office } from './office.ts';

export const workRecords = { closure, office } as const satisfies Record<string, Kind>;

export type WorkRecord = keyof typeof workRecords;
export type ValuesOfRecord<Of extends WorkRecord> = ValuesOf<(typeof workRecords)[Of]>;

export const workRecordNames = Object.keys(workRecords) as WorkRecord[];
