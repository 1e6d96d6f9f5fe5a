/** All plans that come along, on a day of the past and today, against their recomputation. */
import { expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { planFolders } from '../../seeds/folders.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';

const { db } = await freshDatabase();
const today = '2026-11-25';

await seedReference(db);
await seedAll(db, () => {});
const all = await plans.list(db);

test('all of them come along', () => {
	expect(all).toHaveLength(planFolders.length);
});

test.each(all.map((plan) => [plan.slug, plan] as const))('%s', async (_, plan) => {
	const document = await facts(db, plan, scopeOn(today, today));
	for (const asOf of [today, '2024-02-29', '2028-12-31']) {
		await expectRecomputed(db, plan, document, scopeOn(asOf, today));
	}
});
