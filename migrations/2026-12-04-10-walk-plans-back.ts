import { sql, type Kysely } from 'kysely';

/**
 * What the audit log tells of a plan from before it had versions is walked back, newest entry first. Such
 * an edit took effect at once and had no day of its own: it rewrote the plan, as a correction does. So
 * what stood before it becomes an earlier version that holds from the same day and was known until the
 * entry; what holds by what is known today stays as it is. What was retired goes from its day, and an
 * owner begins and ends on its days; that these were said becomes known with their entries.
 *
 * The plan's own revision rose with each of these edits, so the numbers below that of the first versions
 * are free: each edit that is told gets one, in order, and whatever was there before all of them comes
 * with the plan. Where the log tells no more of a field, the walk ends for it (`untold_change`): what
 * stood then counts as known before.
 *
 * Milestones and notes are told of by their words, terms and links by codes. What was called the same
 * before an act and after it is the same; of what was not, the order tells it, or nothing does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// rows written by a migration before are looked at now: until then no table of theirs can be changed
	await sql`set constraints all immediate`.execute(db);
	await sql`
		create table untold_change (
			plan_id bigint not null references plan on delete cascade,
			kind text not null,
			record_id bigint not null,
			field text not null,
			-- the newest entry before which the log does not tell how the field stood
			entry_id bigint not null,
			primary key (plan_id, kind, record_id, field)
		)
	`.execute(db);
	const upgraded = await upgradedPlans(db);
	if (upgraded.length === 0) return;
	await noteUntoldNotes(db);
	await watchVersions(db, false);
	for (const plan of upgraded) await walkPlan(db, plan);
	await watchVersions(db, true);
}

/** The kinds of record that have versions. */
const kinds = [
	'plan',
	'element',
	'owner',
	'milestone',
	'element_term',
	'element_link',
	'kpi',
	'kpi_target',
	'budget_line',
	'plan_note',
	'plan_note_element'
] as const;
type Kind = (typeof kinds)[number];

const versionsOf = (kind: Kind) => sql.table(`${kind}_version`);

/** Versions are never changed but here, where they get the revisions with which they truly came. */
async function watchVersions(db: Kysely<unknown>, watched: boolean): Promise<void> {
	const [enable, disable] = [sql`enable`, sql`disable`];
	for (const kind of kinds)
		for (const trigger of ['append_only', 'keep_current'])
			await sql`
				alter table ${versionsOf(kind)} ${watched ? enable : disable} trigger ${sql.ref(trigger)}
			`.execute(db);
}

interface UpgradedPlan {
	id: string;
	timeZone: string;
	/** The revision of its first versions. */
	first: number;
	/** The entry before which there was another plan, or none yet. */
	after: string;
}

/** Plans that were there when versions began: the first came with the plan, and it was no draft then. */
async function upgradedPlans(db: Kysely<unknown>): Promise<UpgradedPlan[]> {
	const { rows } = await sql<UpgradedPlan>`
		select plan.id, time_zone as "timeZone", came.revision::int as first,
			coalesce((
				select max(id) from audit_entry
				where plan_id = plan.id and action in ('plan_seeded', 'plan_adopted')
			), 0)::text as after
		from plan
		join plan_revision came on came.plan_id = plan.id and came.way = 'first'
			and came.recorded_at is null and came.revision = (
				select min(revision) from plan_revision where plan_id = plan.id
			)
		where not plan.draft
		order by plan.id
	`.execute(db);
	return rows;
}

type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
type Fields = Record<string, Value>;

/** An edit of before there were versions. */
interface Act {
	id: string;
	action: string;
	subject: string;
	/** When it was done, in UTC; such texts sort by time. */
	moment: string;
	/** In the plan's time zone. */
	day: string;
	code: string | null;
	reason: string | null;
	before: Fields;
	after: Fields;
}

const walkedActions = [
	'plan_changed',
	...['added', 'changed', 'shifted', 'moved', 'retired', 'restored'].map((did) => `element_${did}`),
	...['added', 'changed', 'retired', 'restored'].map((did) => `kpi_${did}`),
	...['added', 'changed', 'removed'].map((did) => `budget_line_${did}`)
];

const momentOf = (column: string) =>
	sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

/** The newest first. Whatever changed the plan since it has versions has a revision with its moment. */
async function actsOf(db: Kysely<unknown>, { id, timeZone, after }: UpgradedPlan): Promise<Act[]> {
	const objectOf = (name: string) => sql`case when jsonb_typeof(detail -> ${name}) = 'object'
		then detail -> ${name} else '{}' end`;
	const { rows } = await sql<Act>`
		select id, action, coalesce(subject_id, '') as subject, ${momentOf('occurred_at')} as moment,
			(occurred_at at time zone ${timeZone})::date::text as day,
			detail ->> 'code' as code, nullif(detail ->> 'reason', '') as reason,
			${objectOf('before')} as before, ${objectOf('after')} as after
		from audit_entry
		where plan_id = ${id} and id > ${after}::bigint and action = any (${walkedActions})
			and occurred_at < coalesce((
				select min(recorded_at) from plan_revision where plan_id = ${id}
			), 'infinity')
		order by audit_entry.id desc
	`.execute(db);
	return rows;
}

const fromTheBeginning = '-infinity';

/** It is not planned from a day on; `fromTheBeginning`: there is no such record. */
interface Gone {
	on: string;
	reason: string | null;
}

interface State {
	fields: Fields;
	gone: Gone | null;
}

/** What an act left of a record. */
type Left = State & { act: Act };

/** A record on the way back; `fields` and `gone` are how it stood before the acts that were walked. */
interface Walked extends State {
	kind: Kind;
	id: string;
	/** The oldest first. */
	left: Left[];
	/** Fields of which the log tells no more. */
	ended: Set<string>;
}

interface Column {
	type: string;
	required: boolean;
}

interface Coded {
	id: string;
	code: string;
}

/** A plan on the way back. */
interface Walk {
	plan: UpgradedPlan;
	records: Record<Kind, Map<string, Walked>>;
	columns: Record<Kind, Record<string, Column>>;
	/** All of them, the newest first. */
	acts: Act[];
	organisations: { id: string; acronym: string }[];
	funds: Coded[];
	terms: Coded[];
	/** Of milestones that were reported as reached, when that was first known. */
	reached: Map<string, string>;
	/** When owners began and ended, by their ids. */
	owners: Map<string, Owner>;
	/** The acts that told something, and so need a revision. */
	told: Set<Act>;
	untold: { of: Pick<Walked, 'kind' | 'id'>; field: string; act: Act }[];
	/** Parents of siblings that were shifted, and of those whose order the log does not tell; '': the plan. */
	shifted: Set<string>;
	unordered: Set<string>;
	/** Of each act that restored something, the one that had retired it. */
	retirements: Map<Act, Act>;
}

interface VersionRow {
	id: string;
	holdsFrom: string;
	retired: boolean;
	reason: string | null;
	fields: Fields;
}

