/** The figures of roll-outs on many days, as known today and as known then, against their recomputation. */
import { beforeAll, describe, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { expectRecomputed, facts } from '../support/recomputed.ts';
import { differences, size } from '../../scripts/recompute/differences.ts';
import { recompute } from '../../scripts/recompute/recompute.ts';

const { db } = await freshDatabase();
const today = '2026-11-25';
const plan = async (slug = 'sri-lanka-demo') => (await plans.find(db, slug))!;

beforeAll(async () => {
	await seedReference(db);
	await seedAll(db, () => {});
});

test('all of a roll-out is compared, and what is off, missing or too much is found', async () => {
	const scope = scopeOn(today, today);
	const document = await facts(db, await plan(), scope);
	const recomputed = recompute(document, today, today);
	expect(size(recomputed['roll_outs']!)).toBeGreaterThan(500);
	const figures = await figuresDocument(db, await plan(), scope);
	const [own] = figures.roll_outs!;
	const [wave, ...waves] = own!.waves;
	const withWave = (made: typeof wave) => ({
		...figures,
		roll_outs: [{ ...own!, waves: [made!, ...waves] }]
	});
	const found = (made: object) => differences(recomputed, made).map(({ figure }) => figure);
	expect(found(figures)).toEqual([]);
	const at = `roll_outs.approach.waves.${wave!.id}`;
	expect(found(withWave({ ...wave!, members: wave!.members + 1 }))).toEqual([`${at}.members`]);
	const [point] = wave!.curve;
	expect(
		found(withWave({ ...wave!, curve: [...wave!.curve, { ...point!, on: '2031-01-01' }] }))
	).toEqual([`${at}.curve.2031-01-01`]);
	expect(found({ ...figures, roll_outs: [] })).not.toEqual([]);
});

test('one document serves every earlier status date and day of knowing', async () => {
	const document = await facts(db, await plan(), scopeOn(today, today));
	const scope = { ...scopeOn('2025-11-14', today), knownOn: '2025-12-20' };
	await expectRecomputed(db, await plan(), document, scope);
});

test('the published plan, of which no step is spoken, is recomputed too', async () => {
	const published = await plan('sri-lanka-capacity');
	const scope = scopeOn(today, today);
	const document = await facts(db, published, scope);
	expect(recompute(document, today, today)['roll_outs']).toMatchObject({
		approach: { headline: { step: null, count: 21, members: 21 } }
	});
	await expectRecomputed(db, published, document, scope);
});

test('a plan without a roll-out has none among its facts', async () => {
	const document = await facts(db, await plan('bangsamoro-demo'), scopeOn(today, today));
	expect('roll_outs' in document).toBe(false);
});

const days = ['2024-09-30', '2024-10-02', '2025-03-31', '2025-09-01', '2025-12-31', '2026-02-14'];

describe.each([...days, '2026-08-15', today])('%s', (asOf) => {
	test('as known today', async () => {
		const scope = scopeOn(asOf, today);
		await expectRecomputed(db, await plan(), await facts(db, await plan(), scope), scope);
	});

	test('as known on that day', async () => {
		const scope = { ...scopeOn(asOf, today), knownOn: asOf };
		await expectRecomputed(db, await plan(), await facts(db, await plan(), scope), scope);
	});
});
