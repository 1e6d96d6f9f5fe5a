/** Everything ever reported of one activity, corrections included. */
import type { IsoDate } from '#lib/domain/records.ts';
import type { DeliveryState, SlippageCause } from '#lib/domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { wasKnown, type AsKnown } from './as-known.ts';

export interface HistoryRow {
	id: string;
	asOf: IsoDate;
	recordedAt: Date;
	/** The organisation in whose report it stood; null where it came without one. */
	acronym: string | null;
	delivery: DeliveryState;
	/** 0 … 100 */
	percent: number | null;
	recoveryOn: IsoDate | null;
	slippageCause: SlippageCause | null;
	note: string | null;
	/** False where a later record corrected it. */
	stands: boolean;
}

const mostRows = 100;

/** As known on the day, what speaks of the latest day first; of one day the last record stands. */
export async function elementHistory(
	db: Db,
	known: AsKnown,
	elementId: string
): Promise<HistoryRow[]> {
	const rows = await db
		.selectFrom('activity_update as update')
		.leftJoin('report', 'report.id', 'update.report_id')
		.leftJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('update.element_id', '=', elementId)
		.where(wasKnown(known, 'update.recorded_at'))
		.where('update.as_of', '<=', known.asOf)
		.select([
			'update.id',
			'update.as_of as asOf',
			'update.recorded_at as recordedAt',
			'organisation.acronym',
			'update.delivery',
			'update.physical_percent as percent',
			'update.recovery_on as recoveryOn',
			'update.slippage_cause as slippageCause',
			'update.note'
		])
		.orderBy('update.as_of', 'desc')
		.orderBy('update.id', 'desc')
		.limit(mostRows)
		.execute();
	return rows.map((row, index) => ({
		...row,
		percent: row.percent === null ? null : Number(row.percent),
		stands: rows[index - 1]?.asOf !== row.asOf
	}));
}