async function firstRows(
	db: Kysely<unknown>,
	kind: Kind,
	{ id, first }: UpgradedPlan
): Promise<VersionRow[]> {
	const { rows } = await sql<VersionRow>`
		select id, holds_from::text as "holdsFrom", retired, retired_reason as reason,
			as_texts(to_jsonb(v) - array['id', 'plan_id', 'holds_from', 'revision', 'retired',
				'retired_reason']) as fields
		from ${versionsOf(kind)} v where plan_id = ${id} and revision = ${first}
		order by v.id, v.holds_from
	`.execute(db);
	return rows;
}

async function columnsOf(db: Kysely<unknown>, kind: Kind): Promise<Record<string, Column>> {
	const { rows } = await sql<Column & { name: string }>`
		select attname::text as name, atttypid::regtype::text as type, attnotnull as required
		from pg_attribute
		where attrelid = ${`${kind}_version`}::regclass and attnum > 0 and not attisdropped
	`.execute(db);
	return Object.fromEntries(rows.map(({ name, type, required }) => [name, { type, required }]));
}

/** Records as their first versions have them. */
function recordsOf(kind: Kind, rows: VersionRow[]): Map<string, Walked> {
	const records = new Map<string, Walked>();
	for (const { id, holdsFrom, retired, reason, fields } of rows) {
		const record = records.get(id);
		const gone = retired ? { on: holdsFrom, reason } : null;
		if (record) record.gone = gone;
		else records.set(id, { kind, id, fields, gone, left: [], ended: new Set() });
	}
	return records;
}

async function beginWalk(db: Kysely<unknown>, plan: UpgradedPlan, acts: Act[]): Promise<Walk> {
	const records = {} as Walk['records'];
	const columns = {} as Walk['columns'];
	for (const kind of kinds) {
		const rows = await firstRows(db, kind, plan);
		records[kind] = recordsOf(kind, kind === 'owner' ? [] : rows);
		columns[kind] = await columnsOf(db, kind);
	}
	await readTotals(db, plan, records.budget_line);
	Object.assign(columns.budget_line, {
		appropriation: { type: 'numeric', required: false },
		allotment: { type: 'numeric', required: false }
	});
	const organisations = await sql<{ id: string; acronym: string }>`
		select id, acronym from organisation union select organisation_id, acronym from organisation_name
	`.execute(db);
	const funds = await sql<Coded>`
		select id, code from fund_source where plan_id = ${plan.id}
	`.execute(db);
	const terms = await sql<Coded>`select id, code from framework_term`.execute(db);
	await endUntoldNotes(db, records.plan.get(plan.id));
	return {
		...{ plan, records, columns, acts, organisations: organisations.rows },
		...{ funds: funds.rows, terms: terms.rows, reached: await firstReached(db, plan) },
		owners: ownersOf(await firstRows(db, 'owner', plan)),
		...{ told: new Set(), untold: [], shifted: new Set(), unordered: new Set() },
		retirements: retirementsOf(acts)
	};
}

/** What was appropriated and allotted before any of it had a day. */
async function readTotals(
	db: Kysely<unknown>,
	{ id }: UpgradedPlan,
	lines: Map<string, Walked>
): Promise<void> {
	const { rows } = await sql<{ line: string; stage: string; amount: string | null }>`
		select distinct on (budget_line_id, stage) budget_line_id as line, stage, amount::text as amount
		from budget_release
		where plan_id = ${id} and as_of = '-infinity' and revision = 0 and recorded_at is null
		order by budget_line_id, stage, id
	`.execute(db);
	for (const { fields } of lines.values())
		Object.assign(fields, { appropriation: null, allotment: null });
	for (const { line, stage, amount } of rows)
		Object.assign(lines.get(line)?.fields ?? {}, { [stage]: amount });
}

async function firstReached(
	db: Kysely<unknown>,
	{ id }: UpgradedPlan
): Promise<Map<string, string>> {
	const { rows } = await sql<{ id: string; moment: string }>`
		select milestone_id as id, min(${momentOf('reached.recorded_at')}) as moment
		from milestone_reached reached
		join milestone_version milestone on milestone.id = reached.milestone_id
		where milestone.plan_id = ${id} group by milestone_id
	`.execute(db);
	return new Map(rows.map(({ id, moment }) => [id, moment]));
}

/**
 * Notes got their versions later than the plan, and what the log told of them since then was walked back
 * with them. An act that left no versions is one of which it did not tell what stood before.
 */
async function noteUntoldNotes(db: Kysely<unknown>): Promise<void> {
	await sql`
		insert into untold_change (plan_id, kind, record_id, field, entry_id)
		select plan.id, 'plan', plan.id, 'notes', max(entry.id)
		from plan
		join audit_entry entry on entry.plan_id = plan.id and entry.action = 'plan_changed'
			and jsonb_typeof(entry.detail #> '{before,notes}') = 'array'
			and jsonb_typeof(entry.detail #> '{after,notes}') = 'array'
		cross join lateral (
			select max(revision) as revision from plan_revision
			where plan_revision.plan_id = plan.id and recorded_at <= entry.occurred_at
		) own
		where not plan.draft and own.revision is not null and not exists (
			select from plan_note_version version
			where version.plan_id = plan.id and version.revision = own.revision
		)
		group by plan.id
	`.execute(db);
}

async function endUntoldNotes(db: Kysely<unknown>, plan: Walked | undefined): Promise<void> {
	const { rows } = await sql`
		select from untold_change where plan_id = ${plan?.id} and kind = 'plan' and field = 'notes'
	`.execute(db);
	if (rows.length > 0) plan?.ended.add('notes');
}

function retirementsOf(acts: Act[]): Walk['retirements'] {
	const retirements: Walk['retirements'] = new Map();
	const restored = new Map<string, Act>();
	for (const act of acts) {
		const [kind, did] = act.action.split(/_(?=[a-z]+$)/) as [string, string];
		const of = `${kind} ${act.subject}`;
		if (did === 'restored') restored.set(of, act);
		const back = did === 'retired' ? restored.get(of) : undefined;
		if (back) retirements.set(back, act);
		if (did === 'retired') restored.delete(of);
	}
	return retirements;
}

/** Before an act a record stood otherwise than it left it. */
function goBack(walk: Walk, act: Act, record: Walked, before: Partial<State>): void {
	walk.told.add(act);
	const { fields, gone } = record;
	if (record.left[0]?.act !== act) record.left.unshift({ act, fields, gone });
	Object.assign(record, before);
}

function end(walk: Walk, act: Act, record: Pick<Walked, 'kind' | 'id' | 'ended'>, field: string) {
	if (record.ended.has(field)) return;
	record.ended.add(field);
	walk.untold.push({ of: record, field, act });
}

const decimal = /^-?\d+(\.\d+)?$/;
const patterns: Record<string, RegExp> = {
	date: /^\d{4}-\d\d-\d\d$/,
	numeric: decimal,
	integer: /^-?\d{1,9}$/,
	bigint: /^\d{1,18}$/,
	boolean: /^(true|false)$/
};

