/** A period of a made-up plan that every organisation has reported for, so that it can be published. */
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { open, type SentPeriod } from '#lib/server/periods/commands.ts';

/** A planner, and a reporter of each organisation. */
export async function people(db: Db): Promise<Extract<Actor, { kind: 'user' }>> {
	const { id } = await db
		.insertInto('user_account')
		.values({ email: 'planner@example.org', name: 'Planner' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await sql`
		insert into role_grant (user_id, role) values (${id}, 'planner')
	`.execute(db);
	await sql`
		with person as (
			insert into user_account (email, name)
			select slug || '@example.org', 'Reporter of ' || acronym from organisation returning id, email
		)
		insert into role_grant (user_id, role, organisation_id)
		select person.id, 'reporter', organisation.id
		from person join organisation on person.email = organisation.slug || '@example.org'
	`.execute(db);
	return { kind: 'user', id, grants: [{ role: 'planner', organisationId: null }] };
}

/** The quarter after those that the plan was filled with. */
const quarter: SentPeriod = {
	...{ frequency: 'quarter', label: '2026 Q4' },
	...{ startsOn: '2026-10-01', endsOn: '2026-12-31', dueOn: '2027-01-30' }
};

/** The first day on which it can be published. */
export const dayAfter = '2027-01-31';

/** An update of each activity in its lead's report, and the two steps by which it comes to be approved. */
async function report(db: Db, periodId: string): Promise<void> {
	await sql`
		insert into activity_update (element_id, report_id, as_of, delivery, physical_percent, actual_start)
		select owner.element_id, report.id, '2026-12-20', 'in_progress', 99, '2023-01-01'
		from report join reporting_period as period on period.id = report.period_id
			join element on element.plan_id = period.plan_id and element.kind = 'activity'
			join owner on owner.element_id = element.id and owner.organisation_id = report.organisation_id
		where period.id = ${periodId}
		order by owner.element_id
	`.execute(db);
	for (const [state, act] of [
		['submitted', 'submit'],
		['approved', 'approve']
	])
		await sql`
			insert into report_transition (report_id, state, act, occurred_at)
			select id, ${state}, ${act}, clock_timestamp() from report where period_id = ${periodId}
		`.execute(db);
}

/** Opens the period by the planner and has it reported for by all; its id is returned. */
export async function reportedPeriod(db: Db, planner: Actor, slug: string): Promise<string> {
	const plan = await db
		.selectFrom('plan')
		.where('slug', '=', slug)
		.select(['id', 'demonstration'])
		.executeTakeFirstOrThrow();
	const id = await open(db, planner, plan, quarter);
	await db.transaction().execute((trx) => report(trx, id));
	return id;
}
