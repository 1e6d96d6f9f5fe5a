import type { Db } from '../db/connect.ts';

/** The KPI's measurement that came last, whatever day it speaks of, and who sent it. */
export function newestMeasurement(db: Db, kpiId: string) {
	return db
		.selectFrom('measurement')
		.leftJoin('user_account as person', 'person.id', 'measurement.recorded_by')
		.where('measurement.kpi_id', '=', kpiId)
		.select(['measurement.id', 'measurement.value', 'measurement.measured_on as measuredOn'])
		.select(['measurement.numerator', 'measurement.denominator', 'measurement.note'])
		.select('person.name as recordedBy')
		.orderBy('measurement.id', 'desc')
		.executeTakeFirst();
}

/** One measurement of a KPI, as a page says that it was saved. */
export function findMeasurement(db: Db, kpiId: string, id: string) {
	return db
		.selectFrom('measurement')
		.where('kpi_id', '=', kpiId)
		.where('id', '=', id)
		.select(['value', 'measured_on as measuredOn'])
		.executeTakeFirst();
}

/** What a KPI measures and where its value comes from, in words. */
export function definition(db: Db, kpiId: string) {
	return db
		.selectFrom('kpi')
		.where('id', '=', kpiId)
		.select(['definition', 'means_of_verification as verifiedBy'])
		.executeTakeFirst();
}
