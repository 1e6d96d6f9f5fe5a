import { expect, test } from 'vitest';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { KpiColumns } from '#lib/kinds/kpi.ts';
import { partsErrors, partsValues, readParts } from './parts-form.ts';

const stored: Disaggregation = {
	dimensions: [
		{
			...{ id: '1', name: 'Sex', addsUp: true },
			terms: [
				{ id: '2', name: 'Women' },
				{ id: '3', name: 'Men' }
			]
		},
		{
			...{ id: '4', name: 'Place', addsUp: false },
			terms: [
				{ id: '5', name: 'North' },
				{ id: '6', name: 'South' }
			]
		}
	],
	crosses: [['1', '4']]
};
const shown = partsValues(stored);
const columns = {
	...{ unit_kind: 'count', over_time: 'last', over_organisations: 'none' }
} as KpiColumns;

test('what is stored is read again as it was shown', () => {
	expect(readParts(shown).parts).toEqual({
		dimensions: stored.dimensions,
		crosses: [[0, 1]]
	});
});

test('a name that is emptied takes its term out, and lines add terms in their order', () => {
	const typed = { ...shown, 'term0-1-name': ' ', 'dimension-0-more': 'Not  said\n\n Other ' };
	expect(readParts(typed).parts?.dimensions[0]?.terms).toEqual([
		{ id: '2', name: 'Women' },
		{ id: null, name: 'Not said' },
		{ id: null, name: 'Other' }
	]);
});

test('a dimension that is taken out takes its combinations with it', () => {
	const { parts } = readParts({ ...shown, 'dimension-0-adds_up': 'out' });
	expect(parts?.dimensions.map(({ name }) => name)).toEqual(['Place']);
	expect(parts?.crosses).toEqual([]);
});

test('where nothing is typed only the total is reported', () => {
	expect(readParts({ 'dimension-0-adds_up': 'yes', 'dimension-0-name': ' ' }).parts).toBeNull();
});

test('what is wrong is said beside the place in which it is typed', () => {
	const typed = { ...shown, 'dimension-0-adds_up': 'out', 'dimension-1-name': '' };
	expect(partsErrors(readParts(typed), columns)).toEqual({
		'dimension-1-name': 'Say by what these terms are, for example sex or region.'
	});
});

test('four dimensions are read, so that it can be said that they are too many', () => {
	const more = Object.fromEntries(
		[2, 3].flatMap((at) => [
			[`dimension-${at}-name`, `Else ${at}`],
			[`dimension-${at}-more`, 'One\nTwo']
		])
	);
	expect(partsErrors(readParts({ ...shown, ...more }), columns)).toEqual({
		'dimension-3-name': 'The dimensions of a KPI are 3 at most.'
	});
});
