/** Plans that try one difficulty each, on days around what happens in them, against their recomputation. */
import { beforeAll, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { freshDatabase } from '../support/database.ts';
import { edgePlans } from '../support/edge-plans/all.ts';
import { insertOrganisations, insertPlan } from '../support/edge-plans/insert.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db } = await freshDatabase();
const today = '2026-11-25';
const days = [
	...['2023-12-31', '2024-02-29', '2024-12-31', '2025-03-31', '2025-04-30', '2025-05-01'],
	...['2025-07-31', '2025-12-31', '2026-03-31', '2026-09-30', '2026-10-31', today]
];

beforeAll(async () => {
	const organisations = await insertOrganisations(db);
	for (const plan of edgePlans) await insertPlan(db, organisations, plan);
});

test.each(edgePlans.map(({ slug }) => slug))('%s, as known today and then', async (slug) => {
	const plan = (await plans.find(db, slug))!;
	const document = await facts(db, plan, scopeOn(today, today));
	expect(document.elements.length).toBeGreaterThan(1);
	for (const asOf of days) {
		await expectRecomputed(db, plan, document, scopeOn(asOf, today));
		await expectRecomputed(db, plan, document, { ...scopeOn(asOf, today), knownOn: asOf });
	}
});
