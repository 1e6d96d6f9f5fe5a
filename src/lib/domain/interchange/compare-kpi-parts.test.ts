import { expect, test } from 'vitest';
import { samplePlan, sheet } from '../testing/sample-sheets.ts';
import { disaggregationAfter } from './compare-kpi-parts.ts';
import { difference } from './difference.ts';
import { findHeader } from './header.ts';
import { propose } from './propose.ts';
import { readWorkbook } from './read-workbook.ts';
import type { StoredPlan } from './stored.ts';

const plan: StoredPlan = samplePlan({
	kpis: [
		{
			...{ code: '1.1-K1', element: '1.1', retired: false, targets: {} },
			fields: {
				...{ title: 'People served', unit: 'people', unit_kind: 'count', direction: 'up' },
				...{ over_time: 'last', over_organisations: 'none', baseline_value: null }
			},
			disaggregation: {
				dimensions: [
					{
						...{ id: '1', name: 'Sex', addsUp: true },
						terms: [
							{ id: '2', name: 'Women' },
							{ id: '3', name: 'Men' }
						]
					}
				],
				crosses: []
			}
		}
	]
});

const header = [
	...['kpi.code', 'part.dimension_number', 'part.dimension', 'part.adds_up'],
	...['part.number', 'part.term']
];

function compared(rows: string[][], crossed: string[][] = []) {
	const sheets = [
		...(rows.length > 0 ? [sheet([header, ...rows])] : []),
		...(crossed.length > 0 ? [sheet([['kpi.code', 'cross.one', 'cross.other'], ...crossed])] : [])
	];
	const mapped = sheets.map((one) => ({ sheet: one, map: propose(one, findHeader(one)!, 'en') }));
	const found = difference(readWorkbook(mapped, plan), plan, null);
	const parts = found.records.filter((one) => one.record === 'part');
	const crosses = found.records.filter((one) => one.record === 'cross');
	const after = disaggregationAfter(plan.kpis[0]!.disaggregation, parts, crosses);
	const states = [...parts, ...crosses].map(({ state, title }) => `${state} ${title}`);
	return { after, states, whys: found.refusals.map(({ at, why }) => [at.row, why.problem]) };
}

test('a part that is called otherwise keeps its id, and what no row names stays', () => {
	const { after, states } = compared([['1.1-K1', '1', 'Gender', 'TRUE', '1', 'Girls and women']]);
	expect(states).toEqual(['changed Gender: Girls and women']);
	expect(after.dimensions).toEqual([
		{
			...{ id: '1', name: 'Gender', addsUp: true },
			terms: [
				{ id: '2', name: 'Girls and women' },
				{ id: '3', name: 'Men' }
			]
		}
	]);
});

test('parts and dimensions that are new are added, and crossed by their names', () => {
	const { after, states, whys } = compared(
		[
			['1.1-K1', '', 'sex', 'TRUE', '', 'women'],
			['1.1-K1', '', 'Age', '', '', 'Young'],
			['1.1-K1', '', 'Age', '', '', 'Old']
		],
		[['1.1-K1', 'Age', 'Sex']]
	);
	expect(whys).toEqual([]);
	expect(states).toEqual([
		'changed sex: women',
		'created Age: Young',
		'created Age: Old',
		'created Age × Sex'
	]);
	expect(after.dimensions[1]).toMatchObject({ id: null, name: 'Age', addsUp: false });
	expect(after.crosses).toEqual([[0, 1]]);
});

test('parts that cannot be together are refused at the cell of the first of them', () => {
	expect(compared([['1.1-K1', '', 'Age', '', '', 'Old']]).whys).toEqual([[1, 'too_few_terms']]);
	expect(compared([], [['1.1-K1', 'Sex', 'Age']]).whys).toEqual([[1, 'cross_unknown']]);
	expect(compared([['1.1-K9', '', 'Age', '', '', 'Old']]).whys).toEqual([
		[1, 'kpi_element_missing']
	]);
});