/** A value of the log as a version has it; undefined: it is none of that column. */
function stored({ type, required }: Column, value: Value | undefined): Value | undefined {
	if (value === undefined) return undefined;
	if (value === null) return required ? undefined : null;
	if (type === 'jsonb') return value;
	if (typeof value === 'object') return undefined;
	const text = String(value);
	return patterns[type]?.test(text) === false ? undefined : text;
}

/** A decimal without zeros that say nothing. */
function plainDecimal(text: string): string {
	const [whole = '', fraction = ''] = text.split('.');
	const digits = fraction.replace(/0+$/, '');
	return whole.replace(/^(-?)0+(?=\d)/, '$1') + (digits && `.${digits}`);
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
	if (typeof one === 'string' && typeof other === 'string' && decimal.test(one))
		return decimal.test(other) && plainDecimal(one) === plainDecimal(other);
	return JSON.stringify(one) === JSON.stringify(other);
}

/** One field of a record: what an act left must be what was found after it. */
function goBackIn(
	walk: Walk,
	act: Act,
	record: Walked,
	{ field, before, after }: { field: string; before: Value | undefined; after: Value | undefined }
): void {
	if (record.ended.has(field)) return;
	const fits = after !== undefined && isSame(record.fields[field], after);
	if (!fits || before === undefined) end(walk, act, record, field);
	else if (!isSame(before, after))
		goBack(walk, act, record, { fields: { ...record.fields, [field]: before } });
}

/** The columns that an act names; what it names besides is told of apart. */
function goBackInColumns(walk: Walk, act: Act, record: Walked, apart: readonly string[] = []) {
	for (const name of Object.keys(act.after)) {
		const column = walk.columns[record.kind][name];
		if (apart.includes(name)) continue;
		if (!column) end(walk, act, record, name);
		else {
			const before = stored(column, renamed(name, act.before[name]));
			const after = stored(column, renamed(name, act.after[name]));
			goBackIn(walk, act, record, { field: name, before, after });
		}
	}
}

/** Values that are called otherwise by now. */
const renamed = (field: string, value: Value | undefined): Value | undefined =>
	field === 'over_time' && value === 'sum' ? 'flow_plan' : value;

const unbegun: Gone = { on: fromTheBeginning, reason: null };
const isThere = ({ gone }: State): boolean => gone?.on !== fromTheBeginning;

/** An act by which something came into the plan; what it says besides must be what was found after it. */
function goBackBefore(walk: Walk, act: Act, record: Walked): void {
	for (const [name, value] of Object.entries(act.after)) {
		const column = walk.columns[record.kind][name];
		if (!column || record.ended.has(name)) continue;
		if (!isSame(record.fields[name], stored(column, renamed(name, value))))
			end(walk, act, record, name);
	}
	goBack(walk, act, record, { gone: unbegun });
}

function goBackBeforeRetirement(walk: Walk, act: Act, record: Walked): void {
	if (record.ended.has('retired')) return;
	if (record.gone === null) end(walk, act, record, 'retired');
	else goBack(walk, act, record, { gone: null });
}

function goBackBeforeRestoration(walk: Walk, act: Act, record: Walked): void {
	if (record.ended.has('retired')) return;
	const retirement = walk.retirements.get(act);
	if (record.gone !== null || !retirement) return end(walk, act, record, 'retired');
	goBack(walk, act, record, { gone: { on: retirement.day, reason: retirement.reason } });
}

const parentOf = ({ fields }: State) => String(fields.parent_id ?? '');
const positionOf = ({ fields }: State) => Number(fields.position);

/** What stood beneath one parent, in its order. */
function siblingsUnder(walk: Walk, parent: string): Walked[] {
	return [...walk.records.element.values()]
		.filter((one) => one.gone === null && parentOf(one) === parent)
		.sort((one, other) => positionOf(one) - positionOf(other) || Number(one.id) - Number(other.id));
}

/** The element that was called by a code when an act came; null: it names none; undefined: one cannot tell. */
function elementCalled(walk: Walk, code: Value | undefined): Walked | null | undefined {
	if (code === null) return null;
	const called = [...walk.records.element.values()].filter(
		({ gone, fields }) => gone === null && fields.code === code
	);
	return called.length === 1 ? called[0] : undefined;
}

/** Where the log does not tell of one sibling how it stood, it does not tell of the others either. */
function endPlace(walk: Walk, act: Act, record: Walked, field: string): void {
	walk.unordered.add(parentOf(record));
	end(walk, act, record, field);
}

/** An element stood one place further up or down; of its siblings one changes places with it. */
function goBackBeforeShift(walk: Walk, act: Act, record: Walked): void {
	const parent = parentOf(record);
	if (record.ended.has('position')) return;
	const siblings = siblingsUnder(walk, parent);
	const [from, to] = [Number(act.before.place) - 1, Number(act.after.place) - 1];
	const other = siblings[from];
	const fits = siblings[to] === record && Math.abs(from - to) === 1;
	if (!fits || !other || walk.unordered.has(parent) || positionOf(other) === positionOf(record))
		return endPlace(walk, act, record, 'position');
	walk.shifted.add(parent);
	const [mine, its] = [record.fields.position!, other.fields.position!];
	goBack(walk, act, record, { fields: { ...record.fields, position: its } });
	goBack(walk, act, other, { fields: { ...other.fields, position: mine } });
}

/** The codes by which acts may have called an element; null: the top of the plan. */
function codesOf({ acts }: Walk, element: Walked | null): Set<Value | undefined> {
	if (!element) return new Set([null]);
	const own = acts.filter(
		({ action, subject }) => subject === element.id && action.startsWith('element_')
	);
	return new Set([
		element.fields.code,
		...own.flatMap(({ before, after }) => [before.code, after.code])
	]);
}

/**
 * At which place an element stood from which it was moved. The others keep their numbers when one goes,
 * and were numbered without gaps before; so the number that is free is its own. Undefined: others went
 * there as well, or what is there was numbered anew since, so that one cannot tell.
 */
function placeLeft(
	walk: Walk,
	act: Act,
	record: Walked,
	former: Walked | null
): number | undefined {
	const parent = former?.id ?? '';
	if (walk.unordered.has(parent) || walk.shifted.has(parent)) return undefined;
	const others = [...walk.records.element.values()].filter(
		(one) => one !== record && isThere(one) && parentOf(one) === parent
	);
	const earlier = walk.acts.slice(walk.acts.indexOf(act) + 1);
	const codes = codesOf(walk, former);
	const wentToo = earlier.some(
		({ action, before }) => action === 'element_moved' && codes.has(before.parent)
	);
	// what is retired keeps its number when the others get new ones
	const left = others.some(({ gone }) => gone !== null);
	const numbered = left && earlier.some(({ action }) => action === 'element_shifted');
	if (wentToo || numbered) return undefined;
	const taken = new Set(others.map(positionOf));
	const free = [...others, record].flatMap((_, at) => (taken.has(at) ? [] : [at]));
	return free.length === 1 ? free[0] : undefined;
}

