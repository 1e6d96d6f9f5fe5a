/** Plans that try one difficulty each, on days around what happens in them, against their recomputation. */
import { beforeAll, describe, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { freshDatabase } from '../support/database.ts';
import { activityPlans } from '../support/edge-plans/activities.ts';
import { insertOrganisations, insertPlan } from '../support/edge-plans/insert.ts';
import { kpiPlans } from '../support/edge-plans/kpis.ts';
import { moneyPlans } from '../support/edge-plans/money.ts';
import { progressPlans } from '../support/edge-plans/progress.ts';
import { expectRecomputed, facts } from '../support/recomputation/documents.ts';

const { db } = await freshDatabase();
const all = [...progressPlans, ...activityPlans, ...kpiPlans, ...moneyPlans];
const today = '2026-11-25';
const days = [
	...['2023-12-31', '2024-02-29', '2024-12-31', '2025-03-31', '2025-04-30', '2025-05-01'],
	...['2025-07-31', '2025-12-31', '2026-03-31', '2026-09-30', '2026-10-31', today]
];

beforeAll(async () => {
	const organisations = await insertOrganisations(db);
	for (const plan of all) await insertPlan(db, organisations, plan);
});

describe.each(all.map(({ slug }) => slug))('%s', (slug) => {
	test('as known today', async () => {
		const plan = (await plans.find(db, slug))!;
		const document = await facts(db, plan, scopeOn(today, today));
		for (const asOf of days) await expectRecomputed(db, plan, document, scopeOn(asOf, today));
	});

	test('as known then', async () => {
		const plan = (await plans.find(db, slug))!;
		for (const asOf of days) {
			const scope = { ...scopeOn(asOf, today), knownOn: asOf };
			await expectRecomputed(db, plan, await facts(db, plan, scope), scope);
		}
	});
});
