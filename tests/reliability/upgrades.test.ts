/**
 * A database of a former version, from the file that its own `npm run backup` wrote, comes up with all
 * that was in it. `upgrades/2026-11-25-foundation.backup` holds the six plans as seeded by commit
 * fddbc90; its accounts are the made-up ones of the demonstration, without passwords.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrationNames } from '#lib/server/db/migrate.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

type Row = Record<string, unknown>;

const file = 'tests/reliability/upgrades/2026-11-25-foundation.backup';
const run = promisify(execFile);
const { db, url } = await freshDatabase({ template: 'template0' });

/** The rows of each table, as they stand in the file. */
function rowsOf(text: string): Map<string, Row[]> {
	const lines = text.split('\n').values();
	const tables = new Map<string, Row[]>();
	for (const line of lines) {
		const { table, rows = 0 } = line ? (JSON.parse(line) as { table?: string; rows?: number }) : {};
		if (!table) continue;
		const of = Array.from({ length: rows }, () => JSON.parse(lines.next().value!) as Row);
		tables.set(table, of);
	}
	return tables;
}

const written = rowsOf(gunzipSync(readFileSync(file)).toString());

/** What a plan consists of and what was reported on it; figures are made of these rows alone. */
const tables = [
	...['organisation', 'organisation_succession', 'plan', 'element', 'element_link', 'element_term'],
	...['owner', 'milestone', 'kpi', 'kpi_target', 'fund_source', 'budget_line', 'framework'],
	...['framework_term', 'reporting_period', 'report', 'report_transition', 'activity_update'],
	...['milestone_reached', 'measurement', 'spending', 'decision', 'publication', 'passage']
];

/** What a later migration has named anew, on purpose. */
function asNamedNow(table: string, row: Row): Row {
	if (table !== 'kpi') return row;
	const { unit, over_time } = row;
	return {
		...row,
		unit: unit === 'percent' ? '%' : unit,
		over_time: over_time === 'sum' ? 'flow_plan' : over_time
	};
}

const keyed = (rows: Row[], columns: string[]) =>
	rows.map((row) => JSON.stringify(columns.map((column) => row[column] ?? null))).toSorted();

async function now(table: string): Promise<Row[]> {
	const { rows } = await sql<{ row: Row }>`
		select row_to_json(t) as row from ${sql.table(table)} t
	`.execute(db);
	return rows.map(({ row }) => row);
}

test('restored into a database without tables, it is brought up to date', async () => {
	const env = { PATH: process.env.PATH, DATABASE_URL: url };
	await expect(run(process.execPath, ['scripts/restore.ts', file], { env })).rejects.toThrow(
		'it is not signed'
	);
	const args = ['scripts/restore.ts', '--unverified', file];
	const { stdout, stderr } = await run(process.execPath, args, { env });
	expect([stdout, stderr]).toEqual([expect.stringContaining('4758 rows restored.'), '']);
	const applied = sql<{ name: string }>`select name from kysely_migration order by name`;
	expect((await applied.execute(db)).rows.map(({ name }) => name)).toEqual(await migrationNames());
	expect(await verify(db)).toMatchObject({ sound: true });
});

test.each(tables)('all rows of %s are there with all that stood in them', async (table) => {
	const before = written.get(table)!.map((row) => asNamedNow(table, row));
	const after = await now(table);
	const [known = {}] = after;
	const columns = Object.keys(before[0] ?? {}).filter((column) => column in known);
	expect(columns.length).toBeGreaterThan(0);
	expect(keyed(after, columns)).toEqual(keyed(before, columns));
});

const kinds = ['goal', 'objective', 'activity'] as const;

/** Of each plan: how many of each kind, and how many KPIs. */
function counted() {
	const of = (table: string) => written.get(table)!;
	return of('plan').map(({ id, slug }) => {
		const elements = of('element').filter(({ plan_id }) => plan_id === id);
		const ids = new Set(elements.map((element) => element.id));
		const [goals, objectives, activities] = kinds.map(
			(kind) => elements.filter((element) => element.kind === kind).length
		);
		const kpis = of('kpi').filter(({ element_id }) => ids.has(element_id)).length;
		return { slug: String(slug), counts: { goals, objectives, activities, kpis } };
	});
}

test('the server comes up on it, and open data count the same', async () => {
	const server = await startServer({ databaseUrl: url });
	try {
		for (const { slug, counts } of counted()) {
			const answer = await get(`${server.address}/api/v1/plans/${slug}`);
			expect([slug, answer.status]).toEqual([slug, 200]);
			expect(await answer.json()).toMatchObject({ counts });
			const page = await get(`${server.address}/plans/${slug}/leadership`);
			expect([slug, page.status]).toEqual([slug, 200]);
		}
	} finally {
		await server.stop();
	}
});