/** The log says beneath what an element stood, by its code; at which place the others tell, or nothing. */
function goBackBeforeMove(walk: Walk, act: Act, record: Walked): void {
	if (record.ended.has('parent')) return;
	const present = walk.records.element.get(parentOf(record)) ?? null;
	const former = elementCalled(walk, act.before.parent);
	const fits = (present?.fields.code ?? null) === act.after.parent;
	if (!fits || former === undefined) return endPlace(walk, act, record, 'parent');
	const parent = { parent_id: former?.id ?? null, parent_kind: former?.fields.kind ?? null };
	const place = record.ended.has('position') ? undefined : placeLeft(walk, act, record, former);
	const position = place === undefined ? record.fields.position! : String(place);
	goBack(walk, act, record, { fields: { ...record.fields, ...parent, position } });
	if (place !== undefined) return;
	walk.unordered.add(former?.id ?? '');
	end(walk, act, record, 'position');
}

function goBackInElement(walk: Walk, act: Act): void {
	const record = walk.records.element.get(act.subject);
	if (!record || !isThere(record)) return;
	switch (act.action) {
		case 'element_added':
			for (const kind of ['milestone', 'element_term', 'element_link'] as const)
				for (const one of presentOf(walk, kind, 'element_id', record.id))
					goBack(walk, act, one, { gone: unbegun });
			return goBackBefore(walk, act, record);
		case 'element_changed':
			goBackInOwners(walk, act, record);
			goBackInMilestones(walk, act, record);
			goBackInTerms(walk, act, record);
			goBackInLinks(walk, act, record);
			return goBackInColumns(walk, act, record, ['owners', 'milestones', 'terms', 'also_serves']);
		case 'element_shifted':
			return goBackBeforeShift(walk, act, record);
		case 'element_moved':
			return goBackBeforeMove(walk, act, record);
		case 'element_retired':
			// it comes back to its place among siblings that may have been numbered anew since
			if (walk.shifted.has(parentOf(record))) walk.unordered.add(parentOf(record));
			goBackBeforeRetirement(walk, act, record);
			break;
		default:
			goBackInColumns(walk, act, record, ['retired']);
			goBackBeforeRestoration(walk, act, record);
	}
	if (record.ended.has('retired')) walk.unordered.add(parentOf(record));
}

/** What hung on a record, those that came in later left out. */
const presentOf = (walk: Walk, kind: Kind, column: string, id: string): Walked[] =>
	[...walk.records[kind].values()].filter(
		({ gone, fields }) => gone === null && fields[column] === id
	);

const inOrder = (one: State & { id: string }, other: State & { id: string }): number =>
	positionOf(one) - positionOf(other) || Number(one.id) - Number(other.id);

/**
 * Which of a list is which: what stays keeps its order, and what is new comes last. Of each after an act
 * its place before it, null: it was added. Undefined: one cannot tell, as of two at the end, of which the
 * one may have been called otherwise or have gone before the other came.
 *
 * @param wasThere whether one of those after the act is known to have been there before it
 */
function placesBefore(
	before: readonly Value[],
	after: readonly Value[],
	wasThere: (at: number) => boolean
): (number | null)[] | undefined {
	const anchors = after.flatMap((one, to) => {
		const at = before.indexOf(one);
		return at < 0 ? [] : [[at, to] as const];
	});
	const distinct = [before, after].every((list) => new Set(list).size === list.length);
	const ordered = anchors.every(([at], n) => n === 0 || anchors[n - 1]![0] < at);
	if (!distinct || !ordered) return undefined;
	const places = new Array<number | null>(after.length).fill(null);
	let [at, to] = [0, 0];
	for (const [left, right] of [...anchors, [before.length, after.length] as const]) {
		const [gone, come] = [left - at, right - to];
		const isLast = right === after.length;
		const stayed = Array.from({ length: come }, (_, n) => to + n).every(
			(one) => !isLast || wasThere(one)
		);
		const renamed = come === gone && stayed;
		if (come > 0 && !renamed && !(isLast && gone === 0)) return undefined;
		if (renamed) for (let n = 0; n < come; n += 1) places[to + n] = at + n;
		if (!isLast) places[right] = left;
		[at, to] = [left + 1, right + 1];
	}
	return places;
}

/** What a list held before an act, in its order: of what went then the values that the log tells. */
interface Listed {
	/** Those that were there after the act as well, by their places before it. */
	kept: Map<number, Walked>;
	before: Fields[];
}

/**
 * Goes back to what a list held: what was added is not there yet, what went comes back under an id of its
 * own. Returns the records that came back.
 */
function goBackToList(
	walk: Walk,
	act: Act,
	present: Walked[],
	{ kept, before }: Listed,
	bringBack: (values: Fields) => Walked
): Walked[] {
	const staying = new Set(kept.values());
	for (const one of present) if (!staying.has(one)) goBack(walk, act, one, { gone: unbegun });
	const all = before.map((values, at) => kept.get(at) ?? bringBack(values));
	const positions = positionsFor(all.map((one) => (staying.has(one) ? positionOf(one) : null)));
	for (const [at, one] of all.entries()) {
		const fields = { ...one.fields, ...before[at], position: String(positions[at]) };
		const stays = staying.has(one);
		if (stays && isSame(fields, one.fields)) continue;
		// also once it went it is called what it was
		if (!stays) one.fields = fields;
		goBack(walk, act, one, { fields, gone: null });
	}
	return all.filter((one) => !staying.has(one));
}

/** The numbers of a list in which some have theirs; where what came back does not fit between: of all anew. */
function positionsFor(known: readonly (number | null)[]): number[] {
	let last = -1;
	const positions = known.map((position) => (last = position ?? last + 1));
	const fits = positions.every((position, at) => at === 0 || positions[at - 1]! < position);
	return fits ? positions : known.map((_, at) => at);
}

const milestoneFields = ['title', 'weight', 'planned_on'] as const;

/** What the log says milestones were, in their order; undefined: it does not. */
function listedMilestones(walk: Walk, value: Value | undefined): Fields[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const listed: Fields[] = [];
	for (const one of value) {
		if (one === null || typeof one !== 'object' || Array.isArray(one)) return undefined;
		const fields: Fields = {};
		for (const name of milestoneFields) {
			const told = stored(walk.columns.milestone[name]!, one[name]);
			if (told === undefined) return undefined;
			fields[name] = told;
		}
		listed.push(fields);
	}
	return listed;
}

