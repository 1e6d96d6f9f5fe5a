/** What publication of a period would change, before it is published. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { scopeOfSnapshot, scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import * as plans from '../facts/plans.ts';
import type { PlanRow } from '../facts/plans.ts';
import { record } from '../facts/record.ts';
import { figuresDocument } from '../open-data/figures-document.ts';
import type { FiguresDocument } from '../open-data/shapes/figures.ts';
import { figuresChanged, type FiguresChanged } from './changed-figures.ts';
import { knownNow } from './write-snapshot.ts';

/** Later than any that there is. */
const afterAll = sql`9223372036854775807::bigint`;

/** A report that would become public. */
export interface IncludedReport {
	acronym: string;
	/** The label of its period: of the one that is published, or one before it. */
	period: string;
}

/** What was approved, and not yet published, of a period and of those before it. */
export async function includedReports(
	db: Db,
	planId: string,
	through: IsoDate
): Promise<IncludedReport[]> {
	const { rows } = await sql<IncludedReport>`
		select organisation.acronym, period.label as period
		from report join reporting_period as period on period.id = report.period_id
		join organisation on organisation.id = report.organisation_id,
			lateral (
				select state from report_transition as step
				where step.report_id = report.id order by step.id desc limit 1
			) as last
		where period.plan_id = ${planId} and period.ends_on <= ${through}::date
			and last.state = 'approved'
		order by period.ends_on desc, organisation.acronym
	`.execute(db);
	return rows;
}

/**
 * The figures that everybody would read were the period published now: made by what makes those of a
 * snapshot, from the rows that the next snapshot would know.
 */
export async function upcomingFigures(
	db: Db,
	planId: string,
	{ periodId, publicNow }: { periodId: string; publicNow: Scope }
): Promise<FiguresDocument> {
	// within a transaction nothing of it is kept, and all of it is of one state
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			const plan = await plans.findById(trx, planId);
			const known = await knownNow(trx, { planId, periodId }, afterAll);
			const { asOf: through } = known;
			// an earlier period published again takes nothing back that was published since
			const latest = publicNow.snapshot?.asOf ?? through;
			const asOf = latest > through ? latest : through;
			const scope = scopeOfSnapshot({ ...known, asOf, upcoming: { through } }, publicNow.today);
			return await figuresDocument(trx, plan, scope);
		});
}

export interface PublicationPreview extends FiguresChanged {
	included: IncludedReport[];
}

/**
 * What publication would change for everybody.
 *
 * @param plan read in this request, so that its revision is the present one
 * @param publicNow what everybody reads now
 */
export async function previewPublication(
	db: Db,
	plan: PlanRow,
	asked: { periodId: string; endsOn: IsoDate; publicNow: Scope }
): Promise<PublicationPreview> {
	const { periodId, endsOn, publicNow } = asked;
	const [before, after, included, { kpis }] = await Promise.all([
		figuresDocument(db, plan, publicNow),
		upcomingFigures(db, plan.id, { periodId, publicNow }),
		includedReports(db, plan.id, endsOn),
		record(db, plan, scopeOn(endsOn, publicNow.today))
	]);
	return { ...figuresChanged(before, after, kpis), included };
}
