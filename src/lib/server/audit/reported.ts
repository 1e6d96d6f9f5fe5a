/** What reports said, and what stood there before, for entries that name their rows by number. */
import { sql, type RawBuilder } from 'kysely';
import type { Fields } from '#lib/domain/records/changes.ts';
import type { Db } from '../db/connect.ts';
import type { AuditRow } from './queries.ts';

/** One appended row and the one that it came after, by their fields. */
export interface ReportedChange {
	/** Of money: the fund source and its year. */
	line: string | null;
	before: Fields;
	after: Fields;
}

interface Found {
	id: string;
	line: string | null;
	before: Fields | null;
	after: Fields;
}

const updates = (ids: string[]): RawBuilder<Found> => sql<Found>`
	select one.id, null as line, said.after, earlier.before
	from activity_update one
	cross join lateral (select jsonb_build_object(
		'as_of', one.as_of, 'delivery', one.delivery, 'physical_percent', trim_scale(one.physical_percent)::text,
		'actual_start', one.actual_start, 'actual_end', one.actual_end, 'recovery_on', one.recovery_on,
		'slippage_cause', one.slippage_cause, 'declared_confidence', one.declared_confidence,
		'declared_reason', one.declared_reason, 'note', one.note
	) as after) as said
	left join lateral (select jsonb_build_object(
		'as_of', b.as_of, 'delivery', b.delivery, 'physical_percent', trim_scale(b.physical_percent)::text,
		'actual_start', b.actual_start, 'actual_end', b.actual_end, 'recovery_on', b.recovery_on,
		'slippage_cause', b.slippage_cause, 'declared_confidence', b.declared_confidence,
		'declared_reason', b.declared_reason, 'note', b.note
	) as before from activity_update b
		where b.element_id = one.element_id and b.id < one.id
		order by b.as_of desc, b.id desc limit 1) as earlier on true
	where one.id = any(${ids}::bigint[])
`;

const measurements = (ids: string[]): RawBuilder<Found> => sql<Found>`
	select one.id, null as line, earlier.before, jsonb_build_object(
		'measured_on', one.measured_on, 'value', trim_scale(one.value)::text,
		'numerator', trim_scale(one.numerator)::text, 'denominator', trim_scale(one.denominator)::text, 'note', one.note
	) as after
	from measurement one
	left join lateral (select jsonb_build_object(
		'measured_on', b.measured_on, 'value', trim_scale(b.value)::text,
		'numerator', trim_scale(b.numerator)::text, 'denominator', trim_scale(b.denominator)::text, 'note', b.note
	) as before from measurement b
		where b.kpi_id = one.kpi_id and b.organisation_id is not distinct from one.organisation_id
			and b.id < one.id
		order by b.measured_on desc, b.id desc limit 1) as earlier on true
	where one.id = any(${ids}::bigint[])
`;

const spending = (ids: string[]): RawBuilder<Found> => sql<Found>`
	select one.id, fund.code || ' ' || line.appropriation_year as line, earlier.before,
		jsonb_build_object('as_of', one.as_of, 'obligation', one.obligation::text,
			'disbursement', one.disbursement::text) as after
	from spending one
	join budget_line line on line.id = one.budget_line_id
	join fund_source fund on fund.id = line.fund_source_id
	left join lateral (select jsonb_build_object('as_of', b.as_of,
		'obligation', b.obligation::text, 'disbursement', b.disbursement::text
	) as before from spending b
		where b.budget_line_id = one.budget_line_id and b.id < one.id
		order by b.as_of desc, b.id desc limit 1) as earlier on true
	where one.id = any(${ids}::bigint[])
`;

/** Under which key an entry names its rows, and how they are read. */
const kinds: Record<string, { rows: string; read: (ids: string[]) => RawBuilder<Found> }> = {
	activity_reported: { rows: 'update', read: updates },
	kpi_measured: { rows: 'measurement', read: measurements },
	spending_reported: { rows: 'spending', read: spending }
};

const idsIn = (entry: AuditRow, key: string): string[] => {
	const ids = entry.detail[key];
	return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
};

/** Only what differs; all of it where nothing stood there before. */
function changeOf({ line, before, after }: Found): ReportedChange {
	const differing = Object.entries(after).filter(([name, value]) =>
		before ? before[name] !== value : value !== null
	);
	const made = Object.fromEntries(differing);
	const was = Object.fromEntries(
		Object.keys(made).flatMap((name) => (before ? [[name, before[name] ?? null]] : []))
	);
	return { line, before: was, after: made };
}

/** What the reports among some entries said, by the entry's number. */
export async function reportedIn(
	db: Db,
	entries: readonly AuditRow[]
): Promise<Map<string, ReportedChange[]>> {
	const said = new Map<string, ReportedChange[]>();
	for (const [action, { rows: key, read }] of Object.entries(kinds)) {
		const mine = entries.filter((entry) => entry.action === action);
		const ids = mine.flatMap((entry) => idsIn(entry, key));
		if (ids.length === 0) continue;
		const { rows } = await read(ids).execute(db);
		const byId = new Map(rows.map((row) => [row.id, changeOf(row)]));
		for (const entry of mine)
			said.set(
				entry.id,
				idsIn(entry, key).flatMap((id) => byId.get(id) ?? [])
			);
	}
	return said;
}
