/** What a page shows of a plan is of one state of the database, though it comes from several queries. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raiseStructureRevision } from '#lib/server/writing/revision.ts';
import { makePlan, type SmallPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let plan: SmallPlan;
beforeAll(async () => {
	server = await startServer();
	plan = await makePlan(server.db, { slug: 'whole' });
});
afterAll(async () => void (await server.stop()));

/** The same mark in the plan's vision, in an element's title and in its description, at once. */
const mark = (count: number) =>
	server.db.transaction().execute(async (trx) => {
		await raiseStructureRevision(trx, plan.id);
		const words = `mark${String(count)}mark`;
		await trx.updateTable('plan').set({ vision: words }).where('id', '=', plan.id).execute();
		await trx
			.updateTable('element')
			.set({ title: words, description: words })
			.where('id', '=', plan.elements.G1)
			.execute();
	});

test('a page read while the plan changes all the time shows one state of it', async () => {
	let counted = 0;
	let reading = true;
	const writing = (async () => {
		while (reading) await mark(counted++);
	})();
	const pages: string[] = [];
	for (let round = 0; round < 8; round += 1) {
		const addresses = ['/plans/whole', '/plans/whole/elements/G1'].map(
			(path) => `${server.address}${path}?round=${String(round)}`
		);
		const answers = await Promise.all(addresses.map((address) => fetch(address)));
		pages.push(...(await Promise.all(answers.map((answer) => answer.text()))));
	}
	reading = false;
	await writing;
	const seen = pages.map((html) => {
		const main = html.slice(html.indexOf('<main'));
		return new Set([...main.matchAll(/mark(\d+)mark/g)].map(([, count]) => count));
	});
	expect(counted).toBeGreaterThan(8);
	expect(seen.filter(({ size }) => size > 0).length).toBe(16);
	expect(seen.filter(({ size }) => size > 1)).toEqual([]);
});
