/** What is there as evidence, with what its readers depend on. */
import { sql, type RawBuilder } from 'kysely';
import type { EvidencePlace } from '#lib/domain/reporting/evidence-readers.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ReportItemKind } from '#lib/domain/reporting/items.ts';
import type { Db } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';
import { isStoredName } from '../files/stores/store.ts';
import {
	listOf,
	organisationsAmong,
	writersOfActivity,
	writersOfKpi,
	type Writer
} from '../reports/writers.ts';
import { isOf, type Reported } from './subjects.ts';

export interface EvidenceFile {
	name: string;
	originalName: string;
	mediaType: string;
	bytes: number;
	sha256: string;
	thumbnail: string | null;
	width: number | null;
	height: number | null;
}

/** What was said of an activity, a KPI or a budget line, and of which day. */
export interface ShownEntry {
	kind: ReportItemKind;
	day: IsoDate;
	/** Of a budget line what it is called; null: it is of none. */
	line: { fundSource: string; year: number } | null;
}

export interface Evidence {
	id: string;
	caption: string;
	speaksOf: IsoDate | null;
	/** The title of the milestone that it supports. */
	milestone: string | null;
	/** What was said on a day, which it shows; null: none by itself. */
	entry: ShownEntry | null;
	link: string | null;
	file: EvidenceFile | null;
	/** In whose name it was entered. */
	organisation: string | null;
	/** The period of the report in which it stands. */
	period: string | null;
	recordedAt: Date;
	/** By whom, for those who may know. */
	recordedBy: string | null;
	/** Null: it stands. */
	takenBack: { reason: string; at: Date; by: string | null } | null;
	place: EvidencePlace;
}

interface Row extends Omit<Evidence, 'place'> {
	published: boolean;
	unadopted: boolean;
	isInstrument: boolean;
	organisationIds: (string | null)[];
	writers: Writer[];
}

/** Newest first; an element or a KPI hardly has as many. */
const mostListed = 100;

/** Whether what a row supports is published. */
const published = sql<boolean>`case
	when e.amendment_id is not null then a.adopted_at is not null
	when e.report_id is null
		then not exists (select from reporting_period one where one.plan_id = e.plan_id)
	-- with the report that it stands in, also while that is corrected
	else exists (
		select from report_transition step
		where step.report_id = e.report_id and step.state = 'published'
			and step.occurred_at >= e.recorded_at
	)
end`;

const writers = sql`case
	when e.element_id is not null then ${listOf(writersOfActivity(sql.ref('e.element_id')))}
	when e.kpi_id is not null then ${listOf(writersOfKpi(sql.ref('e.kpi_id')))}
	else '[]'
end`;

const file = sql`case when f.id is not null then json_build_object(
	'name', f.name, 'originalName', f.original_name, 'mediaType', f.media_type, 'bytes', f.bytes,
	'sha256', f.sha256, 'thumbnail', f.thumbnail, 'width', f.width, 'height', f.height
) end`;

/** It is appended and never changed, so that its day is what was said of which it is evidence. */
const entry = sql`case
	when e.update_id is not null
		then (select json_build_object('kind', 'activity', 'day', as_of, 'line', null)
			from activity_update where id = e.update_id)
	when e.measurement_id is not null
		then (select json_build_object('kind', 'kpi', 'day', measured_on, 'line', null)
			from measurement where id = e.measurement_id)
	when e.spending_id is not null
		then (select json_build_object('kind', 'line', 'day', as_of, 'line', json_build_object(
				'fundSource', fund.title, 'year', line.appropriation_year
			))
			from spending
			join budget_line line on line.id = spending.budget_line_id
			join fund_source fund on fund.id = line.fund_source_id
			where spending.id = e.spending_id)
end`;

const selected = (backIsKnown: RawBuilder<boolean>) => sql`
	select e.id, e.caption, e.speaks_of as "speaksOf", m.title as milestone, ${entry} as entry,
		e.link, ${file} as file,
		o.acronym as organisation, p.label as period, e.recorded_at as "recordedAt",
		u.name as "recordedBy", plan.draft as unadopted, e.amendment_id is not null as "isInstrument",
		array[e.organisation_id::text, r.organisation_id::text] as "organisationIds",
		${published} as published, ${writers} as writers,
		back.state_reason as reason, back.recorded_at as "takenAt", taker.name as "takenBy"
	from evidence e
	join plan on plan.id = e.plan_id
	left join evidence_file f on f.id = e.file_id
	left join milestone m on m.id = e.milestone_id
	left join amendment a on a.id = e.amendment_id
	left join organisation o on o.id = e.organisation_id
	left join report r on r.id = e.report_id
	left join reporting_period p on p.id = r.period_id
	left join user_account u on u.id = e.recorded_by
	left join evidence back on back.record_id = e.id and ${backIsKnown}
	left join user_account taker on taker.id = back.recorded_by
	where e.record_id is null
`;

type Selected = Omit<Row, 'takenBack'> & {
	reason: string | null;
	takenAt: Date | null;
	takenBy: string | null;
};

function evidenceOf(row: Selected): Evidence {
	const { published, unadopted, isInstrument, organisationIds, writers, ...rest } = row;
	const { reason, takenAt, takenBy, ...shown } = rest;
	const takenBack =
		reason !== null && takenAt !== null ? { reason, at: takenAt, by: takenBy } : null;
	const ids = [...organisationIds, ...organisationsAmong(writers)];
	return {
		...shown,
		takenBack,
		place: {
			...{ published, unadopted, withdrawn: takenBack !== null },
			organisationIds: [...new Set(ids.filter((id) => id !== null))],
			of: isInstrument ? 'plan' : 'report'
		}
	};
}

const always = sql<boolean>`true`;

async function listed(db: Db, isListed: RawBuilder<boolean>, known?: AsKnown): Promise<Evidence[]> {
	const isKnown = (alias: string) => (known ? wasKnown(known, `${alias}.recorded_at`) : always);
	const { rows } = await sql<Selected>`
		${selected(isKnown('back'))} and ${isListed} and ${isKnown('e')}
		order by e.id desc limit ${sql.lit(mostListed)}
	`.execute(db);
	return rows.map(evidenceOf);
}

/** Of an activity, its milestones and its money, the newest first. */
export const ofElement = (db: Db, elementId: string, known?: AsKnown): Promise<Evidence[]> =>
	listed(db, sql`e.element_id = ${elementId}`, known);

export const ofKpi = (db: Db, kpiId: string, known?: AsKnown): Promise<Evidence[]> =>
	listed(db, sql`e.kpi_id = ${kpiId}`, known);

/** Of what one page enters: an activity without its money, or its money alone, or a KPI. */
export const ofReported = (db: Db, of: Pick<Reported, 'kind' | 'id'>): Promise<Evidence[]> =>
	listed(db, isOf(of, 'e'));

/** Files and links of an amendment's instrument. */
export const ofAmendment = async (db: Db, amendmentId: string): Promise<Evidence[]> =>
	isId(amendmentId) ? await listed(db, sql`e.amendment_id = ${amendmentId}`) : [];

/** The evidence whose file, or whose thumbnail, has a name; undefined: there is none. */
export async function ofFile(
	db: Db,
	name: string,
	which: 'name' | 'thumbnail'
): Promise<(Evidence & { file: EvidenceFile }) | undefined> {
	if (!isStoredName(name)) return undefined;
	const { rows } = await sql<Selected>`
		${selected(always)} and ${sql.ref(`f.${which}`)} = ${name}
	`.execute(db);
	const found = rows[0] && evidenceOf(rows[0]);
	return found?.file ? { ...found, file: found.file } : undefined;
}
