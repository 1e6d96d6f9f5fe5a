/** All that happened to a report, from the opening of its period on, as both sides read it. */
import { sql } from 'kysely';
import type { ReportAct } from '#lib/domain/reporting/cycle.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';

/** What was done: with the period of all reports, or with this one. */
export type HistoryAct =
	| ('opened' | 'closed' | 'reopened' | 'extended')
	/** This report's own due day, or that of its whole period. */
	| ('due_moved' | 'period_due_moved')
	| ReportAct;

export interface HistoryStep {
	id: string;
	act: HistoryAct;
	reason: string | null;
	at: Date;
	/** A name; null where nobody is named. */
	by: string | null;
	/** Of an extension its last day, of a due day that was moved the new one. */
	until: IsoDate | null;
	/** Of a due day that was moved: the one before. */
	from: IsoDate | null;
	/** What a return named, each with its reason; none: all of the report. */
	items: { code: string; reason: string }[];
}

/** A report's history, the latest first. */
export async function historyOf(db: Db, reportId: string): Promise<HistoryStep[]> {
	const { rows } = await sql<HistoryStep>`
		with step as (
			select 'period-' || one.id as id, one.id as number, one.step as act, one.reason,
				one.occurred_at as at, one.by_user, null::date as until, null::date as "from",
				null::bigint as transition_id
			from report join period_step as one using (period_id) where report.id = ${reportId}
			union all
			select 'extension-' || one.id, one.id, 'extended', one.reason,
				one.granted_at, one.by_user, one.until, null, null
			from report_extension as one where one.report_id = ${reportId}
			union all
			-- the report knows only where its due day stands now: the log knows the way there
			select 'due-' || one.id, one.id,
				case one.action when 'report_due_moved' then 'due_moved' else one.action end, one.detail ->> 'reason',
				one.occurred_at, one.actor_id, (one.detail -> 'after' ->> 'due_on')::date,
				(one.detail -> 'before' ->> 'due_on')::date, null
			from report
				cross join lateral (values
					('report', report.id, 'report_due_moved'), ('period', report.period_id, 'period_due_moved')
				) as moved (subject_kind, subject_id, action)
				-- by its subject, so that it is found by the index however long the log is
				join audit_entry as one on one.subject_kind = moved.subject_kind
					and one.subject_id = moved.subject_id::text and one.action = moved.action
			where report.id = ${reportId} and one.detail -> 'after' ->> 'due_on' is not null
			union all
			select 'report-' || one.id, one.id, coalesce(one.act, case one.state
					when 'draft' then 'enter' when 'submitted' then 'submit' when 'returned' then 'return'
					when 'approved' then 'approve' else 'publish' end), one.reason,
				one.occurred_at, one.by_user, null, null, one.id
			from report_transition as one where one.report_id = ${reportId}
		)
		select step.id, step.act, step.reason, step.at, person.name as by, step.until,
			step."from",
			(
				select coalesce(json_agg(json_build_object(
					'code', coalesce(element.code, kpi.code, funded.code), 'reason', item.reason
				) order by item.id), '[]')
				from report_return_item as item
				left join element on element.id = item.element_id
				left join kpi on kpi.id = item.kpi_id
				left join budget_line as line on line.id = item.budget_line_id
				left join element as funded on funded.id = line.element_id
				where item.transition_id = step.transition_id
			) as items
		from step left join user_account as person on person.id = step.by_user
		order by step.at desc, step.number desc
	`.execute(db);
	return rows;
}
