/** A checklist is on no route for who may not see it: before its planner publishes it, and beyond its snapshot. */
import { afterAll, expect, test } from 'vitest';
import { latestAnswers } from '#lib/domain/checklists/answers.ts';
import { answer } from '#lib/server/checklists/answering.ts';
import { make, take } from '#lib/server/checklists/commands.ts';
import { answersOf, comparedWith, find } from '#lib/server/checklists/queries.ts';
import { add } from '#lib/server/elements/places.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { approve, submit } from '#lib/server/reports/steps.ts';
import { make as makeTemplate } from '#lib/server/templates/commands.ts';
import * as templates from '#lib/server/templates/queries.ts';
import { freshDatabase } from '../support/database.ts';
import { everyAddress } from '../support/every-address.ts';
import { makeFramework } from '../support/frameworks.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
const small = await reportingPlan(db);
const edited = { id: small.planId, demonstration: false };
const { actor: planner } = await makePerson(db, { role: 'planner', name: 'Ana Zeppelin' });
const terms = await makeFramework(db, { slug: 'items', title: 'Items' }, [
	{ code: 'A1', title: 'Data centre' },
	{ code: 'A2', title: 'Portal' }
]);
const { id: frameworkId } = await db
	.selectFrom('framework')
	.where('slug', '=', 'items')
	.select('id')
	.executeTakeFirstOrThrow();
const against = { kind: 'framework', id: frameworkId, axisId: null } as const;
const missing = { verdict: 'not_covered', elementIds: [] } as const;

const shown = await make(db, planner, edited, { title: 'What is missing', against });
const hidden = await make(db, planner, edited, { title: 'The zeppelin list', against });
const say = async (list: string, at: number, reason: string, elementIds: string[] = []) => {
	const item = `term:${terms[at]}`;
	const seen = latestAnswers(await answersOf(db, list)).get(item)?.id ?? '';
	const said =
		elementIds.length > 0
			? ({ verdict: 'covered', elementIds, reason } as const)
			: { ...missing, reason };
	await answer(db, planner, edited, list, [{ item, seen, said }]);
};
await say(shown, 0, 'Nothing is planned.');
await say(hidden, 0, 'No zeppelin is planned.');

await recordUpdate(db, small.milgReporter, sentUpdate(small.ofMilg, 40, null), now);
const report = () => standingReport(db, small.milg);
await submit(db, small.milgReporter, await report(), now);
await approve(db, small.planner, await report(), now);
await close(db, small.planner, edited, small.periodId);
await publish(db, small.planner, edited, { periodId: small.periodId, reason: null, today });

// after the snapshot: an element, an answer that names it, and a checklist
const later = await add(db, planner, edited, {
	...{ kind: 'goal', parentId: null, code: 'ZPL', title: 'A zeppelin', reason: 'Asked.' }
});
await say(shown, 0, 'The zeppelin covers it.', [later]);
const newest = await make(db, planner, edited, { title: 'Zeppelins since', against });
for (const id of [shown, newest]) {
	const { version: seen } = (await find(db, small.planId, id))!;
	await take(db, planner, edited, { id, seen, step: 'published', reason: 'Asked.' });
}

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const secret = /zeppelin|ZPL/i;
const textOf = async (address: string, cookie?: string) =>
	(await get(server.address + address, { cookie })).text();
const given = {
	...{ plans: 'small', elements: '1.1.1', kpis: 'O1.1.K1', organisations: 'milg' },
	...{ activities: small.ofMilg, ids: {} }
};
const asked = [shown, hidden, newest]
	.flatMap((checklists) => everyAddress({ ...given, checklists }).addresses)
	.filter((address) => address.includes('/checklists'));

test.each([
	['a citizen', null],
	['a reporter', { role: 'reporter', organisationId: small.milg }]
] as const)('%s reads what was published, and nothing more on any route', async (_, person) => {
	const cookie = person
		? await server.signIn((await makePerson(db, { ...person })).email)
		: undefined;
	expect(asked).toContain(`/api/v1/plans/small/checklists/${hidden}/items.csv`);
	expect(asked).toContain(`/plans/small/checklists/${newest}/document`);
	for (const address of asked) {
		expect(await textOf(address, cookie), address).not.toMatch(secret);
		expect(await textOf(`${address}?edition=current`, cookie), address).not.toMatch(secret);
	}
	const page = await textOf(`/plans/small/checklists/${shown}`, cookie);
	expect(page).toContain('Nothing is planned.');
	expect(page).toMatch(/Of 2 items 1 not at all and 1 not answered\./);
	for (const id of [hidden, newest])
		expect((await get(`${server.address}/plans/small/checklists/${id}`, { cookie })).status).toBe(
			404
		);
});

test('a planner sees all of them; what everybody is shown is the same for a planner who asks for it', async () => {
	const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
	expect(await textOf('/plans/small/checklists', cookie)).toMatch(/The zeppelin list/);
	const own = await textOf(`/plans/small/checklists/${shown}`, cookie);
	expect(own).toMatch(/The zeppelin covers it\./);
	expect(own).toMatch(/Ana Zeppelin/);
	const published = `/plans/small/checklists/${shown}?edition=published`;
	const [, main = ''] = (await textOf(published, cookie)).split('<main');
	expect(main).not.toMatch(secret);
	expect(main).toContain('Nothing is planned.');
});

test('of a template with words that its plan has not published nothing is public', async () => {
	const plan = (await plans.find(db, 'small'))!;
	const fields = { title: 'Zeppelins', description: null, reason: 'Asked.', followsId: null };
	const slug = await makeTemplate(db, planner, plan, fields, { now });
	const { id } = (await templates.find(db, slug))!;
	expect((await comparedWith(db, { kind: 'template', id })).isPublic).toBe(false);
});

// last, for it is public no more from here on
test('what is taken back from the public is gone at once', async () => {
	const { version: seen } = (await find(db, small.planId, shown))!;
	await take(db, planner, edited, { id: shown, seen, step: 'unpublished', reason: 'Asked.' });
	expect((await get(`${server.address}/plans/small/checklists/${shown}`)).status).toBe(404);
	expect(await textOf('/api/v1/plans/small/checklists')).toContain('"checklists":[]');
});
