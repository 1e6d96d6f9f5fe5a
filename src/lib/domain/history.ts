/** The S-curve: how the plan's progress grew, and how it was planned to. */
import type { IsoDate, PlanRecord, UpdateRecord } from './records.ts';

/** All updates of one element, as known on the day of the figures; ascending by `asOf`. */
export interface ElementHistory {
	elementId: string;
	updates: UpdateRecord[];
}

export interface HistoryPoint {
	on: IsoDate;
	/** 0…1, over all applicable activities with planned dates; null where none has any. */
	planned: number | null;
	/** 0…1, over all applicable activities that are known on the day; null where none is. */
	actual: number | null;
	/** Known ÷ applicable weight on the day. */
	coverage: number;
}

/**
 * The plan's progress on each of some days. Work that is not yet due counts as not done on both
 * lines, unlike in the headline, which leaves it out.
 *
 * @param dates the days, ascending: mostly the ends of reporting periods, and beyond today for the plan alone
 */
export declare function progressHistory(
	plan: PlanRecord,
	histories: ElementHistory[],
	dates: IsoDate[]
): HistoryPoint[];