/** Milestones are told of together and without ids; see {@link placesBefore}. */
function goBackInMilestones(walk: Walk, act: Act, element: Walked): void {
	if (!('milestones' in act.after) || element.ended.has('milestones')) return;
	const [before, after] = [act.before.milestones, act.after.milestones].map((value) =>
		listedMilestones(walk, value)
	);
	const present = presentOf(walk, 'milestone', 'element_id', element.id).sort(inOrder);
	const fits =
		after?.length === present.length &&
		after.every((told, at) =>
			milestoneFields.every((of) => isSame(told[of], present[at]!.fields[of]))
		);
	if (!before || !after || !fits) return end(walk, act, element, 'milestones');
	const [were, are] = [before, after].map((list) => list.map(({ title }) => title!));
	const places = placesBefore(were!, are!, (at) => {
		// one that was reached cannot go
		const reached = walk.reached.get(present[at]!.id);
		return reached !== undefined && reached < act.moment;
	});
	if (!places) return end(walk, act, element, 'milestones');
	const of = { element_id: element.id, element_kind: 'activity' };
	const bringBack = (values: Fields) => formerRecord(walk, 'milestone', { ...of, ...values });
	goBackToList(walk, act, present, { kept: keptOf(present, places), before }, bringBack);
}

function keptOf(present: Walked[], places: (number | null)[]): Map<number, Walked> {
	return new Map(
		present.flatMap((one, to) => {
			const at = places[to] ?? null;
			return at === null ? [] : [[at, one] as const];
		})
	);
}

/** Notes that an edit added are called after their ids; the others came with the plan. */
const cameWithPlan = ({ fields }: Walked): boolean =>
	!/^(note|added)-\d+$/.test(String(fields.code));

/** Notes are told of by their texts alone; of one that went it is not told where it stood. */
function goBackInNotes(walk: Walk, act: Act, plan: Walked): void {
	if (!('notes' in act.after) || plan.ended.has('notes')) return;
	const present = [...walk.records.plan_note.values()]
		.filter(({ gone }) => gone === null)
		.sort(inOrder);
	const { notes: after } = act.after;
	const { notes: before } = act.before;
	const fits =
		Array.isArray(before) &&
		Array.isArray(after) &&
		[...before, ...after].every((text) => typeof text === 'string') &&
		after.length === present.length &&
		after.every((text, at) => text === present[at]!.fields.text);
	const places = fits ? placesBefore(before, after, (at) => cameWithPlan(present[at]!)) : undefined;
	if (!fits || !places) return end(walk, act, plan, 'notes');
	const kept = keptOf(present, places);
	const staying = new Set(kept.values());
	for (const note of present)
		if (!staying.has(note))
			for (const one of presentOf(walk, 'plan_note_element', 'note_id', note.id))
				goBack(walk, act, one, { gone: unbegun });
	const unknown = { topic: null, subtopic: null, marker: null, place: 'end' };
	const cameBack = goBackToList(
		...([walk, act, present, { kept, before: before.map((text) => ({ text })) }] as const),
		(values) => formerRecord(walk, 'plan_note', { code: '', ...unknown, ...values })
	);
	for (const note of cameBack)
		for (const field of ['topic', 'elements']) end(walk, act, note, field);
}

interface Named {
	/** What the log calls them together. */
	field: string;
	kind: Kind;
	/** Which column says what is named. */
	column: string;
	/** The id of what a code named when the act came; undefined: one cannot tell. */
	called: (code: Value) => string | undefined;
}

function idsCalled(value: Value | undefined, called: Named['called']): Set<string> | undefined {
	if (!Array.isArray(value)) return undefined;
	const ids = value.map(called);
	return ids.includes(undefined) ? undefined : new Set(ids as string[]);
}

/** What an element names by codes, told of together. */
function goBackInNamed(walk: Walk, act: Act, element: Walked, named: Named): void {
	const { field, kind, column, called } = named;
	if (!(field in act.after) || element.ended.has(field)) return;
	const [before, after] = [act.before[field], act.after[field]].map((value) =>
		idsCalled(value, called)
	);
	const present = presentOf(walk, kind, 'element_id', element.id);
	const idIn = ({ fields }: Walked) => String(fields[column]);
	const fits = after?.size === present.length && present.every((one) => after.has(idIn(one)));
	if (!before || !after || !fits) return end(walk, act, element, field);
	for (const one of present) if (!before.has(idIn(one))) goBack(walk, act, one, { gone: unbegun });
	for (const id of before) {
		if (after.has(id)) continue;
		const fields = { element_id: element.id, [column]: id };
		const known = [...walk.records[kind].values()].find(
			(one) => one.fields.element_id === element.id && idIn(one) === id
		);
		goBack(walk, act, known ?? formerRecord(walk, kind, fields), { gone: null });
	}
}

const only = (ids: string[]): string | undefined => (ids.length === 1 ? ids[0] : undefined);

const goBackInTerms = (walk: Walk, act: Act, element: Walked): void =>
	goBackInNamed(walk, act, element, {
		...{ field: 'terms', kind: 'element_term', column: 'term_id' },
		called: (code) => only(walk.terms.filter((term) => term.code === code).map(({ id }) => id))
	});

/** What an element serves besides its parent; that may have been retired by then. */
const goBackInLinks = (walk: Walk, act: Act, element: Walked): void =>
	goBackInNamed(walk, act, element, {
		...{ field: 'also_serves', kind: 'element_link', column: 'serves_id' },
		called: (code) =>
			only(
				[...walk.records.element.values()]
					.filter((one) => isThere(one) && one.fields.code === code)
					.map(({ id }) => id)
			)
	});

/** Whose acronym it is or was, of one organisation alone; undefined: one cannot tell. */
function organisationCalled(walk: Walk, acronym: Value | undefined): Value | undefined {
	if (acronym === null) return null;
	const ids = new Set(
		walk.organisations.filter((one) => one.acronym === acronym).map(({ id }) => id)
	);
	return ids.size === 1 ? [...ids][0] : undefined;
}

function goBackInKpi(walk: Walk, act: Act): void {
	const record = walk.records.kpi.get(act.subject);
	if (!record || !isThere(record)) return;
	switch (act.action) {
		case 'kpi_added':
			for (const target of targetsOf(walk, record.id)) goBack(walk, act, target, { gone: unbegun });
			return goBackBefore(walk, act, record);
		case 'kpi_changed':
			goBackInColumns(walk, act, record, ['reporter', 'targets']);
			if ('targets' in act.after) goBackInTargets(walk, act, record);
			if (!('reporter' in act.after)) return;
			return goBackIn(walk, act, record, {
				field: 'reporter_id',
				before: organisationCalled(walk, act.before.reporter),
				after: organisationCalled(walk, act.after.reporter)
			});
		case 'kpi_retired':
			return goBackBeforeRetirement(walk, act, record);
		default:
			return goBackBeforeRestoration(walk, act, record);
	}
}

const targetsOf = (walk: Walk, kpiId: string): Walked[] =>
	presentOf(walk, 'kpi_target', 'kpi_id', kpiId);

/** By their days what the log says targets were; undefined: it does not. */
function listedTargets(walk: Walk, value: Value | undefined): Map<Value, Value> | undefined {
	const { due_on, value: column } = walk.columns.kpi_target;
	if (!Array.isArray(value)) return undefined;
	const targets = new Map<Value, Value>();
	for (const one of value) {
		if (one === null || typeof one !== 'object' || Array.isArray(one)) return undefined;
		const [day, amount] = [stored(due_on!, one.due_on), stored(column!, one.value)];
		if (typeof day !== 'string' || typeof amount !== 'string') return undefined;
		targets.set(day, amount);
	}
	return targets;
}

