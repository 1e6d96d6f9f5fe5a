import { sql, type Kysely } from 'kysely';

/**
 * What supports an update, a measurement or a milestone, and the instrument of an amendment: files and
 * links. Rows are appended and never changed; a second one of the same record takes it back, and says why.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table evidence_file (
			id bigint generated always as identity primary key,
			-- under which it lies in the store, and is asked for: random, so that nobody guesses one
			name text not null unique check (name ~ '^[0-9a-f]{32}$'),
			-- as its sender called it: shown, and never part of a path
			original_name text not null check (original_name <> ''),
			media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
			bytes integer not null check (bytes > 0),
			sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
			-- of pictures, in pixels
			width integer check (width > 0),
			height integer check (height > 0),
			thumbnail text unique check (thumbnail ~ '^[0-9a-f]{32}$'),
			recorded_at timestamptz not null default clock_timestamp(),
			check (num_nulls(width, height, thumbnail) in (0, 3))
		);
		create table evidence (
			id bigint generated always as identity primary key,
			-- the first row of the same record; null: this is it
			record_id bigint references evidence,
			plan_id bigint not null references plan,
			element_id bigint,
			milestone_id bigint references milestone,
			update_id bigint references activity_update,
			kpi_id bigint references kpi,
			measurement_id bigint references measurement,
			amendment_id bigint,
			-- of which day it speaks; null: of none
			speaks_of date check (isfinite(speaks_of)),
			caption text not null check (caption <> ''),
			file_id bigint references evidence_file,
			link text check (link ~ '^https?://'),
			-- in whose name it was entered; null: the plan's own
			organisation_id bigint references organisation,
			report_id bigint references report,
			recorded_by bigint references user_account,
			recorded_at timestamptz not null default clock_timestamp(),
			withdrawn boolean not null default false,
			-- why it was taken back; null: it was added
			state_reason text check (state_reason <> ''),
			foreign key (element_id, plan_id) references element (id, plan_id),
			foreign key (amendment_id, plan_id) references amendment (id, plan_id),
			check (num_nonnulls(element_id, kpi_id, amendment_id) = 1),
			check (num_nonnulls(file_id, link) = 1),
			check (element_id is not null or num_nonnulls(milestone_id, update_id) = 0),
			check (kpi_id is not null or measurement_id is null),
			check ((amendment_id is null) or (organisation_id is null and report_id is null)),
			check ((record_id is null) = (state_reason is null)),
			check (withdrawn = (record_id is not null))
		);
		-- nothing is taken back twice
		create unique index evidence_record on evidence (record_id);
		create index evidence_element on evidence (element_id, id desc);
		create index evidence_kpi on evidence (kpi_id, id desc);
		create index evidence_amendment on evidence (amendment_id, id desc);
		create index evidence_plan on evidence (plan_id);
		create index evidence_file_of on evidence (file_id);
	`.execute(db);
	for (const table of ['evidence_file', 'evidence'])
		await sql`
			-- the chain of the audit log covers it, with the digest of each file
			create trigger note_appended after insert on ${sql.table(table)}
				referencing new table as appended
				for each statement execute function note_appended();
			create trigger append_only before update or delete or truncate on ${sql.table(table)}
				for each statement execute function refuse_change();
		`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table evidence, evidence_file`.execute(db);
}
