import { sql, type Kysely } from 'kysely';

/**
 * What a plan says besides its elements is part of the plan that is dated: notes, and which elements they
 * concern, have versions as everything else has that is planned. What the audit log tells of notes since
 * the plan has versions is walked back, so that they read as they did when known earlier; see
 * {@link walkBack} for where it tells nothing.
 */
const kinds = ['plan_note', 'plan_note_element'] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await sql`
		alter table plan_note_element
			add column id bigint generated always as identity unique,
			-- a note that goes by its versions takes along what says whom it concerns
			drop constraint plan_note_element_note_id_plan_id_fkey,
			add foreign key (note_id, plan_id) references plan_note (id, plan_id) on delete cascade
	`.execute(db);
	for (const name of kinds) await createVersions(db, name);
	await countKinds(db, true);
	for (const { id } of await plans(db)) await firstVersions(db, id);
	for (const name of kinds) await createTriggers(db, name);
}

async function createVersions(db: Kysely<unknown>, name: string): Promise<void> {
	const versions = sql.table(`${name}_version`);
	await sql`create table ${versions} (like ${sql.table(name)})`.execute(db);
	await sql`
		alter table ${versions}
			add column retired_reason text,
			add column retired boolean not null default false,
			add column holds_from date not null,
			add column revision bigint not null,
			add primary key (plan_id, id, holds_from, revision),
			add foreign key (plan_id, revision) references plan_revision deferrable initially deferred
	`.execute(db);
	await sql`create index ${sql.ref(`${name}_version_id`)} on ${versions} (id)`.execute(db);
}

/** The functions that know of each kind, as in the migration that dated the plan. */
async function countKinds(db: Kysely<unknown>, withNotes: boolean): Promise<void> {
	const ofPlan = ['element', 'kpi', 'element_link', ...(withNotes ? kinds : [])];
	const dated = ['plan', 'element', 'owner', 'milestone', 'element_term', 'element_link', 'kpi'];
	const all = [...dated, 'kpi_target', 'budget_line', ...(withNotes ? kinds : [])];
	const listed = (names: string[]) => sql.join(names.map((name) => sql.lit(name)));
	await sql`
		create or replace function current_kinds() returns text[] language sql immutable
		return array[${listed(all)}];

		create or replace function append_first(kind text, ids bigint[])
		returns void language plpgsql as $$
		declare
			columns text[] := array_remove(shared_columns(kind), 'plan_id');
			names text := listed(columns, '');
			theirs text := listed(columns, 'c.');
			plans text := case
				when kind = 'plan' then 'c.id'
				when kind in (${listed(ofPlan)}) then 'c.plan_id'
				when kind = 'kpi_target' then '(select plan_id from kpi where kpi.id = c.kpi_id)'
				else '(select plan_id from element where element.id = c.element_id)'
			end;
			since text := case kind
				when 'owner' then $x$coalesce(c.valid_from, '-infinity')$x$ else $x$'-infinity'::date$x$ end;
			until text := case when kind = 'owner' then 'c.valid_to'
				when kind in ('element', 'kpi') then 'c.retired_at::date' end;
			reason text := case when kind = 'owner' then 'null' else 'c.retired_reason' end;
		begin
			execute format('insert into plan_revision (plan_id, revision, way)
				select distinct p.id, p.structure_revision, ''first''
				from %I c join plan p on p.id = %s where c.id = any ($1)
				on conflict do nothing', kind, plans) using ids;
			execute format('insert into %I (id, plan_id, revision, holds_from, %s)
				select c.id, p.id, p.structure_revision, %s, %s
				from %I c join plan p on p.id = %s where c.id = any ($1)',
				kind || '_version', names, since, theirs, kind, plans) using ids;
			if until is null then return; end if;
			execute format('insert into %I (id, plan_id, revision, holds_from, retired, retired_reason, %s)
				select c.id, p.id, p.structure_revision, %s, true, %s, %s
				from %I c join plan p on p.id = %s where c.id = any ($1) and %s is not null
				on conflict (plan_id, id, holds_from, revision) do update set retired = true',
				kind || '_version', names, until, reason, theirs, kind, plans, until) using ids;
		end $$;
	`.execute(db);
}

interface Note {
	id: string;
	position: number;
	code: string;
	topic: string | null;
	subtopic: string | null;
	marker: string | null;
	place: string;
	text: string;
}

