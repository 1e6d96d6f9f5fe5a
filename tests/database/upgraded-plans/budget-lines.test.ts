/** Budget lines of plans from before they had versions, as the log tells of them. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { figures } from '#lib/server/facts/figures.ts';
import { untold } from '#lib/server/plans/history.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	scopeOf,
	today,
	upgrade,
	type Detail
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, rowOf, untoldIn, expectRecomputedOn } = old;

const funded = await makePlan(db, { slug: 'funded' });
const lines: Record<'kept' | 'gone', string> = { kept: '', gone: '' };

/** Two lines; one is changed twice and the other removed. */
async function editMoney(): Promise<void> {
	const activity = funded.elements['1.1.1'];
	const fund = await sql<{ id: string }>`
		insert into fund_source (plan_id, code, title) values (${funded.id}, 'GAA', 'Budget') returning id
	`.execute(db);
	const add = async (on: string, year: number, amounts: Detail) => {
		const { rows } = await sql<{ id: string }>`
			insert into budget_line (element_id, fund_source_id, appropriation_year, cost, appropriation)
			values (${activity}, ${fund.rows[0]!.id}, ${year}, ${amounts.cost}, ${amounts.appropriation})
			returning id
		`.execute(db);
		const { id } = rows[0]!;
		const after = { fund_source: 'GAA', appropriation_year: year, ...amounts };
		await edit(
			funded.id,
			{
				...{ on, action: 'budget_line_added', about: ['budget_line', id], code: '1.1.1' },
				...{ before: nothing(after), after }
			},
			sql`select`
		);
		return id;
	};
	lines.kept = await add('2026-02-02', 2026, { cost: '100.00', appropriation: '80.00' });
	lines.gone = await add('2026-02-03', 2027, { cost: '50.00', appropriation: '50.00' });
	const changed = (on: string, before: Detail, after: Detail, set: ReturnType<typeof sql>) =>
		edit(
			funded.id,
			{
				...{ on, action: 'budget_line_changed', about: ['budget_line', lines.kept] as const },
				...{ code: '1.1.1', before, after }
			},
			sql`update budget_line set ${set}, version = version + 1 where id = ${lines.kept}`
		);
	await changed(
		'2026-02-04',
		{ appropriation: '80.00', allotment: null },
		{ appropriation: '90.00', allotment: '30.00' },
		sql`appropriation = 90, allotment = 30`
	);
	await changed('2026-02-05', { cost: '100.00' }, { cost: '120.00' }, sql`cost = 120`);
	await changed(
		'2026-02-06',
		{ appropriation: '90.00', allotment: '30.00' },
		{ appropriation: '95.00', allotment: null },
		sql`appropriation = 95, allotment = null`
	);
	const was = { cost: '50.00', appropriation: '50.00' };
	const before = { fund_source: 'GAA', appropriation_year: 2027, ...was };
	await edit(
		funded.id,
		{
			...{ on: '2026-02-07', action: 'budget_line_removed', about: ['budget_line', lines.gone] },
			...{ code: '1.1.1', before, after: nothing(before) }
		},
		sql`delete from budget_line where id = ${lines.gone}`
	);
}

const nothing = (of: Detail): Detail =>
	Object.fromEntries(Object.keys(of).map((name) => [name, null]));

await editMoney();
const before = await upgrade(old, ['funded']);

test('totals and costs of budget lines are those that were known, a removed line too', async () => {
	const row = await rowOf('funded');
	const moneyOn = async (knownOn: string) => {
		const { record } = await figures(db, row, scopeOf(knownOn));
		return record.budgetLines.map(({ id, cost, appropriation, allotment }) => [
			...[id === lines.kept ? 'kept' : 'gone', cost, appropriation, allotment]
		]);
	};
	const gone = ['gone', ...[5000n, 5000n, null]];
	expect(await moneyOn('2026-02-01')).toEqual([]);
	expect(await moneyOn('2026-02-02')).toEqual([['kept', 10000n, 8000n, null]]);
	expect(await moneyOn('2026-02-03')).toEqual([['kept', 10000n, 8000n, null], gone]);
	expect(await moneyOn('2026-02-04')).toEqual([['kept', 10000n, 9000n, 3000n], gone]);
	expect(await moneyOn('2026-02-05')).toEqual([['kept', 12000n, 9000n, 3000n], gone]);
	expect(await moneyOn('2026-02-06')).toEqual([['kept', 12000n, 9500n, null], gone]);
	expect(await moneyOn('2026-02-07')).toEqual([['kept', 12000n, 9500n, null]]);
	expect(await moneyOn(today)).toEqual([['kept', 12000n, 9500n, null]]);
	// the facts leave out that a total was taken back
	await expectRecomputedOn('funded', '2026-02-01', '2026-02-03', '2026-02-04', '2026-02-05');
	expect(await untoldIn(funded.id)).toEqual([]);
	expect(await untold(db, funded.id)).toBeNull();
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});
