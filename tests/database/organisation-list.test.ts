/** A list of organisations: all of it or nothing, and the same list again changes nothing. */
import { expect, test } from 'vitest';
import { asBlock, readList, type ListRow } from '#lib/domain/interchange/organisation-list.ts';
import { pastedRows, sheetOfTexts } from '#lib/domain/interchange/pasted.ts';
import { previewList, takeList } from '#lib/server/organisations/importing.ts';
import { Conflict, NotAllowed, Refused } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const { actor } = await makePerson(db, { role: 'administrator' });
const { actor: planner } = await makePerson(db, { role: 'planner' });
const milg = await makeOrganisation(db, 'MILG');
const gone = await makeOrganisation(db, 'GONE');
await db
	.updateTable('organisation')
	.set({ valid_to: '2026-01-01' })
	.where('id', '=', gone)
	.execute();
const today = '2026-11-26';
const header = 'Acronym\tOffice\tType\tPart of\tReports through\tSince';

const read = (...rows: string[]) =>
	readList(sheetOfTexts('list', pastedRows([header, ...rows].join('\n'))), today);
const rowsOf = (...rows: string[]) => read(...rows) as ListRow[];
const asked = (...rows: string[]) => ({ rows: rowsOf(...rows), jurisdiction: 'test', today });

async function take(...rows: string[]): Promise<number> {
	const { seen } = await previewList(db, asked(...rows));
	return await takeList(db, actor, asked(...rows), { reason: 'The gazette.', today, seen });
}

const stored = () => db.selectFrom('organisation').selectAll().orderBy('id').execute();

const refused: [what: string, row: string, problem: object][] = [
	['no acronym', '\tSome office\toffice', { problem: 'acronym' }],
	['no name', 'SO\t\toffice', { problem: 'name' }],
	['a name that is too long', `SO\t${'x'.repeat(201)}\toffice`, { problem: 'name' }],
	['no kind of a new one', 'SO\tSome office', { problem: 'kind_missing' }],
	['another kind', 'SO\tSome office\tcastle', { problem: 'kind', value: 'castle' }],
	[
		'a place under nobody',
		'SO\tSome office\toffice\tNobody',
		{ problem: 'other', value: 'Nobody' }
	],
	['a place under itself', 'SO\tSome office\toffice\tSO', { problem: 'circle' }],
	['no day', 'SO\tSome office\toffice\t\t\tsoon', { problem: 'day', value: 'soon' }],
	['a day to come', 'SO\tSome office\toffice\t\t\t2030-01-01', { problem: 'day' }],
	[
		'another name of one that is there',
		'MILG\tInterior\toffice',
		{ problem: 'renames', value: 'Ministry MILG' }
	],
	['the name of another', 'SO\tministry milg\toffice', { problem: 'name_taken' }],
	['one that has ended', 'GONE\tMinistry GONE\toffice', { problem: 'ended' }]
];

test.each(refused)('%s refuses the row, and with it the whole list', async (_, row, problem) => {
	const rows = ['OK\tGood office\toffice', row];
	const { differences } = await previewList(db, asked(...rows));
	expect(differences[1]).toMatchObject({ outcome: 'refused', problem });
	const before = await stored();
	await expect(take(...rows)).rejects.toThrow(Refused);
	expect(await stored()).toEqual(before);
});

test('two rows of one name are both refused, each naming the other', async () => {
	const { differences } = await previewList(
		db,
		asked('TW\tTwin office\toffice', 'tw\tOther office\toffice')
	);
	expect(differences.map(({ problem }) => problem)).toEqual([
		{ problem: 'row_twice', row: 3 },
		{ problem: 'row_twice', row: 2 }
	]);
});

test('a list is taken with offices under one another, and again changes nothing', async () => {
	const rows = ['LB\tOffice LB\toffice\tLA\tMILG\t2020-02-01', 'LA\tOffice LA\tagency\tMILG'];
	expect(await take(...rows)).toBe(2);
	const found = await db
		.selectFrom('organisation as one')
		.innerJoin('organisation as above', 'above.id', 'one.parent_id')
		.where('one.acronym', 'in', ['LA', 'LB'])
		.select(['one.acronym', 'above.acronym as above', 'one.valid_from', 'one.reports_through_id'])
		.orderBy('one.acronym')
		.execute();
	expect(found).toEqual([
		{ acronym: 'LA', above: 'MILG', valid_from: null, reports_through_id: null },
		{ acronym: 'LB', above: 'LA', valid_from: '2020-02-01', reports_through_id: milg }
	]);
	const before = await stored();
	const entries = await db.selectFrom('audit_entry').selectAll().execute();
	expect(await take(...rows)).toBe(0);
	expect(await stored()).toEqual(before);
	expect(await db.selectFrom('audit_entry').selectAll().execute()).toEqual(entries);
});

test('a changed row is told with what was there, and nothing else changes', async () => {
	const row = 'LA\tOffice LA\toffice\tMILG';
	const { differences } = await previewList(db, asked(row));
	expect(differences[0]).toMatchObject({
		outcome: 'changed',
		changes: [{ field: 'kind', before: 'agency', after: 'office' }]
	});
	expect(await take(row)).toBe(1);
});

test('what was not previewed is not taken, and nobody else may take it', async () => {
	const list = asked('LC\tOffice LC\toffice');
	const act = { reason: 'The gazette.', today, seen: 'something else' };
	await expect(takeList(db, actor, list, act)).rejects.toThrow(Conflict);
	const { seen } = await previewList(db, list);
	await expect(takeList(db, planner, list, { ...act, seen })).rejects.toThrow(NotAllowed);
});

test('offices that would stand under each other are refused, and none of them is stored', async () => {
	const before = await stored();
	await expect(take('CA\tOffice CA\toffice\tCB', 'CB\tOffice CB\toffice\tCA')).rejects.toThrow(
		Refused
	);
	expect(await stored()).toEqual(before);
});

test('a list without names of columns, with one twice, or with too many rows is not read', () => {
	const table = (text: string) => readList(sheetOfTexts('list', pastedRows(text)), today);
	expect(table('MILG\tMinistry')).toMatchObject({ fault: 'columns' });
	expect(table('Acronym\tName\tName\nA\tB\tC')).toMatchObject({ fault: 'column_twice' });
	const many = Array.from({ length: 10_000 }, (_, at) => `X${at}\tOffice ${at}`);
	expect(table(['Acronym\tName', ...many].join('\n'))).toEqual({
		...{ fault: 'rows', count: 10_000, most: 2_000 }
	});
});

test('a list that was read is the same when it is sent again', () => {
	const sheet = sheetOfTexts('list', pastedRows('Acronym\tName\nQ\t"""Quoted"" office"'));
	expect(readList(sheetOfTexts('list', pastedRows(asBlock(sheet))), today)).toEqual(
		readList(sheet, today)
	);
});
