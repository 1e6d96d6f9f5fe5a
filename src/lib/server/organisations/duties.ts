/** What an organisation answers for today, and who acts for it: all that has to go somewhere when it ends. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole, Role } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';

interface InPlan {
	planId: string;
	plan: { slug: string; title: string; language: string };
	/** Whose it is. */
	organisationId: string;
}

/** That it owns an element. */
export interface OwnedElement extends InPlan {
	/** Of the owner's row. */
	id: string;
	elementId: string;
	code: string;
	title: string;
	role: OwnerRole;
	/** Since when; null: from the beginning. */
	since: IsoDate | null;
	/** Budget lines of what it leads; they go where the lead goes. */
	lines: number;
}

/** That a KPI names it as the one that measures it. */
export interface MeasuredKpi extends InPlan {
	id: string;
	code: string;
	title: string;
}

/** A report that it owes, or is about to. */
export interface OwedReport extends Omit<InPlan, 'planId'> {
	period: string;
	dueOn: IsoDate;
}

export interface ActingPerson {
	id: string;
	name: string;
	role: Role;
	organisationId: string;
}

export interface Duties {
	owned: OwnedElement[];
	kpis: MeasuredKpi[];
	reports: OwedReport[];
	people: ActingPerson[];
	/** Open invitations to act for it, by e-mail address. */
	invitations: { id: string; email: string }[];
	/** Decisions that wait for it. */
	decisions: { id: string; title: string }[];
	/** Organisations under it. */
	under: { id: string; acronym: string }[];
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::bigint[])`;

async function owned(db: Db, ids: readonly string[]): Promise<OwnedElement[]> {
	const rows = await db
		.selectFrom('owner')
		.innerJoin('element', 'element.id', 'owner.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('owner.organisation_id', '=', anyOf(ids))
		.where('owner.valid_to', 'is', null)
		.where('element.retired_at', 'is', null)
		.where('plan.discarded_at', 'is', null)
		.select(['owner.id', 'owner.element_id', 'owner.role', 'owner.organisation_id'])
		.select(['owner.valid_from', 'element.code', 'element.title', 'element.plan_id'])
		.select(['plan.slug', 'plan.language', 'plan.title as plan_title'])
		.select((eb) =>
			eb
				.selectFrom('budget_line as line')
				.whereRef('line.element_id', '=', 'owner.element_id')
				.where('owner.role', '=', 'lead')
				.select(sql<number>`count(*)::int`.as('lines'))
				.as('lines')
		)
		.orderBy('plan.title')
		.orderBy('plan.id')
		.orderBy(sql`array_position(array['lead', 'co_lead', 'reporter'], owner.role)`)
		.orderBy('element.code')
		.execute();
	return rows.map((row) => ({
		...{ id: row.id, elementId: row.element_id, role: row.role, since: row.valid_from },
		...{ code: row.code, title: row.title, lines: row.lines ?? 0 },
		...{ planId: row.plan_id, organisationId: row.organisation_id },
		plan: { slug: row.slug, title: row.plan_title, language: row.language }
	}));
}

async function kpis(db: Db, ids: readonly string[]): Promise<MeasuredKpi[]> {
	const rows = await db
		.selectFrom('kpi')
		.innerJoin('plan', 'plan.id', 'kpi.plan_id')
		.where('kpi.reporter_id', '=', anyOf(ids))
		.where('kpi.retired_at', 'is', null)
		.where('plan.discarded_at', 'is', null)
		.select(['kpi.id', 'kpi.code', 'kpi.title', 'kpi.plan_id', 'kpi.reporter_id'])
		.select(['plan.slug', 'plan.language', 'plan.title as plan_title'])
		.orderBy('plan.title')
		.orderBy('plan.id')
		.orderBy('kpi.code')
		.execute();
	return rows.map((row) => ({
		...{ id: row.id, code: row.code, title: row.title, planId: row.plan_id },
		organisationId: row.reporter_id!,
		plan: { slug: row.slug, title: row.plan_title, language: row.language }
	}));
}

/** Of each plan that they lead work of: periods that have begun and are the last due, or due later, without a report. */
async function reports(db: Db, ids: readonly string[], today: IsoDate): Promise<OwedReport[]> {
	const { rows } = await sql<OwedReport & { slug: string; title: string; language: string }>`
		select distinct o.organisation_id::text as "organisationId", plan.slug, plan.title,
			plan.language, period.label as period, period.due_on as "dueOn"
		from owner o
		join element on element.id = o.element_id and element.retired_at is null
		join plan on plan.id = element.plan_id and plan.discarded_at is null
		join reporting_period period on period.plan_id = plan.id
			and period.starts_on <= ${today} and period.due_on >= coalesce((
				select max(due_on) from reporting_period last
				where last.plan_id = plan.id and last.due_on < ${today}
			), period.due_on)
		where o.organisation_id = any (${ids}::bigint[]) and o.role = 'lead' and o.valid_to is null
			and element.kind = 'activity' and coalesce((
				select step.state from report join report_transition step on step.report_id = report.id
				where report.period_id = period.id and report.organisation_id = o.organisation_id
				order by step.id desc limit 1
			), 'none') not in ('submitted', 'approved', 'published')
		order by plan.title, period.due_on
	`.execute(db);
	return rows.map(({ slug, title, language, ...row }) => ({
		...row,
		plan: { slug, title, language }
	}));
}

function people(db: Db, ids: readonly string[]): Promise<ActingPerson[]> {
	return db
		.selectFrom('role_grant as one')
		.innerJoin('user_account as person', 'person.id', 'one.user_id')
		.where('one.organisation_id', '=', anyOf(ids))
		.where('person.erased_at', 'is', null)
		.select(['person.id', 'person.name', 'one.role'])
		.select(sql<string>`one.organisation_id::text`.as('organisationId'))
		.orderBy('person.name')
		.execute();
}

/** What goes somewhere when some organisations end. */
export async function dutiesOf(db: Db, ids: readonly string[], today: IsoDate): Promise<Duties> {
	const [ofElements, ofKpis, owed, acting] = await Promise.all([
		owned(db, ids),
		kpis(db, ids),
		reports(db, ids, today),
		people(db, ids)
	]);
	const [invitations, decisions, under] = await Promise.all([
		db
			.selectFrom('invitation')
			.where('organisation_id', '=', anyOf(ids))
			.where('accepted_at', 'is', null)
			.where('expires_at', '>', sql<Date>`now()`)
			.select(['id', 'email'])
			.orderBy('id')
			.execute(),
		db
			.selectFrom('decision')
			.innerJoin('plan', 'plan.id', 'decision.plan_id')
			.where('plan.discarded_at', 'is', null)
			.where('decider_id', '=', anyOf(ids))
			.where('decided_on', 'is', null)
			.where('withdrawn_on', 'is', null)
			.select(['decision.id', 'decision.title'])
			.orderBy('decision.id')
			.execute(),
		db
			.selectFrom('organisation')
			.where('parent_id', '=', anyOf(ids))
			.where('id', '<>', sql<string>`all(${ids}::bigint[])`)
			.where('valid_to', 'is', null)
			.select(['id', 'acronym'])
			.orderBy('acronym')
			.execute()
	]);
	const found = { owned: ofElements, kpis: ofKpis, reports: owed, people: acting };
	return { ...found, invitations, decisions, under };
}