/** Targets are told of together; each is one by its day. */
function goBackInTargets(walk: Walk, act: Act, kpi: Walked): void {
	if (kpi.ended.has('targets')) return;
	const [before, after] = [act.before.targets, act.after.targets].map((value) =>
		listedTargets(walk, value)
	);
	const present = targetsOf(walk, kpi.id);
	const fits = present.every(({ fields }) => isSame(fields.value, after?.get(fields.due_on!)));
	if (!before || after?.size !== present.length || !fits) return end(walk, act, kpi, 'targets');
	for (const target of present) {
		const value = before.get(target.fields.due_on!);
		if (value === undefined) goBack(walk, act, target, { gone: unbegun });
		else if (!isSame(value, target.fields.value))
			goBack(walk, act, target, { fields: { ...target.fields, value } });
	}
	for (const [due_on, value] of before) {
		if (after.has(due_on)) continue;
		const fields = { kpi_id: kpi.id, due_on, value };
		goBack(walk, act, formerTarget(walk, fields), { fields, gone: null });
	}
}

/** A target that was taken away: that of the same day which came back later, else one of its own. */
function formerTarget(walk: Walk, fields: Fields): Walked {
	const found = [...walk.records.kpi_target.values()].find(
		(one) => one.fields.kpi_id === fields.kpi_id && one.fields.due_on === fields.due_on
	);
	return found ?? formerRecord(walk, 'kpi_target', fields);
}

/** Of what has no id in the log, the id is given when it is written. */
const formerRecord = (walk: Walk, kind: Kind, fields: Fields): Walked =>
	removedRecord(walk, kind, `new ${walk.records[kind].size}`, fields);

/** A record that is there no more. */
function removedRecord(walk: Walk, kind: Kind, id: string, fields: Fields): Walked {
	const record: Walked = { kind, id, fields, gone: unbegun, left: [], ended: new Set() };
	walk.records[kind].set(id, record);
	return record;
}

function goBackInLine(walk: Walk, act: Act): void {
	if (act.action === 'budget_line_removed') return bringBackLine(walk, act);
	const record = walk.records.budget_line.get(act.subject);
	if (!record || !isThere(record)) return;
	if (act.action === 'budget_line_added') goBackBefore(walk, act, record);
	else goBackInColumns(walk, act, record);
}

/** Of a line that was removed the log tells all that it said; nothing was reported on it. */
function bringBackLine(walk: Walk, act: Act): void {
	const { columns, records, funds } = walk;
	const kind = 'budget_line';
	const element = elementCalled(walk, act.code);
	const fund = funds.find(({ code }) => code === act.before.fund_source);
	const year = stored(columns.budget_line.appropriation_year!, act.before.appropriation_year);
	const known = records.budget_line.has(act.subject) || !patterns.bigint!.test(act.subject);
	if (!element || !fund || year === undefined || known) {
		const [id, ended] = [act.subject, new Set<string>()];
		if (patterns.bigint!.test(id)) end(walk, act, { kind, id, ended }, 'budget_line');
		return;
	}
	const amounts = Object.fromEntries(
		['cost', 'appropriation', 'allotment'].map((name) => [
			name,
			stored(columns.budget_line[name]!, act.before[name] ?? null) ?? null
		])
	);
	const of = { element_id: element.id, element_kind: 'activity', fund_source_id: fund.id };
	const fields = { ...of, appropriation_year: year, ...amounts };
	goBack(walk, act, removedRecord(walk, kind, act.subject, fields), { gone: null });
}

/** Who answered for an element, and by which acts that began and ended. */
interface Owner extends VersionRow {
	/** From when and until when; null: it has not ended. */
	from: string;
	until: string | null;
	began: Act | null;
	ended: Act | null;
}

function ownersOf(rows: VersionRow[]): Map<string, Owner> {
	const owners = new Map<string, Owner>();
	for (const row of rows) {
		const owner = owners.get(row.id) ?? {
			...{ ...row, from: row.holdsFrom, until: null },
			...{ began: null, ended: null }
		};
		owners.set(row.id, row.retired ? { ...owner, until: row.holdsFrom } : owner);
	}
	return owners;
}

/** Roles and acronyms as the log lists them; undefined: it does not. */
function listedOwners(value: Value | undefined): string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const listed: string[] = [];
	for (const one of value) {
		if (one === null || typeof one !== 'object' || Array.isArray(one)) return undefined;
		const { role, organisations } = one;
		if (typeof role !== 'string' || !Array.isArray(organisations)) return undefined;
		listed.push(...organisations.map((acronym) => `${role} ${String(acronym)}`));
	}
	return listed;
}

/** Whether an owner is the one that the log names by role and acronym. */
const isCalled = (walk: Walk, { fields }: Owner, called: string): boolean =>
	walk.organisations.some(
		({ id, acronym }) =>
			id === fields.organisation_id && called === `${String(fields.role)} ${acronym}`
	);

/**
 * Owners have days of their own, on which they began and ended; the act says when that became known. It
 * fits where those who answered after it are those that it names, and each began or ended on its day.
 */
function goBackInOwners(walk: Walk, act: Act, element: Walked): void {
	if (!('owners' in act.after) || element.ended.has('owners')) return;
	const [before, after] = [
		listedOwners(act.before.owners ?? []),
		listedOwners(act.after.owners ?? [])
	];
	const all = [...walk.owners.values()].filter(({ fields }) => fields.element_id === element.id);
	const present = all.filter(({ until, began, ended }) => !began && (until === null || ended));
	const fits =
		after?.length === present.length &&
		present.every((one) => after.some((called) => isCalled(walk, one, called)));
	if (!before || !after || !fits) return end(walk, act, element, 'owners');
	const added = present.filter((one) => !before.some((called) => isCalled(walk, one, called)));
	const removed = before
		.filter((called) => !after.includes(called))
		.map((called) =>
			all.find(
				(one) => !one.ended && !one.began && one.until === act.day && isCalled(walk, one, called)
			)
		);
	if (added.some(({ from }) => from !== act.day) || removed.includes(undefined))
		return end(walk, act, element, 'owners');
	walk.told.add(act);
	for (const one of added) one.began = act;
	for (const one of removed) one!.ended = act;
}

function goBackOver(walk: Walk, act: Act): void {
	const [kind] = act.action.split('_');
	if (kind === 'element') goBackInElement(walk, act);
	else if (kind === 'kpi') goBackInKpi(walk, act);
	else if (kind === 'budget') goBackInLine(walk, act);
	else {
		const plan = walk.records.plan.get(walk.plan.id);
		if (!plan) return;
		goBackInNotes(walk, act, plan);
		goBackInColumns(walk, act, plan, ['notes']);
	}
}

