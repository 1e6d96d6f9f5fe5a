/** What stands in reports, entry by entry: each kind in one query, however many reports there are. */
import { sql } from 'kysely';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import type { Confidence, DeliveryState } from '#lib/domain/records/vocabulary.ts';
import type { ReportItem } from '#lib/domain/reporting/items.ts';
import type { Db } from '../db/connect.ts';

interface InReport {
	id: string;
	reportId: string;
}

export interface EnteredUpdate extends InReport {
	elementId: string;
	asOf: IsoDate;
	delivery: DeliveryState;
	/** 0 … 100; null: not reported, or milestones say it. */
	percent: number | null;
	declared: Confidence | null;
	/** Why it is declared. */
	reason: string | null;
	note: string | null;
}

export interface EnteredValue extends InReport {
	kpiId: string;
	measuredOn: IsoDate;
	organisationId: string | null;
	value: number;
	note: string | null;
}

export interface EnteredSpending extends InReport, Spent {
	lineId: string;
	asOf: IsoDate;
	/** What was said last before the report; null: nothing was. */
	before: (Spent & { asOf: IsoDate }) | null;
}

/** To date. */
interface Spent {
	obligation: Money | null;
	disbursement: Money | null;
}

/** The last word of a report on a milestone, beside the last one before it. */
export interface EnteredMilestone {
	reportId: string;
	elementId: string;
	milestoneId: string;
	reachedOn: IsoDate | null;
	reachedBefore: IsoDate | null;
}

/** Evidence that stands, of what a report speaks of. */
export interface StandingEvidence {
	id: string;
	/** The report in which it stands. */
	reportId: string | null;
	of: ReportItem;
	milestoneId: string | null;
	/** Whether it shows one update of the activity. */
	showsUpdate: boolean;
	/** How far the activity was by the update that it shows, 0…1; null: it shows none that says so. */
	done: number | null;
	caption: string;
	link: string | null;
	/** By which its file is asked for. */
	file: string | null;
}

const among = (column: string, reportIds: readonly string[]) =>
	sql<boolean>`${sql.ref(column)} = any(${reportIds}::bigint[])`;

/** Of one thing the latest last: by the day they speak of, then as they came. */
const updates = (db: Db, reportIds: readonly string[]): Promise<EnteredUpdate[]> =>
	db
		.selectFrom('activity_update as u')
		.where(among('u.report_id', reportIds))
		.select(['u.id', 'u.element_id as elementId', 'u.as_of as asOf', 'u.delivery', 'u.note'])
		.select(sql<string>`u.report_id`.as('reportId'))
		.select(sql<number | null>`u.physical_percent::float8`.as('percent'))
		.select(['u.declared_confidence as declared', 'u.declared_reason as reason'])
		.orderBy('u.as_of')
		.orderBy('u.id')
		.execute();

async function values(db: Db, reportIds: readonly string[]): Promise<EnteredValue[]> {
	const rows = await db
		.selectFrom('measurement as one')
		.where(among('one.report_id', reportIds))
		.select(['one.id', 'one.kpi_id as kpiId', 'one.measured_on as measuredOn', 'one.value'])
		.select(['one.organisation_id as organisationId', 'one.note'])
		.select(sql<string>`one.report_id`.as('reportId'))
		.orderBy('one.measured_on')
		.orderBy('one.id')
		.execute();
	return rows.map((row) => ({ ...row, value: Number(row.value) }));
}

interface SpendingRow extends InReport {
	lineId: string;
	asOf: IsoDate;
	obligation: string;
	disbursement: string;
	onBefore: IsoDate | null;
	obligationBefore: string | null;
	disbursementBefore: string | null;
}

const money = (text: string | null): Money | null => (text === null ? null : parseMoney(text));

