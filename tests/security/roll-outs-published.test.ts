/** What is said of a roll-out is on no route before it is published: after the snapshot, and in a report not sent. */
import { afterAll, expect, test } from 'vitest';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { approve, submit } from '#lib/server/reports/steps.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase } from '../support/database.ts';
import { everyAddress } from '../support/every-address.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { makeRollOut, saySteps } from '../support/roll-outs.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const edited = { id: plan.planId, demonstration: false };
const made = await makeRollOut(db, plan.planId, {
	...{ name: 'course', title: 'Course', member: 'The harbour' }
});
const { actor } = await makePerson(db, { role: 'planner', name: 'Ana Zeppelin' });
const who = actor.kind === 'user' ? actor.id : null;
const { memberId, steps } = made;
await saySteps(
	db,
	made.id,
	[{ ...{ memberId, stepId: steps[0]!, on: '2026-02-01' }, state: 'done', note: 'As agreed.' }],
	who
);
await recordUpdate(
	db,
	plan.milgReporter,
	sentUpdate(plan.ofMilg, 40, null),
	new Date(`${today}T04:00:00Z`)
);
const report = () => standingReport(db, plan.milg);
const now = new Date(`${today}T04:00:00Z`);
await submit(db, plan.milgReporter, await report(), now);
await approve(db, plan.planner, await report(), now);
await close(db, plan.planner, edited, plan.periodId);
await publish(db, plan.planner, edited, { periodId: plan.periodId, reason: null, today });
await saySteps(
	db,
	made.id,
	[
		{
			...{ memberId, stepId: steps[1]!, on: '2026-03-02' },
			state: 'done',
			note: 'A zeppelin since.'
		},
		// what a ministry has in its report and has not sent again
		{
			...{ memberId, stepId: steps[1]!, on: '2026-03-03', state: 'commenced' },
			...{ note: 'A zeppelin draft.', reportId: (await report()).reportId }
		}
	],
	who
);
const newest = await makeRollOut(db, plan.planId, {
	...{ name: 'newest', title: 'Zeppelins', member: 'A zeppelin' }
});

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const textOf = async (address: string, cookie?: string) =>
	(await get(server.address + address, { cookie })).text();
const own = (name: string, id: string) =>
	everyAddress({
		...{ plans: 'small', elements: '1.1.1', kpis: 'O1.1.K1', organisations: 'milg' },
		...{ 'roll-outs': name, activities: plan.ofMilg, ids: { members: id } }
	}).addresses.filter((address) => address.includes('/plans/small') && !address.includes('/edit'));

test('a citizen reads what was published, and neither what was said since nor a draft, nor who said it', async () => {
	const page = await textOf(`/plans/small/roll-outs/course/members/${memberId}`);
	expect(page).toContain('As agreed.');
	const addresses = [...own('course', memberId), ...own('newest', newest.memberId)];
	expect(addresses.filter((address) => address.includes('roll-outs')).length).toBeGreaterThan(8);
	for (const address of [...addresses, '/sitemap.xml'])
		expect({ address, says: /zeppelin/i.exec(await textOf(address))?.[0] }).toEqual({ address });
	expect(await textOf('/sitemap.xml')).toContain('/plans/small/roll-outs/course');
	expect((await get(`${server.address}/plans/small/roll-outs/newest`)).status).toBe(404);
});

test('staff read what was said since, and by whom; a draft stays its ministry’s', async () => {
	const { email } = await makePerson(db, { role: 'leader' });
	const cookie = await server.signIn(email);
	const page = await textOf(`/plans/small/roll-outs/course/members/${memberId}`, cookie);
	expect(page).toContain('A zeppelin since.');
	expect(page).toContain('Ana Zeppelin');
	expect(page).not.toContain('A zeppelin draft.');
	expect((await get(`${server.address}/plans/small/roll-outs/newest`, { cookie })).status).toBe(
		200
	);
});

test('open data of what is not published is refused to the public', async () => {
	const address = `${server.address}/api/v1/plans/small/roll-outs/course?edition=current`;
	expect((await get(address)).status).toBeGreaterThanOrEqual(400);
	const open = (await (await get(address.split('?')[0]!)).json()) as {
		members: { steps: Record<string, string> }[];
	};
	expect(Object.values(open.members[0]!.steps)).toEqual(['done', 'silent']);
});
