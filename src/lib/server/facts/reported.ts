/** What ministries reported on a plan, as known on a day; as known today it is read once and then grows. */
import type {
	IsoDate,
	MeasurementRecord,
	ReportRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { Appended } from './appended.ts';
import type { AsKnown } from './as-known.ts';
import * as queries from './reported-queries.ts';
import { daysReached, measurementsOf, spendingOf, updatesOf } from './wholes.ts';

// of 1,000 activities with 10,000 updates and 2,000 measurements a plan's rows take about 3 MB
const most = 60;
const updates = new Appended({ read: queries.updates, grow: updatesOf, most });
const reached = new Appended({ read: queries.milestonesReached, grow: daysReached, most });
const measurements = new Appended({ read: queries.measurements, grow: measurementsOf, most });
const spending = new Appended({ read: queries.spending, grow: spendingOf, most });

/** Has all of a database's rows read anew; see `Appended`. */
export function forgetReported(db: Db): void {
	for (const kind of [updates, reached, measurements, spending]) kind.forget(db);
}

export interface Reported {
	/** By element, ascending by day. */
	updates: Map<string, UpdateRecord[]>;
	/** By milestone; null: taken back. */
	reached: Map<string, IsoDate | null>;
	/** By KPI, ascending by day. */
	measurements: Map<string, MeasurementRecord[]>;
	/** By budget line, ascending by day. */
	spending: Map<string, queries.Spent[]>;
	/** The last state of each organisation's report. */
	reports: ReportRecord[];
}

/** Shared by all who ask for it, so nobody may change it. */
export async function reported(db: Db, known: AsKnown): Promise<Reported> {
	const [ofActivities, days, measured, spent, reports] = await Promise.all([
		updates.asKnown(db, known),
		reached.asKnown(db, known),
		measurements.asKnown(db, known),
		spending.asKnown(db, known),
		queries.reportStates(db, known)
	]);
	return { updates: ofActivities, reached: days, measurements: measured, spending: spent, reports };
}
