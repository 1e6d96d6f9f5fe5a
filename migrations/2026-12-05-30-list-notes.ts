import { sql, type Kysely } from 'kysely';

/**
 * A list that a publication gives can be put to use: as categories of risk, as practices of a country, as
 * topics. A note may be followed by the terms of an axis, which are then kept once, and stand in the
 * passages that state them. Notes can stand right above the plan's elements.
 */
const added = ['list_kind', 'country', 'axis_id'] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await sql`
		alter table plan_note
			-- what the list is of that the note stands in; null: no list that is of use elsewhere
			add column list_kind text check (list_kind in ('risk_category', 'practice', 'topic')),
			-- ISO 3166-1 alpha-2: whose practice it is
			add column country text check (country ~ '^[A-Z]{2}$'),
			-- the axis whose terms are the list that follows the note's words
			add column axis_id bigint references framework_axis,
			add constraint note_country_of_practice check (country is null or list_kind = 'practice'),
			drop constraint plan_note_place_check,
			add constraint plan_note_place_check
				check (place in ('start', 'vision', 'elements', 'end'));
		create index plan_note_axis on plan_note (axis_id) where axis_id is not null;
		alter table plan_note_version
			add column list_kind text, add column country text,
			add column axis_id bigint references framework_axis;
		create index plan_note_version_axis on plan_note_version (axis_id) where axis_id is not null;

		-- where the words of a term stand, letter for letter
		alter table framework_term add column passage_id bigint references passage on delete set null;
		create index framework_term_passage on framework_term (passage_id);
	`.execute(db);
	await refuseTerms(db, 'passage_id');
	await watchNotes(db);
}

/** Where a term's words stand may be found later: that changes none of them. */
async function refuseTerms(db: Kysely<unknown>, found: string | null): Promise<void> {
	await sql`drop trigger refuse_in_use on framework_term`.execute(db);
	if (found === null) {
		await sql`
			create trigger refuse_in_use before update or delete on framework_term
				for each row execute function refuse_framework_in_use()
		`.execute(db);
		return;
	}
	await sql`
		create trigger refuse_in_use before update on framework_term
			for each row when ((to_jsonb(old) - ${sql.lit(found)}) is distinct from
				(to_jsonb(new) - ${sql.lit(found)}))
			execute function refuse_framework_in_use();
		create trigger refuse_in_use_gone before delete on framework_term
			for each row execute function refuse_framework_in_use();
	`.execute(db);
}

/** Whatever a note and its versions both have is noted where it is changed. */
async function watchNotes(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ columns: string[] }>`
		select shared_columns('plan_note') as columns
	`.execute(db);
	const { columns } = rows[0]!;
	const listed = sql.join(columns.map((column) => sql.ref(column)));
	const [before, after] = ['old', 'new'].map((row) =>
		sql.join(columns.map((column) => sql.ref(`${row}.${column}`)))
	);
	await sql`
		drop trigger note_changed on plan_note;
		create trigger note_changed after update of ${listed} on plan_note
			for each row when (pg_trigger_depth() = 0 and row(${before}) is distinct from row(${after}))
			execute function note_written();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger note_changed on plan_note;
		drop trigger refuse_in_use_gone on framework_term;
		delete from amendment_change where kind = 'plan_note'
			and field in (${sql.join(added.map((name) => sql.lit(name)))});
		update plan_note set place = 'start' where place = 'elements';
		alter table plan_note_version disable trigger append_only;
		update plan_note_version set place = 'start' where place = 'elements';
		alter table plan_note_version
			enable trigger append_only,
			drop column list_kind, drop column country, drop column axis_id;
		alter table plan_note
			drop constraint note_country_of_practice,
			drop constraint plan_note_place_check,
			add constraint plan_note_place_check check (place in ('start', 'vision', 'end')),
			drop column list_kind, drop column country, drop column axis_id;
	`.execute(db);
	await refuseTerms(db, null);
	await sql`
		alter table framework_term drop column passage_id;
		create trigger note_changed after update on plan_note
			for each row when (pg_trigger_depth() = 0) execute function note_written()
	`.execute(db);
	await watchNotes(db);
}
