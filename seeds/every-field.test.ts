import { expect, test } from 'vitest';
import { freshDatabase } from '../tests/support/database.ts';
import { planFolders } from './folders.ts';
import { seedAll, seedReference } from './run.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedAll(db, () => {});
const tables = await db.introspection.getTables();

/** Columns that say nothing of the plan: keys, versions, and what the tracker keeps for itself. */
const internal = {
	plan: [
		'id',
		'demonstration',
		'demonstrates_id',
		'revision',
		'structure_revision',
		'period_revision',
		'seed_digest',
		'seed_revision',
		'current_day',
		'adopted_revision',
		'draft',
		'discarded_at',
		'reporting_frequency',
		'adopted_at',
		'instrument_number',
		'instrument_on',
		'instrument_address'
	],
	element: [
		...['id', 'plan_id', 'parent_kind', 'retired_at', 'retired_reason', 'version'],
		'template_element_id'
	],
	organisation: ['id', 'version']
};
/** Flags that say something only where they differ. */
const usual: Record<string, boolean> = {
	critical: false,
	applicable: true,
	deliverable_defined: true,
	approves_inside: false
};

/** A provenance speaks of `parent`, not of `parent_id`. */
const fieldOf = (column: string) => column.replace(/_id$/, '');

function columnsOf(table: keyof typeof internal): string[] {
	const columns = tables.find(({ name }) => name === table)!.columns.map(({ name }) => name);
	expect(columns).toEqual(expect.arrayContaining(internal[table]));
	return columns.filter((column) => !internal[table].includes(column));
}

async function explained(subject: 'plan_id' | 'element_id' | 'organisation_id') {
	const rows = await db
		.selectFrom('provenance')
		.where(subject, 'is not', null)
		.select([`${subject} as subject`, 'field'])
		.execute();
	return Map.groupBy(rows, (row) => row.subject!);
}

const fieldsOf = (of: Map<string, { field: string }[]>, id: string) =>
	(of.get(id) ?? []).map(({ field }) => field);

/** The fields of a row that hold something and do not say where it comes from. */
function unexplained(row: object, columns: string[], fields: string[]): string[] {
	const values = row as Record<string, unknown>;
	return columns
		.filter((column) => values[column] !== null && values[column] !== usual[column])
		.map(fieldOf)
		.filter((field) => !fields.includes(field));
}

test('every field of every plan says where it comes from, also where it is not set', async () => {
	const known = await explained('plan_id');
	const plans = await db.selectFrom('plan').selectAll().execute();
	expect(plans).toHaveLength(planFolders.length);
	for (const { id, slug } of plans)
		expect(fieldsOf(known, id), slug).toEqual(
			expect.arrayContaining(columnsOf('plan').map(fieldOf))
		);
});

test('every field that an element of a published plan sets says where it comes from', async () => {
	const known = await explained('element_id');
	const elements = await db
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('plan.demonstration', '=', false)
		.selectAll('element')
		.execute();
	expect(elements.length).toBeGreaterThan(100);
	for (const element of elements)
		expect(
			unexplained(element, columnsOf('element'), fieldsOf(known, element.id)),
			element.code
		).toEqual([]);
});

test('every field that an organisation sets says where it comes from', async () => {
	const known = await explained('organisation_id');
	const organisations = await db.selectFrom('organisation').selectAll().execute();
	expect(organisations.length).toBeGreaterThan(20);
	for (const one of organisations)
		expect(unexplained(one, columnsOf('organisation'), fieldsOf(known, one.id)), one.slug).toEqual(
			[]
		);
});

test('every note says where its words come from, and who sorted it', async () => {
	const known = await explained('plan_id');
	const notes = await db.selectFrom('plan_note').selectAll().execute();
	const sortedBy = ['topic', 'subtopic', 'marker', 'list_kind', 'country', 'axis_id'] as const;
	for (const { plan_id, code, ...note } of notes) {
		const sorted = sortedBy.filter((name) => note[name] !== null).map(fieldOf);
		const set = [`notes.${code}`, ...sorted.map((name) => `notes.${code}.${name}`)];
		expect(fieldsOf(known, plan_id), code).toEqual(expect.arrayContaining(set));
	}
});

test('what hangs on an element says where it comes from', async () => {
	const known = await explained('element_id');
	const terms = await db
		.selectFrom('element_term')
		.innerJoin('framework_term', 'framework_term.id', 'term_id')
		.select(['element_id', 'code'])
		.execute();
	const links = await db.selectFrom('element_link').select('element_id').execute();
	expect(terms.length * links.length).toBeGreaterThan(0);
	// those that the source gives stand under one field, each that is added under its own
	for (const { element_id, code } of terms) {
		const fields = fieldsOf(known, element_id);
		expect(fields.includes('terms') || fields.includes(`terms.${code}`), code).toBe(true);
	}
	for (const { element_id } of links) expect(fieldsOf(known, element_id)).toContain('also_serves');
});

test('a plan that is set out by a framework says why, and the framework where its words come from', async () => {
	const known = await explained('plan_id');
	const used = await db
		.selectFrom('plan_framework')
		.innerJoin('framework', 'framework.id', 'framework_id')
		.select(['plan_id', 'slug', 'provenance', 'reason'])
		.execute();
	expect(new Set(used.map(({ slug }) => slug)).size).toBe(4);
	for (const { plan_id, slug, provenance, reason } of used) {
		expect(fieldsOf(known, plan_id)).toContain(`frameworks.${slug}`);
		expect(provenance === 'source' || reason !== null, slug).toBe(true);
	}
});

test('each reading of ours has one sentence of why', async () => {
	const rows = await db
		.selectFrom('provenance')
		.where('kind', '=', 'editorial')
		.select('reason')
		.distinct()
		.execute();
	expect(rows.length).toBeGreaterThan(50);
	// one stop, at its end: none with a capital letter after it
	for (const { reason } of rows) expect(reason).toMatch(/^[^.]*(\.(?! \p{Lu})[^.]*)*\.$/u);
});
