import { sql, type Kysely } from 'kysely';

/**
 * What a KPI says of itself beyond its path: the level of its result, until when it is measured, by which
 * parts its values are reported, and how good these are. All of it is planned, so it has versions.
 */
const columns = [
	'result_level',
	'measured_until',
	'disaggregation',
	'quality_limits',
	'quality_accuracy',
	'quality_revisions',
	'quality_actions',
	'quality_reviewed_on'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await sql`
		alter table kpi
			add column result_level text
				check (result_level in ('input', 'output', 'outcome', 'impact')),
			-- a day after the plan's end; null: it is measured until the plan's end
			add column measured_until date check (isfinite(measured_until)),
			-- its dimensions with their terms, in order; null: only the total is reported
			add column disaggregation jsonb check (jsonb_typeof(disaggregation) = 'object'),
			add column quality_limits text check (quality_limits <> ''),
			add column quality_accuracy text check (quality_accuracy <> ''),
			add column quality_revisions text check (quality_revisions <> ''),
			add column quality_actions text check (quality_actions <> ''),
			add column quality_reviewed_on date check (isfinite(quality_reviewed_on));
		alter table kpi_version
			add column result_level text,
			add column measured_until date,
			add column disaggregation jsonb,
			add column quality_limits text,
			add column quality_accuracy text,
			add column quality_revisions text,
			add column quality_actions text,
			add column quality_reviewed_on date;
		-- ids of dimensions and terms: never given twice, also in a draft that is given up
		create sequence kpi_part_id;
	`.execute(db);
	await noteColumns(db);
}

/** What is written of a KPI is noted where any of its dated columns changes. */
async function noteColumns(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ columns: string[] }>`
		select shared_columns('kpi') || 'retired_at'::text as columns
	`.execute(db);
	const names = rows[0]!.columns;
	const listed = sql.join(names.map((name) => sql.ref(name)));
	const [before, after] = ['old', 'new'].map((row) =>
		sql.join(names.map((name) => sql.ref(`${row}.${name}`)))
	);
	await sql`
		drop trigger if exists note_changed on kpi;
		create trigger note_changed after update of ${listed} on kpi
			for each row when (pg_trigger_depth() = 0 and row(${before}) is distinct from row(${after}))
			execute function note_written();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		drop trigger note_changed on kpi;
		drop sequence kpi_part_id;
	`.execute(db);
	for (const table of ['kpi', 'kpi_version'])
		for (const column of columns)
			await sql`alter table ${sql.table(table)} drop column ${sql.ref(column)}`.execute(db);
	await noteColumns(db);
}