async function walkPlan(db: Kysely<unknown>, plan: UpgradedPlan): Promise<void> {
	const acts = await actsOf(db, plan);
	if (acts.length === 0) return;
	const walk = await beginWalk(db, plan, acts);
	for (const act of acts) {
		// an edit of before the plan's own revision was counted has no number that would be free
		if (walk.told.size === plan.first) {
			const record = walk.records.plan.get(plan.id);
			if (record) end(walk, act, record, '*');
			break;
		}
		goBackOver(walk, act);
	}
	await giveIds(db, walk);
	await noteUntold(db, walk);
	if (walk.told.size > 0) await rewrite(db, walk);
}

async function noteUntold(db: Kysely<unknown>, { plan, untold }: Walk): Promise<void> {
	const rows = untold
		.filter(({ of }) => patterns.bigint!.test(of.id))
		.map(({ of, field, act }) => ({
			...{ kind: of.kind, record_id: of.id, field, entry_id: act.id }
		}));
	await sql`
		insert into untold_change (plan_id, kind, record_id, field, entry_id)
		select ${plan.id}::bigint, one.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as one (kind text, record_id bigint, field text, entry_id bigint)
		on conflict do nothing
	`.execute(db);
}

/** The numbers of the acts that were told, and that of what was there before all of them. */
interface Numbers {
	of: (act: Act | null) => number;
	base: number;
}

function numbersOf({ plan, told }: Walk): Numbers {
	const numbers = new Map([...told].map((act, at) => [act, plan.first - at]));
	const base = plan.first - told.size;
	return { of: (act) => (act ? numbers.get(act)! : base), base };
}

/** A version as it is written. */
interface Version {
	id: string;
	holds_from: string;
	revision: number;
	retired: boolean;
	retired_reason: string | null;
	fields: Fields;
}

/** Totals that have days of their own, and so are no part of versions. */
const stages = ['appropriation', 'allotment'] as const;

const withoutTotals = ({ appropriation: _, allotment: __, ...fields }: Fields): Fields => fields;

/** How a record stood, and from which act on; null: before all of them. */
const statesOf = ({ fields, gone, left }: Walked): (State & { act: Act | null })[] => [
	{ fields, gone, act: null },
	...left
];

/** The versions of a record, in the order in which they came: what was otherwise on each of its days. */
function versionsIn(record: Walked, numbers: Numbers): Version[] {
	const { id } = record;
	const states = statesOf(record).map(({ fields, gone, act }) => ({
		...{ fields: withoutTotals(fields), gone, revision: numbers.of(act) }
	}));
	const [days, last] = [[fromTheBeginning], new Map<string, string>()];
	const versions: Version[] = [];
	for (const { fields, gone, revision } of states) {
		if (gone?.on === fromTheBeginning && versions.length === 0) continue;
		if (gone && !days.includes(gone.on)) days.push(gone.on);
		for (const holds_from of days) {
			const retired = gone?.on === holds_from;
			const retired_reason = retired ? gone.reason : null;
			const text = JSON.stringify([retired, fields]);
			if (last.get(holds_from) === text) continue;
			last.set(holds_from, text);
			versions.push({ id, holds_from, revision, retired, retired_reason, fields });
		}
	}
	return versions;
}

/** An owner that ended on the day on which it began had one version; what was known between is another. */
function versionsOfOwner({ id, fields, from, until, began, ended }: Owner, numbers: Numbers) {
	const same = { id, fields, retired_reason: null };
	const [first, last] = [numbers.of(began), numbers.of(ended)];
	const versions: Version[] = [];
	if (until !== from || first < last)
		versions.push({ ...same, holds_from: from, revision: first, retired: false });
	if (until !== null) versions.push({ ...same, holds_from: until, revision: last, retired: true });
	return versions;
}

/** Everything of the plan gets the revision with which it came. */
async function rewrite(db: Kysely<unknown>, walk: Walk): Promise<void> {
	const numbers = numbersOf(walk);
	await writeRevisions(db, walk, numbers);
	const begun: Begun = { element: new Map(), kpi: new Map(), budget_line: new Map() };
	for (const kind of kinds) {
		const walked = [...walk.records[kind].values()].filter(({ left }) => left.length > 0);
		const versions = walked.flatMap((record) => versionsIn(record, numbers));
		if (kind === 'owner')
			for (const owner of walk.owners.values())
				if (owner.began || owner.ended) versions.push(...versionsOfOwner(owner, numbers));
		for (const { id, revision } of versions.toReversed()) {
			if (kind in begun) begun[kind as keyof Begun].set(id, revision);
		}
		await writeVersions(db, walk.plan, { kind, versions, base: numbers.base });
	}
	await writeTotals(db, walk, numbers);
	await beginWithParents(db, walk.plan, begun, numbers.base);
	// what is kept of pages of earlier days is read anew
	await sql`update plan set revision = revision + 1 where id = ${walk.plan.id}`.execute(db);
}

async function writeRevisions(
	db: Kysely<unknown>,
	{ plan, told }: Walk,
	numbers: Numbers
): Promise<void> {
	const rows = [...told].map((act) => ({ revision: numbers.of(act), entry: act.id }));
	await sql`
		insert into plan_revision (plan_id, revision, way)
		values (${plan.id}, ${numbers.base}, 'first')
	`.execute(db);
	await sql`
		insert into plan_revision (plan_id, revision, recorded_at, actor_id, way, reason)
		select entry.plan_id, one.revision, entry.occurred_at, entry.actor_id, 'before_dating',
			nullif(entry.detail ->> 'reason', '')
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (revision bigint, entry bigint)
		join audit_entry entry on entry.id = one.entry
		on conflict (plan_id, revision) do update set recorded_at = excluded.recorded_at,
			actor_id = excluded.actor_id, way = excluded.way, reason = excluded.reason
	`.execute(db);
}

/** What went and is called by no id in the log gets one; a note is called after it, as any that was added. */
async function giveIds(db: Kysely<unknown>, { records }: Walk): Promise<void> {
	for (const kind of kinds) {
		const former = [...records[kind].values()].filter(({ id }) => id.startsWith('new '));
		if (former.length === 0) continue;
		const { rows } = await sql<{ id: string }>`
			select nextval(pg_get_serial_sequence(${kind}, 'id')) as id
			from generate_series(1, ${former.length})
		`.execute(db);
		for (const [at, record] of former.entries()) {
			record.id = rows[at]!.id;
			if (kind !== 'plan_note') continue;
			for (const state of [record, ...record.left])
				state.fields = { ...state.fields, code: `note-${record.id}` };
		}
	}
}

const atOnce = 2_000;

async function writeVersions(
	db: Kysely<unknown>,
	{ id: planId, first }: UpgradedPlan,
	{ kind, versions, base }: { kind: Kind; versions: Version[]; base: number }
): Promise<void> {
	const table = versionsOf(kind);
	const ids = [...new Set(versions.map(({ id }) => id))];
	await sql`
		delete from ${table} where plan_id = ${planId} and revision = ${first} and id = any (${ids}::bigint[])
	`.execute(db);
	await sql`
		update ${table} set revision = ${base} where plan_id = ${planId} and revision = ${first}
	`.execute(db);
	for (let from = 0; from < versions.length; from += atOnce) {
		const rows = versions
			.slice(from, from + atOnce)
			.map(({ fields, ...version }) => ({ ...fields, ...version, plan_id: planId }));
		await sql`
			insert into ${table}
			select (jsonb_populate_record(null::${table}, one)).*
			from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one
		`.execute(db);
	}
}

