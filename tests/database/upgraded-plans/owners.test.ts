/** Who answers for what, in plans from before they had versions, as the log tells of it. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { figures } from '#lib/server/facts/figures.ts';
import { makeOrganisation } from '../../support/people.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	scopeOf,
	upgrade
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, rowOf, untoldIn } = old;

const owned = await makePlan(db, { slug: 'owned' });

async function editOwners(): Promise<void> {
	const element_id = owned.elements['1.1.1'];
	const [moh, mot] = [await makeOrganisation(db, 'MOH'), await makeOrganisation(db, 'MOT')];
	const owner = (organisation: string, role: string, from: string | null) => sql`
		insert into owner (element_id, organisation_id, role, valid_from)
		values (${element_id}, ${organisation}, ${role}, ${from}::date)`;
	const group = (role: string, ...organisations: string[]) => ({ role, organisations });
	const did = (on: string, before: object[], after: object[], write: ReturnType<typeof sql>) =>
		edit(
			owned.id,
			{
				...{ on, action: 'element_changed', about: ['element', element_id] as const },
				...{ before: { owners: before }, after: { owners: after } }
			},
			write
		);
	await owner(moh, 'lead', null).execute(db);
	const first = [group('lead', 'MOH')];
	const second = [group('lead', 'MOH'), group('co_lead', 'MOT')];
	await did('2026-02-02', first, second, owner(mot, 'co_lead', '2026-02-02'));
	await sql`update owner set valid_to = '2026-02-04' where element_id = ${element_id}`.execute(db);
	const third = [group('lead', 'MOT')];
	await did('2026-02-04', second, third, owner(mot, 'lead', '2026-02-04'));
}

await editOwners();
const before = await upgrade(old, ['owned']);

test('who answers for an element is said on the days on which it was known', async () => {
	const row = await rowOf('owned');
	const ownersOn = async (knownOn: string, asOf?: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn, asOf));
		const activity = record.elements.find(({ code }) => code === '1.1.1')!;
		return activity.owners.map(({ role, acronym }) => `${role} ${acronym}`);
	};
	expect(await ownersOn('2026-02-01')).toEqual(['lead MOH']);
	expect(await ownersOn('2026-02-02')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await ownersOn('2026-02-03')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await ownersOn('2026-02-04')).toEqual(['lead MOT']);
	expect(await ownersOn('2026-02-04', '2026-02-03')).toEqual(['lead MOH', 'co_lead MOT']);
	expect(await untoldIn(owned.id)).toEqual([]);
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
