/** What ministries reported on a plan, as known on a day; as known today it is read once and then grows. */
import type { ProgressReport } from '#lib/domain/progress/progress.ts';
import type {
	IsoDate,
	MeasurementRecord,
	ReportRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import type { AsKnown } from './as-known.ts';
import { Appended } from './appended.ts';
import * as queries from './reported-queries.ts';
import {
	daysReached,
	latestSpending,
	latestUpdates,
	measurementsOf,
	progressOf
} from './wholes.ts';

// of 1,000 activities with 10,000 updates and 2,000 measurements a plan's rows take 1 MB, its histories 1.4
const most = 100;
const updates = new Appended({ read: queries.updates, grow: latestUpdates, most });
const reached = new Appended({ read: queries.milestonesReached, grow: daysReached, most });
const measurements = new Appended({ read: queries.measurements, grow: measurementsOf, most });
const spending = new Appended({ read: queries.spending, grow: latestSpending, most });
const histories = new Appended({ read: queries.progress, grow: progressOf, most: 40 });

/** Has all of it read anew; see `Appended`. */
export function forgetReported(): void {
	for (const kind of [updates, reached, measurements, spending, histories]) kind.forget();
}

export interface Reported {
	/** By element. */
	updates: Map<string, UpdateRecord>;
	/** By milestone; null: taken back. */
	reached: Map<string, IsoDate | null>;
	/** By KPI, ascending by day. */
	measurements: Map<string, MeasurementRecord[]>;
	/** By budget line. */
	spending: Map<string, queries.Spent>;
	/** The last state of each organisation's report. */
	reports: ReportRecord[];
}

/** Shared by all who ask for it, so nobody may change it. */
export async function reported(db: Db, known: AsKnown): Promise<Reported> {
	const [latest, days, measured, spent, reports] = await Promise.all([
		updates.asKnown(db, known),
		reached.asKnown(db, known),
		measurements.asKnown(db, known),
		spending.asKnown(db, known),
		queries.reportStates(db, known)
	]);
	return { updates: latest, reached: days, measurements: measured, spending: spent, reports };
}

/** All that each activity reported of its progress, by element, ascending by the day it speaks of. */
export function progressReports(db: Db, known: AsKnown): Promise<Map<string, ProgressReport[]>> {
	return histories.asKnown(db, known);
}
