/** The demonstration's figures on many days, as known today and as known then, against their recomputation. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#lib/domain/records/dates.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';
import { differences, size } from '../../scripts/recompute/differences.ts';
import { recompute } from '../../scripts/recompute/recompute.ts';
import type { FactsDocument } from '../../scripts/recompute/facts-form.ts';

const { db } = await freshDatabase();
const today = '2026-11-25';

/** Ends of quarters, days on which reports fall due, the days after these, and days between. */
const days = [
	...['2022-01-01', '2022-04-01', '2022-06-30', '2022-07-30', '2022-07-31', '2022-10-30'],
	...['2022-10-31', '2022-12-31', '2023-01-15', '2023-03-31', '2023-04-30', '2023-05-01'],
	...['2023-09-30', '2023-12-31', '2024-02-29', '2024-06-30', '2024-07-30', '2024-07-31'],
	...['2024-12-31', '2025-03-31', '2025-04-30', '2025-05-01', '2025-06-15', '2025-09-30'],
	...['2025-12-31', '2026-03-31', '2026-06-30', '2026-07-30', '2026-07-31', '2026-09-30'],
	...['2026-10-30', '2026-10-31', today, addDays(today, 1)]
];

let document: FactsDocument;
const demonstration = async () => (await plans.find(db, 'bangsamoro-demo'))!;

beforeAll(async () => {
	await seedReference(db);
	await seedAll(db, () => {});
	document = await facts(db, await demonstration(), scopeOn(today, today));
});

test('what is compared is there, and a figure that is off by a millionth is found', async () => {
	const recomputed = recompute(document, today, today);
	expect(size(recomputed)).toBeGreaterThan(1_000);
	const plan = await demonstration();
	const figures = await figuresDocument(db, plan, scopeOn(today, today));
	const { elements } = figures;
	const last = elements.at(-1)!;
	const moved = { ...last, effective_weight: last.effective_weight! + 1e-6 };
	expect(
		differences(recomputed, { ...figures, elements: [...elements.slice(0, -1), moved] })
	).toMatchObject([{ figure: `elements.${last.code}.effective_weight` }]);
	expect(differences(recomputed, { ...figures, elements: elements.slice(0, -1) })).not.toEqual([]);
});

test('one document serves every earlier day of knowing', async () => {
	const scope = { ...scopeOn('2024-07-31', today), knownOn: '2024-07-31' };
	await expectRecomputed(db, await demonstration(), document, scope);
});

describe.each(days)('%s', (asOf) => {
	test('as known today', async () => {
		await expectRecomputed(db, await demonstration(), document, scopeOn(asOf, today));
	});

	test('as known on that day, from what was recorded by then', async () => {
		const plan = await demonstration();
		const scope = { ...scopeOn(asOf, today), knownOn: asOf };
		await expectRecomputed(db, plan, await facts(db, plan, scope), scope);
	});
});
