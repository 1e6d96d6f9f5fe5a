/** The entries that evidence can name: what was said of an activity, of its money or of a KPI on a day. */
import { sql, type RawBuilder } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { DeliveryState } from '#lib/domain/records/vocabulary.ts';
import type { ReportItem } from '#lib/domain/reporting/items.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { Refused } from '../writing/refusals.ts';
import type { Reported } from './subjects.ts';

interface Entry {
	id: string;
	/** Of which it speaks. */
	day: IsoDate;
}

/** One that evidence names, with the report in which it stands; null: in none. */
export interface NamedEntry extends Entry {
	reportId: string | null;
	item: ReportItem;
}

/** One that can be named, with what it says. */
export type EntryChoice = Entry &
	(
		| { kind: 'activity'; percent: number | null; delivery: DeliveryState }
		| { kind: 'kpi'; value: number }
		| { kind: 'line'; fundSource: string; year: number }
	);

/** All that was ever said of it, entry by entry. */
const said: Record<Reported['kind'], (id: string) => RawBuilder<unknown>> = {
	activity: (id) => sql`
		select id, report_id, as_of as day, 'activity' as kind, element_id as item_id, jsonb_build_object(
			'percent', physical_percent::float8, 'delivery', delivery
		) as words
		from activity_update where element_id = ${id}
	`,
	kpi: (id) => sql`
		select id, report_id, measured_on as day, 'kpi' as kind, kpi_id as item_id,
			jsonb_build_object('value', value::float8) as words
		from measurement where kpi_id = ${id}
	`,
	money: (id) => sql`
		select spending.id, report_id, as_of as day, 'line' as kind, line.id as item_id, jsonb_build_object(
			'fundSource', fund.title, 'year', line.appropriation_year
		) as words
		from spending
		join budget_line line on line.id = spending.budget_line_id
		join fund_source fund on fund.id = line.fund_source_id
		where line.element_id = ${id}
	`
};

/**
 * The entry that evidence is to show; null: it shows none by itself.
 *
 * @throws Refused beside the field where there is none such of what it supports, and for money, of which
 *   nothing is shown but what was said of a line
 */
export async function namedEntry(db: Db, of: Reported): Promise<NamedEntry | null> {
	const { kind, id, shows } = of;
	if (shows?.what !== 'entry') {
		if (kind === 'money') throw new Refused('shows', 'unknown_choice');
		return null;
	}
	const { rows } = isId(shows.id)
		? await sql<Entry & { reportId: string | null; kind: ReportItem['kind']; itemId: string }>`
				select id, day, report_id as "reportId", kind, item_id as "itemId"
				from (${said[kind](id)}) as entry where id = ${shows.id}
			`.execute(db)
		: { rows: [] };
	const [found] = rows;
	if (!found) throw new Refused('shows', 'unknown_choice');
	const { reportId, day } = found;
	return { id: found.id, day, reportId, item: { kind: found.kind, id: found.itemId } };
}

/** An organisation's report that takes entries; null: none does, and entries stand by themselves. */
export type ReportOfEntries = { periodId: string; organisationId: string } | null;

/** More days than a form offers to choose from. */
const mostOffered = 12;

/**
 * The entries of a report of which evidence can be added: of each day what was said of it last, the
 * newest day first.
 */
export async function entriesIn(
	db: Db,
	{ kind, id }: Pick<Reported, 'kind' | 'id'>,
	report: ReportOfEntries
): Promise<EntryChoice[]> {
	const isIn = report
		? sql`report_id = (
				select id from report
				where period_id = ${report.periodId} and organisation_id = ${report.organisationId}
			)`
		: sql`report_id is null`;
	const { rows } = await sql<{ choice: EntryChoice }>`
		select jsonb_build_object('id', id::text, 'day', day, 'kind', kind) || words as choice
		from (
			select distinct on (item_id, day) * from (${said[kind](id)}) as entry
			where ${isIn} order by item_id, day, id desc
		) as latest
		order by day desc, item_id limit ${sql.lit(mostOffered)}
	`.execute(db);
	return rows.map(({ choice }) => choice);
}