async function spending(db: Db, reportIds: readonly string[]): Promise<EnteredSpending[]> {
	const { rows } = await sql<SpendingRow>`
		select said.id, said.report_id as "reportId", said.budget_line_id as "lineId",
			said.as_of as "asOf", said.obligation, said.disbursement, before.as_of as "onBefore",
			before.obligation as "obligationBefore", before.disbursement as "disbursementBefore"
		from spending as said
		left join lateral (
			select earlier.* from spending as earlier
			where earlier.budget_line_id = said.budget_line_id and earlier.as_of < said.as_of
				and earlier.report_id is distinct from said.report_id
			order by earlier.as_of desc, earlier.id desc limit 1
		) as before on true
		where said.report_id = any(${reportIds}::bigint[])
		order by said.as_of, said.id
	`.execute(db);
	return rows.map(({ obligation, disbursement, onBefore, ...row }) => ({
		...{ id: row.id, reportId: row.reportId, lineId: row.lineId, asOf: row.asOf },
		...{ obligation: money(obligation), disbursement: money(disbursement) },
		before:
			onBefore === null
				? null
				: {
						asOf: onBefore,
						obligation: money(row.obligationBefore),
						disbursement: money(row.disbursementBefore)
					}
	}));
}

async function milestones(db: Db, reportIds: readonly string[]): Promise<EnteredMilestone[]> {
	const { rows } = await sql<EnteredMilestone>`
		select distinct on (said.report_id, said.milestone_id)
			said.report_id as "reportId", milestone.element_id as "elementId",
			said.milestone_id as "milestoneId", said.reached_on as "reachedOn",
			before.reached_on as "reachedBefore"
		from milestone_reached as said
		join milestone on milestone.id = said.milestone_id
		left join lateral (
			select earlier.reached_on from milestone_reached as earlier
			where earlier.milestone_id = said.milestone_id and earlier.id < said.id
				and earlier.report_id is distinct from said.report_id
			order by earlier.id desc limit 1
		) as before on true
		where said.report_id = any(${reportIds}::bigint[])
		order by said.report_id, said.milestone_id, said.id desc
	`.execute(db);
	return rows;
}

/** What stands in these reports, and of the activities of which they say how far they are. */
export async function evidence(db: Db, reportIds: readonly string[]): Promise<StandingEvidence[]> {
	const { rows } = await sql<StandingEvidence>`
		select one.id, one.report_id as "reportId", one.milestone_id as "milestoneId",
			one.update_id is not null as "showsUpdate",
			shown.physical_percent::float8 / 100 as done, one.caption, one.link, file.name as file,
			case
				when one.kpi_id is not null then json_build_object('kind', 'kpi', 'id', one.kpi_id::text)
				when spent.id is not null
					then json_build_object('kind', 'line', 'id', spent.budget_line_id::text)
				else json_build_object('kind', 'activity', 'id', one.element_id::text)
			end as of
		from evidence as one
		left join activity_update as shown on shown.id = one.update_id
		left join spending as spent on spent.id = one.spending_id
		left join evidence_file as file on file.id = one.file_id
		where one.record_id is null and one.amendment_id is null and (
			one.report_id = any(${reportIds}::bigint[]) or one.element_id in (
				select element_id from activity_update where report_id = any(${reportIds}::bigint[])
			)
		) and not exists (select from evidence as back where back.record_id = one.id)
		order by one.id
	`.execute(db);
	return rows;
}

export interface EnteredIn {
	updates: EnteredUpdate[];
	values: EnteredValue[];
	spending: EnteredSpending[];
	milestones: EnteredMilestone[];
	evidence: StandingEvidence[];
}

/** All that stands in reports. */
export async function enteredIn(db: Db, reportIds: readonly string[]): Promise<EnteredIn> {
	const [said, measured, spent, reached, shown] = await Promise.all([
		updates(db, reportIds),
		values(db, reportIds),
		spending(db, reportIds),
		milestones(db, reportIds),
		evidence(db, reportIds)
	]);
	return { updates: said, values: measured, spending: spent, milestones: reached, evidence: shown };
}
