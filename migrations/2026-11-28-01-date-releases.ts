import { sql, type Kysely } from 'kysely';

/**
 * What was appropriated and allotted are dated totals, as spending is: each row says what the total of a
 * stage is from a day on. The latest day that is not after the day asked for counts, then the row that
 * was written last. `-infinity` is from the beginning. Amounts of `budget_line` are the present totals.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// a line that is removed keeps what was released of it on days before, so nothing refers to it
	await sql`
		create table budget_release (
			id bigint generated always as identity primary key,
			plan_id bigint not null references plan on delete cascade,
			budget_line_id bigint not null,
			stage text not null check (stage in ('appropriation', 'allotment')),
			as_of date not null,
			revision bigint not null,
			recorded_at timestamptz,
			amount numeric(20, 2) check (amount >= 0)
		);
		create index budget_release_of_line on budget_release (budget_line_id, stage, as_of, id);
		create index budget_release_of_plan on budget_release (plan_id);
	`.execute(db);
	await sql`
		insert into budget_release (plan_id, budget_line_id, stage, as_of, revision, amount)
		select element.plan_id, line.id, total.stage, '-infinity', 0, total.amount
		from budget_line line
		join element on element.id = line.element_id
		cross join lateral (
			values ('appropriation', line.appropriation), ('allotment', line.allotment)
		) as total (stage, amount)
		where total.amount is not null
		order by line.id, total.stage desc
	`.execute(db);
	await createTrigger(db);
}

/**
 * A new total holds from the day that the transaction names, else since the total has held that it
 * corrects. What is written outside of the frame of writing is as old as the plan.
 */
async function createTrigger(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function note_release() returns trigger language plpgsql as $$
		declare
			named date := nullif(current_setting('tanaw.released_on', true), '')::date;
			in_frame boolean := coalesce(current_setting('tanaw.dated', true), '') = 'on';
			of_plan bigint;
			at_revision bigint := 0;
			was jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
			what text;
			since date;
		begin
			select plan_id into of_plan from element where id = new.element_id;
			if in_frame then select structure_revision into at_revision from plan where id = of_plan; end if;
			foreach what in array array['appropriation', 'allotment'] loop
				if coalesce(was ->> what, '') = coalesce(to_jsonb(new) ->> what, '') then continue; end if;
				select as_of into since from budget_release
				where budget_line_id = new.id and stage = what order by as_of desc, id desc limit 1;
				insert into budget_release
					(plan_id, budget_line_id, stage, as_of, revision, recorded_at, amount)
				values (of_plan, new.id, what, coalesce(named, since, '-infinity'), at_revision,
					case when in_frame then clock_timestamp() end, (to_jsonb(new) ->> what)::numeric);
			end loop;
			return null;
		end $$;
		create trigger note_release after insert or update of appropriation, allotment on budget_line
			for each row execute function note_release();
	`.execute(db);
}
