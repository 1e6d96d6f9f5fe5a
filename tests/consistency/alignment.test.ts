/** What a plan serves and what carries it is the same on its page, in the API, as a table, and from both ends. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlignmentDocument } from '#lib/server/open-data/alignment.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { csvRows, pageTable } from '../support/tables.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
}, 90_000);
afterAll(() => server.stop());

const textOf = async (path: string) => (await get(server.address + path)).text();
const documentOf = async <Document>(path: string) =>
	(await (await get(`${server.address}/api/v1/plans/${path}`)).json()) as Document;
const day = '?as_of=2026-09-30';
const below = () => documentOf<AlignmentDocument>(`dti-programme/alignment${day}`);
const above = () => documentOf<AlignmentDocument>(`bangsamoro-demo/alignment${day}`);

test('from the parent down and from the child up it is the same', async () => {
	const [{ carried_by, serves }, demo] = [await below(), await above()];
	expect(serves).toEqual([]);
	expect(demo.carried_by).toEqual([]);
	expect(carried_by.map(({ id }) => id).toSorted()).toEqual(
		demo.serves.map(({ id }) => id).toSorted()
	);
	expect(carried_by).toHaveLength(3);
	for (const link of carried_by) expect(demo.serves).toContainEqual(link);
	for (const { provenance } of carried_by) expect(provenance.kind).toBe('demo');
});

test('the table has the links of the document', async () => {
	const { carried_by } = await below();
	const rows = csvRows(await textOf(`/api/v1/plans/dti-programme/alignment.csv${day}`));
	const said = (row: Record<string, string>) => [
		...[row['direction'], row['child_code'], row['parent_code'], row['share'], row['rationale']]
	];
	expect(rows.map(said)).toEqual(
		carried_by.map(({ child, parent, share, rationale }) => [
			...['carried_by', child.code, parent.code, share ?? '', rationale]
		])
	);
	expect(new Set(rows.map((row) => row['link_demonstration']))).toEqual(
		new Set(['Demonstration: invented figures'])
	);
});

test('what one objective carries is what it has done itself, and an activity beneath it counts once', async () => {
	const { parts } = await below();
	const { elements } = await documentOf<FiguresDocument>(`bangsamoro-demo/figures${day}`);
	const figure = (code: string) => elements.find((one) => one.code === code)!.delivery_progress;
	const done = (code: string) => parts.find((one) => one.code === code)!.carriers[0]!;
	// 4.1.2 is aligned to what lies beneath II.A, and is a part of O4.1, which is aligned to II.A
	expect(done('II.A').activities).toBe(3);
	expect(done('II.A').delivery_progress).toBeCloseTo(figure('O4.1').value as number, 12);
	expect(done('II.A.1').delivery_progress).toBeCloseTo(figure('4.1.2').value as number, 12);
	expect(done('II.B').delivery_progress).toBeCloseTo(figure('G2').value as number, 12);
});

test('the page shows the figures of the document', async () => {
	const { parts } = await below();
	const html = await textOf(`/plans/dti-programme/alignment${day}`);
	for (const { code, carriers } of parts) {
		const [row] = pageTable(html, `What carries ${code}<`);
		const { activities, delivery_progress } = carriers[0]!;
		expect(row![1]).toBe(String(activities));
		expect(row![2]).toContain(`${Math.round(100 * delivery_progress!)} %`);
	}
});

test('a day before a link began has none of it', async () => {
	const { carried_by } = await documentOf<AlignmentDocument>(
		'dti-programme/alignment?as_of=2023-06-30'
	);
	expect(carried_by.map(({ child }) => child.code).toSorted()).toEqual(['G2', 'O4.1']);
	const none = await documentOf<AlignmentDocument>('dti-programme/alignment?as_of=2022-12-31');
	expect(none.carried_by).toEqual([]);
});

test('Badung: each sentence of its vision and of what it means is reached, with its provenance', async () => {
	const { visions, serves } = await documentOf<AlignmentDocument>('badung/alignment');
	expect(visions.map(({ language, plan }) => [language, plan])).toEqual([
		['id', null],
		['id', 'badung']
	]);
	expect(serves[0]!.provenance).toMatchObject({
		kind: 'source',
		quotes: [{ passage: 'p03' }, { passage: 'p04' }]
	});
	for (const page of ['/plans/badung', '/plans/badung/alignment']) {
		const html = await textOf(page);
		expect(html).toContain('Melangkah Bersama Membangun Badung yang Shanti');
		expect(html).toContain('bahwa e-government diterapkan secara selaras');
	}
	expect(await textOf('/plans/badung?provenance=show')).toContain('Visi Pemerintah Daerah');
});
