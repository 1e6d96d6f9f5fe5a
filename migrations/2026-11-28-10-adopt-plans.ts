import { sql, type Kysely } from 'kysely';

/**
 * A new plan is a draft, which only planners see, until it is adopted with its instrument. Plans that
 * are there already came as adopted ones.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan
			add column draft boolean not null default false,
			-- how often reports are to be made; null: not settled
			add column reporting_frequency text
				check (reporting_frequency in ('month', 'quarter', 'year')),
			add column adopted_at timestamptz,
			add column instrument_number text check (instrument_number <> ''),
			add column instrument_on date check (isfinite(instrument_on)),
			add column instrument_address text,
			add constraint plan_adopted_once check (not draft or adopted_at is null),
			add constraint plan_adopted_by_instrument check (
				adopted_at is null or (instrument_number is not null and instrument_on is not null)
			);

		update plan set instrument_on = plan_draft.adopted_on
		from plan_draft where plan_draft.plan_id = plan.id;

		alter table plan_draft
			drop column adopted_on,
			-- the plan, made already and without elements, that this text is to fill
			add column fills_id bigint references plan;
		create index plan_draft_fills on plan_draft (fills_id);
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table plan_draft drop column fills_id, add column adopted_on date;
		update plan_draft set adopted_on = coalesce(plan.instrument_on, plan_draft.changed_at::date)
		from plan where plan.id = plan_draft.plan_id;
		alter table plan_draft add check ((plan_id is null) = (adopted_on is null));
		alter table plan
			drop column draft, drop column reporting_frequency, drop column adopted_at,
			drop column instrument_number, drop column instrument_on, drop column instrument_address;
	`.execute(db);
}
