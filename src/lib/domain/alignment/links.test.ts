import { describe, expect, test } from 'vitest';
import { circle, within } from './circles.ts';
import { doubled, holdsOn, meet, parentKey, type Link, type Parent } from './links.ts';
import { sharedTooMuch } from './shares.ts';

const above = new Map([
	['A1', null],
	['A1.1', 'A1'],
	['A2', null],
	['B1', null],
	['B1.1', 'B1'],
	['C1', null]
]);

/** `A` is a plan, `A1` an element of it. */
const part = (name: string) => ({ planId: name[0]!, elementId: name.length > 1 ? name : null });
const here = (name: string): Parent => ({ kind: 'here', ...part(name) });
const vision: Parent = { kind: 'outside', outsideId: '1', statementId: '7' };

const link = (child: string, parent: string | Parent, more: Partial<Link> = {}): Link => ({
	id: `${child} to ${typeof parent === 'string' ? parent : parentKey(parent)}`,
	child: part(child),
	parent: typeof parent === 'string' ? here(parent) : parent,
	...{ share: null, from: null, until: null },
	...more
});

describe('days', () => {
	const year = { from: '2025-01-01', until: '2025-12-31' };

	test('a link holds on its first and on its last day, and an open one on all', () => {
		const on = ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'];
		expect(on.map((day) => holdsOn(year, day))).toEqual([false, true, true, false]);
		expect(holdsOn({ from: null, until: null }, '2025-06-01')).toBe(true);
	});

	test('two meet where they share a day', () => {
		expect(meet(year, { from: '2025-12-31', until: null })).toBe(true);
		expect(meet(year, { from: '2026-01-01', until: null })).toBe(false);
		expect(meet({ from: null, until: null }, year)).toBe(true);
	});
});

describe('the same said twice', () => {
	test('is found where both hold on some day', () => {
		const first = link('A1', vision, { until: '2025-12-31' });
		expect(doubled(link('A1', vision, { from: '2025-06-01' }), [first])).toBe(first);
		expect(doubled(link('A1', vision, { from: '2026-01-01' }), [first])).toBeUndefined();
	});

	test('is none of another child, and none of the plan elsewhere beside a statement of it', () => {
		const others = [link('A2', vision), link('A1', { ...vision, statementId: null })];
		expect(doubled(link('A1', vision), others)).toBeUndefined();
	});
});

describe('shares', () => {
	const of = (share: string, more: Partial<Link> = {}) =>
		link('A1', { kind: 'term', termId: `${share} ${more.from ?? ''}` }, { share, ...more });

	test('come to all of the child and no more', () => {
		expect(sharedTooMuch(of('40'), [of('60')])).toBeUndefined();
		expect(sharedTooMuch(of('40.01'), [of('60')])).toEqual({ day: null, others: 60 });
	});

	test('are added to the hundredth: three thirds are less than all', () => {
		expect(sharedTooMuch(of('33.33'), [of('33.33'), of('33.34')])).toBeUndefined();
		expect(sharedTooMuch(of('33.34'), [of('33.33'), of('33.34')])).toEqual({
			...{ day: null, others: 66.67 }
		});
	});

	test('count of those that hold on the same day', () => {
		const first = of('80', { until: '2025-12-31' });
		const later = of('30', { from: '2026-01-01' });
		expect(sharedTooMuch(later, [first])).toBeUndefined();
		const long = of('50', { from: '2025-06-01' });
		expect(sharedTooMuch(long, [first])).toEqual({ day: '2025-06-01', others: 80 });
		expect(sharedTooMuch(of('71'), [later])).toEqual({ day: '2026-01-01', others: 30 });
	});

	test('of other children, and those that are not stated, leave it free', () => {
		const other = link('A2', vision, { share: '90' });
		expect(sharedTooMuch(of('100'), [other, link('A1', vision)])).toBeUndefined();
		expect(sharedTooMuch(link('A1', vision), [of('100')])).toBeUndefined();
	});
});

describe('circles', () => {
	test('an element lies within its ancestors and its plan', () => {
		expect(within(part('A1.1'), above)).toEqual([part('A1.1'), part('A1'), part('A')]);
	});

	test.each([
		['back and forth', [link('A1', 'B1'), link('B1', 'A1')]],
		['over three plans', [link('A', 'B'), link('B', 'C'), link('C', 'A')]],
		['since a part lies within what serves', [link('A1', 'B1.1'), link('B1', 'A2')]],
		['since the whole plan serves one of its parts', [link('A1', 'B1.1'), link('B', 'A2')]]
	])('%s', (_, links) => {
		expect(circle(links, above)).toHaveLength(links.length);
		expect(circle(links.toReversed(), above)).toHaveLength(links.length);
	});

	test.each([
		['two plans whose different goals serve each other', [link('A1', 'B1'), link('B1.1', 'A2')]],
		['two ways to one parent', [link('A1', 'B1'), link('A1', 'C1'), link('B1', 'C1')]],
		['what lives elsewhere', [link('A', vision), link('B', vision)]],
		[
			'links that never hold on one day',
			[link('A', 'B', { until: '2025-12-31' }), link('B', 'A', { from: '2026-01-01' })]
		]
	])('are none: %s', (_, links) => {
		expect(circle(links, above)).toBeUndefined();
	});
});
