import type { KpiUnit } from '#lib/domain/records/records.ts';
import { textNames } from '#lib/kinds/field.ts';
import { kpi, type KpiTexts } from '#lib/kinds/kpi.ts';
import type { Db } from '../db/connect.ts';

/** The words of a KPI on which no figure rests, and who enters its measurements. */
export interface KpiText {
	texts: KpiTexts;
	reporter: { slug: string; acronym: string; name: string } | null;
}

export async function text(db: Db, kpiId: string): Promise<KpiText> {
	const { slug, acronym, name, ...texts } = await db
		.selectFrom('kpi')
		.leftJoin('organisation', 'organisation.id', 'kpi.reporter_id')
		.where('kpi.id', '=', kpiId)
		.select(['organisation.slug', 'organisation.acronym', 'organisation.name'])
		.select(textNames(kpi))
		.executeTakeFirstOrThrow();
	return {
		texts,
		reporter: slug !== null && acronym !== null && name !== null ? { slug, acronym, name } : null
	};
}

/** Who enters a KPI's measurements, by the name of a day. */
export function reporterOn(
	db: Db,
	organisationId: string,
	day: string
): Promise<NonNullable<KpiText['reporter']>> {
	return db
		.selectFrom('organisation')
		.innerJoin('organisation_name as named', 'named.organisation_id', 'organisation.id')
		.where('organisation.id', '=', organisationId)
		.where('named.holds_from', '<=', day)
		.select(['organisation.slug', 'named.acronym', 'named.name'])
		.orderBy('named.holds_from', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
}

/** What a KPI is counted in; undefined where there is none such. */
export async function unitOf(db: Db, kpiId: string): Promise<KpiUnit | undefined> {
	const row = await db
		.selectFrom('kpi')
		.where('id', '=', kpiId)
		.select(['unit_kind as kind', 'unit as label', 'unit_low as low', 'unit_high as high'])
		.executeTakeFirst();
	const number = (text: string | null) => (text === null ? null : Number(text));
	return row && { ...row, low: number(row.low), high: number(row.high) };
}

/** The KPI's measurement that came last, whatever day it speaks of, and who sent it. */
export function newestMeasurement(db: Db, kpiId: string) {
	return db
		.selectFrom('measurement')
		.leftJoin('user_account as person', 'person.id', 'measurement.recorded_by')
		.where('measurement.kpi_id', '=', kpiId)
		.select(['measurement.id', 'measurement.value', 'measurement.measured_on as measuredOn'])
		.select(['measurement.numerator', 'measurement.denominator', 'measurement.note'])
		.select(['person.name as recordedBy', 'measurement.recorded_by as recorderId'])
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
