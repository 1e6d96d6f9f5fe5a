/** A link to or from a plan that is not public, or that is not published, is on no route for who may not see it. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import type { AlignmentValues } from '#lib/kinds/alignment.ts';
import { add } from '#lib/server/alignment/commands.ts';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { approve, submit } from '#lib/server/reports/steps.ts';
import { freshDatabase } from '../support/database.ts';
import { everyAddress } from '../support/every-address.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { reportingPlan, sentUpdate, standingReport } from '../support/reporting-plan.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const now = new Date(`${today}T04:00:00Z`);
const { db, url } = await freshDatabase();
// published once: what is aligned after that is not public before the next snapshot
const small = await reportingPlan(db);
const edited = { id: small.planId, demonstration: false };
await recordUpdate(db, small.milgReporter, sentUpdate(small.ofMilg, 40, null), now);
const report = () => standingReport(db, small.milg);
await submit(db, small.milgReporter, await report(), now);
await approve(db, small.planner, await report(), now);
await close(db, small.planner, edited, small.periodId);
await publish(db, small.planner, edited, { periodId: small.periodId, reason: null, today });

const open = await makePlan(db, { slug: 'open' });
/** A plan that is not adopted, with words that are found again. */
async function hiddenPlan(slug: string) {
	const plan = await makePlan(db, { slug });
	await db
		.updateTable('plan')
		.set({ title: `Zeppelin plan ${slug}`, short_title: 'ZPL', draft: true })
		.where('id', '=', plan.id)
		.execute();
	await db
		.updateTable('element')
		.set({ title: sql<string>`'Zeppelin ' || code`, code: sql<string>`'ZPL-' || code` })
		.where('plan_id', '=', plan.id)
		.execute();
	return plan;
}
const above = await hiddenPlan('harbour');
const below = await hiddenPlan('harbour-quay');

const aligned = (to: string, rationale: string): AlignmentValues => ({
	...{ aligned_child: 'plan', aligned_to: to, rationale },
	...{ share: null, valid_from: null, valid_to: null },
	...{ provenance_kind: 'editorial', quotation: null, provenance_reason: null },
	...{ publication_title: null, published_on: null, publication_address: null }
});
const put = (plan: { id: string; demonstration: boolean }, to: string, rationale: string) =>
	add(db, small.planner, plan, 'alignment', { values: aligned(to, rationale), reason: 'Asked.' });

await put(open, `element:${above.elements.G1}`, 'It needs the airship.');
await put(open, `plan:${above.id}`, 'It needs the airship too.');
await put(edited, `plan:${open.id}`, 'Said after the airship was published.');
await put(below, `element:${open.elements.G2}`, 'The airship serves it.');

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());

const secret = /zeppelin|harbour|ZPL|airship/i;
const given = {
	...{ plans: 'open', elements: 'G2', kpis: '1', organisations: 'milg' },
	...{ activities: open.elements['1.1.1'], ids: {} }
};
const asked = ['open', 'small'].flatMap((plans) => everyAddress({ ...given, plans }).addresses);
const textOf = async (address: string, cookie?: string) =>
	(await get(server.address + address, { cookie })).text();

test.each([
	['a citizen', null],
	['a reporter', { role: 'reporter', organisationId: small.milg }],
	['a leader', { role: 'leader' }]
] as const)('%s finds nothing of a plan that is not public on any route', async (who, person) => {
	const cookie = person
		? await server.signIn((await makePerson(db, { ...person })).email)
		: undefined;
	expect(asked).toContain('/plans/open/alignment');
	expect(asked).toContain('/api/v1/plans/open/alignment.csv');
	// who sees what is not published sees what adopted plans say of each other
	const kept = who === 'a leader' ? /zeppelin|harbour|ZPL|needs the airship/i : secret;
	for (const address of asked) expect(await textOf(address, cookie), address).not.toMatch(kept);
});

test('a planner sees them marked, and open data leave them out whoever asks', async () => {
	const cookie = await server.signIn((await makePerson(db, { role: 'planner' })).email);
	const page = await textOf('/plans/open/alignment', cookie);
	for (const words of ['It needs the airship.', 'The airship serves it.', 'Zeppelin'])
		expect(page).toContain(words);
	expect(page.match(/>Not public</g)).toHaveLength(4);
	for (const query of ['', '?edition=current'])
		for (const name of ['alignment', 'alignment.csv'])
			expect(await textOf(`/api/v1/plans/open/${name}${query}`, cookie)).not.toMatch(
				/zeppelin|harbour|ZPL|needs the airship|serves it/i
			);
});

// last, for the plan is public from here on
test('what is adopted is there for everybody at once, also on pages that were kept', async () => {
	expect(await textOf('/plans/open/alignment')).not.toMatch(secret);
	await db
		.updateTable('plan')
		.set({ draft: false, revision: sql<string>`revision + 1` })
		.where('id', 'in', [above.id, below.id])
		.execute();
	for (const page of ['/plans/open/alignment', '/api/v1/plans/open/alignment'])
		expect(await textOf(page)).toMatch(/It needs the airship\./);
	expect(await textOf('/plans/open/elements/G2')).toMatch(/The airship serves it\./);
	// that stands in the published plan alone once it is published again
	expect(await textOf('/plans/small/alignment')).not.toMatch(/after the airship/);
});
