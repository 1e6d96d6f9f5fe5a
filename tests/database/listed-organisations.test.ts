/** Organisations pasted as a list: all of them or none. */
import { expect, test } from 'vitest';
import { readOrganisations } from '#lib/domain/entries/organisation-lines.ts';
import { addListed, AlreadyThere } from '#lib/server/organisations/add-listed.ts';
import { NotAllowed } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db } = await freshDatabase();
const { actor } = await makePerson(db, { role: 'administrator' });

const list = (text: string) => ({
	jurisdiction: 'Bangsamoro',
	listed: readOrganisations(text).organisations
});
const stored = () =>
	db.selectFrom('organisation').select(['slug', 'acronym', 'name', 'kind']).orderBy('id').execute();

test('a list is added once, each on record', async () => {
	const request = { requestId: crypto.randomUUID(), digest: 'same', confirmed: [] };
	const given = list('Ministry of Health (MOH)\nOffice of the Chief Minister');
	expect(await addListed(db, actor, given, request)).toBe(2);
	expect(await addListed(db, actor, given, request)).toBe(2);
	expect(await stored()).toEqual([
		{ slug: 'moh', acronym: 'MOH', name: 'Ministry of Health', kind: 'ministry' },
		{ slug: 'ocm', acronym: 'OCM', name: 'Office of the Chief Minister', kind: 'office' }
	]);
	const entries = await db
		.selectFrom('audit_entry')
		.where('action', '=', 'organisation_added')
		.select('detail')
		.execute();
	expect(entries.map(({ detail }) => detail)).toMatchObject([{ code: 'MOH' }, { code: 'OCM' }]);
});

test('where one is there already, by name or acronym, none is added', async () => {
	const before = await stored();
	const refused = await addListed(
		db,
		actor,
		list('Ministry of Trade\nMINISTRY OF HEALTH (MH)\nMinistry of Housing (moh)')
	).catch((cause: unknown) => cause);
	expect(refused).toBeInstanceOf(AlreadyThere);
	expect((refused as AlreadyThere).organisations.map(({ line }) => line)).toEqual([2, 3]);
	expect(await stored()).toEqual(before);
});

test('only administrators add them', async () => {
	const planner = await makePerson(db, { role: 'planner' });
	await expect(addListed(db, planner.actor, list('Ministry of Trade'))).rejects.toThrow(NotAllowed);
});
