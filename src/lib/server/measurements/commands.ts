import { sql, type Transaction } from 'kysely';
import {
	isRatio,
	measurementProblems,
	ratioValue,
	type MeasurementEntry
} from '#lib/domain/measurement-entry.ts';
import { today as todayIn } from '#lib/domain/dates.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { IsoDate } from '#lib/domain/records.ts';
import type { OverOrganisationsRule, OverTimeRule } from '#lib/domain/vocabulary.ts';
import { append } from '../audit/entries.ts';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema.ts';
import { NotFound } from '../errors.ts';
import { raiseRevision } from '../plans/commands.ts';
import { Conflict, Invalid } from '../reporting/errors.ts';
import { takingReport } from '../reporting/reports.ts';
import { standing, writersOfKpi, type Standing } from '../reporting/writers.ts';

type Trx = Transaction<Database>;

export interface SentMeasurement extends MeasurementEntry {
	kpiId: string;
	/** Made by the form: the same one sent twice is stored once. */
	requestId: string;
	/** The KPI's newest measurement when the form was opened; null: there was none. */
	seen: string | null;
}

interface Subject {
	planId: string;
	today: IsoDate;
	periodStart: IsoDate | null;
	periodEnd: IsoDate | null;
	kpi: { unit: string; overTime: OverTimeRule; overOrganisations: OverOrganisationsRule };
}

/** Reads what a measurement is held against, and keeps others of the same KPI waiting. */
async function lockSubject(trx: Trx, kpiId: string, now: Date): Promise<Subject> {
	const row = await trx
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('kpi.id', '=', kpiId)
		.where('kpi.retired_at', 'is', null)
		.where('element.retired_at', 'is', null)
		.select(['plan.id', 'plan.time_zone', 'plan.period_start', 'plan.period_end'])
		.select(['kpi.unit', 'kpi.over_time', 'kpi.over_organisations'])
		.forNoKeyUpdate('kpi')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return {
		planId: row.id,
		today: todayIn(row.time_zone, now),
		periodStart: row.period_start,
		periodEnd: row.period_end,
		kpi: { unit: row.unit, overTime: row.over_time, overOrganisations: row.over_organisations }
	};
}

/** The measurement that the same form stored before; throws {@link Conflict} where it said something else. */
async function storedBefore(trx: Trx, sent: SentMeasurement): Promise<string | undefined> {
	const row = await trx
		.selectFrom('measurement')
		.where('request_id', '=', sent.requestId)
		.where('kpi_id', '=', sent.kpiId)
		.selectAll()
		.executeTakeFirst();
	const number = (text: string | null) => (text === null ? null : Number(text));
	if (!row) return undefined;
	const same =
		Number(row.value) === sent.value &&
		number(row.numerator) === sent.numerator &&
		number(row.denominator) === sent.denominator &&
		row.measured_on === sent.measuredOn &&
		row.note === sent.note;
	if (!same) throw new Conflict();
	return row.id;
}

async function refuseUnseen(trx: Trx, { kpiId, seen }: SentMeasurement): Promise<void> {
	const newest = await trx
		.selectFrom('measurement')
		.where('kpi_id', '=', kpiId)
		.select('id')
		.orderBy('id', 'desc')
		.executeTakeFirst();
	if ((newest?.id ?? null) !== seen) throw new Conflict();
}

/** The value of a ratio is computed, whatever was sent; of any other KPI there is no numerator. */
function completed(sent: SentMeasurement, { kpi }: Subject): SentMeasurement {
	if (!isRatio(kpi)) return { ...sent, numerator: null, denominator: null };
	const { numerator, denominator } = sent;
	const known = numerator !== null && denominator !== null && denominator > 0;
	return { ...sent, value: known ? ratioValue(kpi, numerator, denominator) : null };
}

/**
 * Whose value it is. Where only one figure for the whole exists it belongs to no organisation, so
 * that a correction by another one replaces it and does not stand beside it.
 */
function measuredBy({ kpi }: Subject, { organisationId }: Standing): string | null {
	return kpi.overOrganisations === 'none' ? null : organisationId;
}

/** Stores the measurement where the person still measures the KPI: one statement asks and writes. */
async function insertMeasurement(
	trx: Trx,
	sent: SentMeasurement,
	as: Standing,
	of: { reportId: string | null; organisationId: string | null }
): Promise<string> {
	const row = await trx
		.insertInto('measurement')
		.columns([
			'kpi_id',
			'organisation_id',
			'report_id',
			'measured_on',
			'value',
			'numerator',
			'denominator',
			'note',
			'recorded_by',
			'request_id'
		])
		.expression((eb) =>
			eb
				.selectFrom('kpi')
				.where('kpi.id', '=', sent.kpiId)
				.where('kpi.retired_at', 'is', null)
				.where(as.mayWrite)
				.select([
					'kpi.id',
					sql`${of.organisationId}::bigint`.as('organisation_id'),
					sql`${of.reportId}::bigint`.as('report_id'),
					sql`${sent.measuredOn}::date`.as('measured_on'),
					sql`${sent.value}::numeric`.as('value'),
					sql`${sent.numerator}::numeric`.as('numerator'),
					sql`${sent.denominator}::numeric`.as('denominator'),
					sql`${sent.note}::text`.as('note'),
					sql`${as.actorId}::bigint`.as('recorded_by'),
					sql`${sent.requestId}::uuid`.as('request_id')
				])
		)
		.onConflict((conflict) => conflict.column('request_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new NotFound();
	return row.id;
}

/**
 * Appends a measurement of a KPI to the report at hand, and returns its id. Sent twice it is stored
 * once. Throws {@link NotFound} for what is another's, {@link Conflict} where somebody measured since
 * the form was opened, {@link Invalid} where a rule is broken; then nothing is stored.
 */
export function measure(db: Db, actor: Actor, given: SentMeasurement, now: Date): Promise<string> {
	return db.transaction().execute(async (trx) => {
		const as = await standing(trx, actor, writersOfKpi(given.kpiId));
		const subject = await lockSubject(trx, given.kpiId, now);
		const sent = completed(given, subject);
		const before = await storedBefore(trx, sent);
		if (before) return before;
		await refuseUnseen(trx, sent);
		const problems = measurementProblems(sent, subject);
		if (problems.length > 0) throw new Invalid(problems);
		const reportId = await takingReport(trx, subject.planId, as, subject.today);
		const organisationId = measuredBy(subject, as);
		const id = await insertMeasurement(trx, sent, as, { reportId, organisationId });
		await raiseRevision(trx, subject.planId);
		await append(trx, {
			actorId: as.actorId,
			action: 'kpi_measured',
			planId: subject.planId,
			subjectKind: 'kpi',
			subjectId: sent.kpiId,
			detail: {
				measurement: id,
				report: reportId,
				...(as.onBehalf ? { on_behalf_of: as.organisationId } : {})
			}
		});
		return id;
	});
}