/** What a note said from a revision on; a text of null: it was none any more. */
interface Said {
	note: Note;
	revision: string;
	text: string | null;
}

async function plans(db: Kysely<unknown>): Promise<{ id: string }[]> {
	const { rows } = await sql<{ id: string }>`
		select distinct plan_id as id from plan_note
		union select plan_id from audit_entry where detail #> '{before,notes}' is not null
			and plan_id is not null and subject_kind = 'plan'
	`.execute(db);
	return rows;
}

/** An act that changed notes, the newest first; a revision of null: it came before the plan had versions. */
interface Act {
	before: string[];
	after: string[];
	revision: string | null;
}

/**
 * Whoever changes a plan holds it from when its revision is recorded until the entry is written, so the
 * last revision recorded before an entry is its own.
 */
async function acts(db: Kysely<unknown>, planId: string): Promise<Act[]> {
	const { rows } = await sql<Act>`
		select entry.detail #> '{before,notes}' as before, entry.detail #> '{after,notes}' as after,
			(
				select max(revision) from plan_revision
				where plan_revision.plan_id = entry.plan_id and recorded_at <= entry.occurred_at
			) as revision
		from audit_entry entry
		where entry.plan_id = ${planId} and entry.subject_kind = 'plan' and entry.action = 'plan_changed'
			and jsonb_typeof(entry.detail #> '{before,notes}') = 'array'
			and jsonb_typeof(entry.detail #> '{after,notes}') = 'array'
		order by entry.id desc
	`.execute(db);
	return rows;
}

/** Places of one list in another: of what an act left, where it stood before; null: it was added. */
type Places = (number | null)[];

/** How many steps of two lists are the same from each place on. */
function commonFrom(before: readonly string[], after: readonly string[]): number[][] {
	const common = Array.from({ length: before.length + 1 }, () =>
		new Array<number>(after.length + 1).fill(0)
	);
	for (let at = before.length - 1; at >= 0; at -= 1)
		for (let to = after.length - 1; to >= 0; to -= 1)
			common[at]![to] =
				before[at] === after[to]
					? common[at + 1]![to + 1]! + 1
					: Math.max(common[at + 1]![to]!, common[at]![to + 1]!);
	return common;
}

/** The places, ascending, at which two lists say the same. */
function anchorsOf(before: readonly string[], after: readonly string[]): [number, number][] {
	const common = commonFrom(before, after);
	const anchors: [number, number][] = [];
	for (let at = 0, to = 0; at < before.length && to < after.length;)
		if (before[at] === after[to]) anchors.push([at++, to++]);
		else if (common[at + 1]![to]! >= common[at]![to + 1]!) at += 1;
		else to += 1;
	return anchors;
}

/**
 * Which note is which: notes keep their order, a new one comes last. Between two that stayed as they were
 * as many were written anew as there are on both sides, or all of them went; undefined: one cannot tell.
 */
function placesOf({ before, after }: Act): Places | undefined {
	const places: Places = new Array<number | null>(after.length).fill(null);
	let [at, to] = [0, 0];
	const anchors = anchorsOf(before, after);
	for (const [left, right] of [...anchors, [before.length, after.length] as const]) {
		const [gone, come] = [left - at, right - to];
		const isLast = left === before.length && right === after.length;
		if (come > 0 && come !== gone && !(isLast && gone === 0)) return undefined;
		if (come === gone) for (let n = 0; n < come; n += 1) places[to + n] = at + n;
		if (left < before.length) places[right] = left;
		[at, to] = [left + 1, right + 1];
	}
	return places;
}

/** A note that was removed: of it the log tells the text alone, not under which heading it stood. */
async function removed(db: Kysely<unknown>, position: number, text: string): Promise<Note> {
	const { rows } = await sql<{ id: string }>`
		select nextval(pg_get_serial_sequence('plan_note', 'id')) as id
	`.execute(db);
	const { id } = rows[0]!;
	const unknown = { topic: null, subtopic: null, marker: null, place: 'end' };
	return { ...{ id, position, code: `note-${id}`, text }, ...unknown };
}

/**
 * What notes said at each revision, from the newest entry of the log back. It ends where the log tells no
 * more: at an act of before the plan had versions, or at one after which something else stood than what
 * was there when the next one came. What stood then is what is known from the first revision on.
 */