/** Of each total of a line what it was: rows count in the order of their ids, so later ones are written anew. */
async function writeTotals(db: Kysely<unknown>, walk: Walk, numbers: Numbers): Promise<void> {
	const rows: object[] = [];
	for (const line of walk.records.budget_line.values()) {
		if (line.left.length === 0) continue;
		for (const stage of stages) {
			let last: Value = null;
			for (const { fields, gone, act } of statesOf(line)) {
				const amount = fields[stage] ?? null;
				if (gone?.on === fromTheBeginning || isSame(amount, last)) continue;
				last = amount;
				rows.push({ id: line.id, stage, amount, revision: act ? numbers.of(act) : 0 });
			}
		}
	}
	await sql`
		with walked as (
			select one.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
				as one (id bigint, stage text, amount numeric, revision bigint)
		),
		taken as (
			delete from budget_release
			where plan_id = ${walk.plan.id} and (budget_line_id, stage) in (select id, stage from walked)
			returning *
		),
		-- the row from which the walk began is the newest that it made
		since as (
			select * from taken where id not in (
				select min(id) from taken
				where as_of = '-infinity' and revision = 0 and recorded_at is null
				group by budget_line_id, stage
			)
		),
		written as (
			select walked.id as line, stage, '-infinity'::date as as_of, walked.revision, came.recorded_at,
				amount, 0 as written_as
			from walked left join plan_revision came
				on came.plan_id = ${walk.plan.id} and came.revision = walked.revision and walked.revision > 0
			union all
			select budget_line_id, stage, as_of, revision, recorded_at, amount, id from since
		)
		insert into budget_release (plan_id, budget_line_id, stage, as_of, revision, recorded_at, amount)
		select ${walk.plan.id}::bigint, line, stage, as_of, revision, recorded_at, amount
		from written order by line, stage, written_as, revision
	`.execute(db);
}

/** With which revision records came into the plan, by their ids; left out: with the plan. */
type Begun = Record<'element' | 'kpi' | 'budget_line', Map<string, number>>;

/** What hangs on something that came in later was not there before it. */
async function beginWithParents(
	db: Kysely<unknown>,
	{ id: planId }: UpgradedPlan,
	begun: Begun,
	base: number
): Promise<void> {
	const follow = async (kind: Kind, column: string, parents: ReadonlyMap<string, number>) => {
		const later = [...parents].filter(([, revision]) => revision > base);
		if (later.length === 0) return [];
		const rows = later.map(([id, revision]) => ({ id, revision }));
		const moved = await sql<{ id: string; revision: number }>`
			update ${versionsOf(kind)} v set revision = parent.revision
			from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as parent (id bigint, revision bigint)
			where v.plan_id = ${planId} and v.revision = ${base} and v.${sql.ref(column)} = parent.id
			returning v.id, v.revision::int as revision
		`.execute(db);
		return moved.rows.map(({ id, revision }) => [id, revision] as const);
	};
	for (let next = begun.element; next.size > 0;) {
		next = new Map(await follow('element', 'parent_id', next));
		for (const [id, revision] of next) begun.element.set(id, revision);
	}
	for (const kind of [
		'owner',
		'milestone',
		'element_term',
		'element_link',
		'plan_note_element'
	] as const)
		await follow(kind, 'element_id', begun.element);
	await follow('element_link', 'serves_id', begun.element);
	for (const kind of ['kpi', 'budget_line'] as const)
		for (const [id, revision] of await follow(kind, 'element_id', begun.element))
			begun[kind].set(id, revision);
	await follow('kpi_target', 'kpi_id', begun.kpi);
	const lines = [...begun.budget_line].map(([id, revision]) => ({ id, revision }));
	await sql`
		update budget_release total set revision = came.revision, recorded_at = came.recorded_at
		from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (id bigint, revision bigint)
		join plan_revision came on came.plan_id = ${planId} and came.revision = line.revision
			and came.recorded_at is not null
		where total.budget_line_id = line.id and total.revision = 0 and total.recorded_at is null
	`.execute(db);
}

/** What was first and what came before there were versions is one again: what was there at the upgrade. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`set constraints all immediate`.execute(db);
	const { rows } = await sql<{ id: string; first: string }>`
		select plan_id as id, max(revision) as first from plan_revision
		where way = 'before_dating' group by plan_id
	`.execute(db);
	if (rows.length > 0) await watchVersions(db, false);
	for (const { id, first } of rows) await forgetWalk(db, id, first);
	if (rows.length > 0) await watchVersions(db, true);
	await sql`drop table untold_change`.execute(db);
}

async function forgetWalk(db: Kysely<unknown>, planId: string, first: string): Promise<void> {
	for (const kind of kinds) {
		const table = versionsOf(kind);
		// of each day the last, but none that says what is there anyway, and nothing that was removed
		await sql`
			delete from ${table} one
			where plan_id = ${planId} and revision <= ${first}::bigint and (
				exists (
					select from ${table} later
					where later.plan_id = one.plan_id and later.id = one.id
						and later.holds_from = one.holds_from
						and later.revision > one.revision and later.revision <= ${first}::bigint
				)
				or retired and holds_from = '-infinity'
				or not retired and holds_from > '-infinity' and ${kind !== 'owner'}
			)
		`.execute(db);
		await sql`
			update ${table} set revision = ${first} where plan_id = ${planId} and revision < ${first}::bigint
		`.execute(db);
	}
	await forgetTotals(db, planId, first);
	await sql`delete from plan_revision where plan_id = ${planId} and revision < ${first}::bigint`.execute(
		db
	);
	await sql`
		update plan_revision set way = 'first', recorded_at = null, actor_id = null, reason = null
		where plan_id = ${planId} and revision = ${first}::bigint
	`.execute(db);
	await sql`update plan set revision = revision + 1 where id = ${planId}`.execute(db);
}

async function forgetTotals(db: Kysely<unknown>, planId: string, first: string): Promise<void> {
	await sql`
		delete from budget_release one
		where plan_id = ${planId} and as_of = '-infinity' and revision <= ${first}::bigint and (
			exists (
				select from budget_release later
				where later.budget_line_id = one.budget_line_id and later.stage = one.stage
					and later.as_of = one.as_of and later.id > one.id and later.revision <= ${first}::bigint
			)
			or amount is null
			or not exists (select from budget_line_version where id = one.budget_line_id)
		)
	`.execute(db);
	await sql`
		update budget_release set revision = 0, recorded_at = null
		where plan_id = ${planId} and as_of = '-infinity' and revision between 1 and ${first}::bigint
	`.execute(db);
}
