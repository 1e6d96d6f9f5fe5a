/** What evidence supports: an activity, its money or a KPI, and of these what; or an amendment as its instrument. */
import { sql } from 'kysely';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { lockActivity, lockKpi } from '../reports/subjects.ts';
import {
	writersOfActivity,
	writersOfKpi,
	writersOfMoney,
	type Writer,
	type Writers
} from '../reports/writers.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { Refused } from '../writing/refusals.ts';

/** What of it evidence shows; null: all of it. */
export type Shown =
	| { what: 'milestone'; id: string }
	/** What was said of it on a day: an update, a measurement, or what was spent of a budget line. */
	| { what: 'entry'; id: string }
	| null;

/** What is reported, and of which evidence can be added. Money is an activity's, and named by its id. */
export interface Reported {
	kind: 'activity' | 'money' | 'kpi';
	id: string;
	shows: Shown;
}

export type EvidenceOf = Reported | { kind: 'amendment'; id: string; planId: string };

/** The columns that say what evidence supports. */
export interface SubjectColumns {
	element_id: string | null;
	milestone_id: string | null;
	update_id: string | null;
	spending_id: string | null;
	kpi_id: string | null;
	measurement_id: string | null;
	amendment_id: string | null;
}

const none: SubjectColumns = {
	...{ element_id: null, milestone_id: null, update_id: null, spending_id: null },
	...{ kpi_id: null, measurement_id: null, amendment_id: null }
};

const entryColumns = {
	activity: 'update_id',
	money: 'spending_id',
	kpi: 'measurement_id'
} as const satisfies Record<Reported['kind'], keyof SubjectColumns>;

export function columnsOf(of: EvidenceOf): SubjectColumns {
	if (of.kind === 'amendment') return { ...none, amendment_id: of.id };
	const { kind, shows } = of;
	const subject = { ...none, [kind === 'kpi' ? 'kpi_id' : 'element_id']: of.id };
	if (shows === null) return subject;
	const column = shows.what === 'milestone' ? 'milestone_id' : entryColumns[kind];
	return { ...subject, [column]: shows.id };
}

/**
 * Whether a row of evidence is of a subject, whatever of it the row shows.
 *
 * @param row the alias of the row
 */
export function isOf(of: Pick<EvidenceOf, 'kind' | 'id'>, row: string) {
	const is = (column: keyof SubjectColumns) =>
		sql<boolean>`${sql.ref(`${row}.${column}`)} = ${of.id}`;
	if (of.kind === 'amendment') return is('amendment_id');
	if (of.kind === 'kpi') return is('kpi_id');
	const shown = sql.ref(`${row}.spending_id`);
	const isIt = of.kind === 'money' ? sql`${shown} is not null` : sql`${shown} is null`;
	return sql<boolean>`(${is('element_id')} and ${isIt})`;
}

const writersByKind = {
	activity: writersOfActivity,
	money: writersOfMoney,
	kpi: writersOfKpi
} satisfies Record<Reported['kind'], (id: string) => Writers>;

/** Who reports it; null: nobody does, and the plan's editors enter it. */
export const writersOf = (of: EvidenceOf): Writers | null =>
	of.kind === 'amendment' ? null : writersByKind[of.kind](of.id);

export interface LockedSubject extends PlanSpan {
	planId: string;
	/** What people call it. */
	code: string;
	/** In the plan's time zone. */
	today: IsoDate;
	writers: Writer[];
}

const activity = lockActivity(writersOfActivity);
const money = lockActivity(writersOfMoney);

async function refuseForeignMilestone(trx: Trx, elementId: string, id: string): Promise<void> {
	const found = isId(id)
		? await trx
				.selectFrom('milestone')
				.where('id', '=', id)
				.where('element_id', '=', elementId)
				.select('id')
				.executeTakeFirst()
		: undefined;
	if (!found) throw new Refused('shows', 'unknown_choice');
}

async function amendment(
	trx: Trx,
	{ id, planId }: { id: string; planId: string },
	now: Date
): Promise<LockedSubject | undefined> {
	if (!isId(id)) return undefined;
	refuseInDraft(trx, '');
	const row = await trx
		.selectFrom('amendment')
		.innerJoin('plan', 'plan.id', 'amendment.plan_id')
		.where('amendment.id', '=', id)
		.where('plan.id', '=', planId)
		.select(['amendment.title', 'plan.time_zone', 'amendment.abandoned_at'])
		.forNoKeyUpdate('amendment')
		.executeTakeFirst();
	if (!row) return undefined;
	if (row.abandoned_at !== null) throw new Refused('', 'draft_ended');
	const days = { today: todayIn(row.time_zone, now), periodStart: null, periodEnd: null };
	return { planId, code: row.title, writers: [], ...days };
}

/** Locked, so that others who write about it wait; undefined where there is no such. */
export async function lockSubject(
	trx: Trx,
	of: EvidenceOf,
	now: Date
): Promise<LockedSubject | undefined> {
	if (of.kind === 'amendment') return await amendment(trx, of, now);
	if (!isId(of.id)) return undefined;
	if (of.kind === 'kpi') return await lockKpi(trx, of.id, now);
	const lock = of.kind === 'money' ? money : activity;
	const found = await lock(trx, of.id, now);
	if (found && of.shows?.what === 'milestone')
		await refuseForeignMilestone(trx, of.id, of.shows.id);
	return found;
}