async function walkBack(
	db: Kysely<unknown>,
	{ present, log, first }: { present: Note[]; log: Act[]; first: string }
): Promise<Said[]> {
	const said: Said[] = [];
	let now = present.map((note) => ({ note, text: note.text }));
	for (const act of log) {
		const { before, after, revision } = act;
		const places = placesOf(act);
		const fits = after.length === now.length && after.every((text, at) => text === now[at]!.text);
		if (revision === null || revision === first || !fits || !places) break;
		const earlier = new Map<number, Note>();
		for (const [to, { note, text }] of now.entries()) {
			const at = places[to] ?? null;
			if (at !== null) earlier.set(at, note);
			if (at === null || before[at] !== text) said.push({ note, revision, text });
		}
		const were: typeof now = [];
		// places are never given again, so what went stood right before what came next
		let next = (now.at(-1)?.note.position ?? -1) + before.length + 1;
		for (const [at, text] of [...before.entries()].toReversed()) {
			const kept = earlier.get(at);
			const note = kept ?? (await removed(db, next - 1, text));
			if (!kept) said.push({ note, revision, text: null });
			were.unshift({ note, text });
			next = note.position;
		}
		now = were;
	}
	return [...now.map(({ note, text }) => ({ note, revision: first, text })), ...said];
}

async function firstVersions(db: Kysely<unknown>, planId: string): Promise<void> {
	const notes = await sql<Note>`
		select id, position, code, topic, subtopic, marker, place, text from plan_note
		where plan_id = ${planId} order by position, id
	`.execute(db);
	const revisions = await sql<{ first: string | null }>`
		select min(revision) as first from plan_revision where plan_id = ${planId}
	`.execute(db);
	const first = revisions.rows[0]?.first ?? null;
	if (first === null) return;
	const log = await acts(db, planId);
	for (const { note, revision, text } of await walkBack(db, { present: notes.rows, log, first }))
		await sql`
			insert into plan_note_version (id, plan_id, holds_from, revision, retired, position, code,
				topic, subtopic, marker, place, text)
			values (${note.id}, ${planId}, '-infinity', ${revision}, ${text === null}, ${note.position},
				${note.code}, ${note.topic}, ${note.subtopic}, ${note.marker}, ${note.place},
				${text ?? note.text})
		`.execute(db);
	await sql`
		insert into plan_note_element_version (id, note_id, plan_id, element_id, holds_from, revision)
		select id, note_id, plan_id, element_id, '-infinity', ${first}::bigint from plan_note_element
		where plan_id = ${planId}
	`.execute(db);
}

async function createTriggers(db: Kysely<unknown>, name: string): Promise<void> {
	const [table, versions] = [sql.table(name), sql.table(`${name}_version`)];
	const { rows } = await sql<{ columns: string[] }>`
		select shared_columns(${name}) as columns
	`.execute(db);
	const columns = rows[0]!.columns;
	const listed = sql.join(columns.map((column) => sql.ref(column)));
	const [before, after] = ['old', 'new'].map((row) =>
		sql.join(columns.map((column) => sql.ref(`${row}.${column}`)))
	);
	await sql`
		create trigger note_added after insert on ${table} referencing new table as added
			for each statement when (pg_trigger_depth() = 0) execute function note_added();
		create trigger note_removed after delete on ${table}
			for each row when (pg_trigger_depth() = 0) execute function note_written();
		create trigger note_changed after update of ${listed} on ${table}
			for each row when (pg_trigger_depth() = 0 and row(${before}) is distinct from row(${after}))
			execute function note_written();
		create trigger keep_current after insert on ${versions} referencing new table as appended
			for each statement when (pg_trigger_depth() = 0)
			execute function keep_current(${sql.lit(name)});
		create trigger append_only before update or delete on ${versions}
			for each row when (pg_trigger_depth() = 0) execute function refuse_earlier();
	`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const name of kinds)
		await sql`
			drop trigger note_added on ${sql.table(name)};
			drop trigger note_changed on ${sql.table(name)};
			drop trigger note_removed on ${sql.table(name)};
			drop table ${sql.table(`${name}_version`)};
		`.execute(db);
	await countKinds(db, false);
	await sql`
		delete from amendment_change where kind in ('plan_note', 'plan_note_element');
		alter table plan_note_element
			drop column id,
			drop constraint plan_note_element_note_id_plan_id_fkey,
			add foreign key (note_id, plan_id) references plan_note (id, plan_id);
	`.execute(db);
}
