import { expect, test } from 'vitest';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { OutlineRow } from '#lib/server/elements/outline.ts';
import { missing, outlinePage, placesIn, sections, stay } from './outline-view.ts';

let next = 0;
const row = (kind: ElementKind, depth: number, more: Partial<OutlineRow> = {}): OutlineRow => ({
	id: String((next += 1)),
	parentId: null,
	kind,
	depth,
	code: `C${next}`,
	title: 'T',
	version: 1,
	weight: null,
	plannedStart: null,
	plannedEnd: null,
	lead: null,
	others: 0,
	kpis: 0,
	budget: null,
	first: false,
	last: false,
	...more
});

test('the outline is cut at its top; activities at the top stand together', () => {
	const rows = [
		row('goal', 0),
		row('objective', 1),
		row('activity', 2),
		row('activity', 0),
		row('activity', 0),
		row('goal', 0)
	];
	expect(sections(rows).map(({ head, count }) => [head?.kind ?? null, count])).toEqual([
		['goal', 2],
		[null, 2],
		['goal', 0]
	]);
});

test('a hundred rows fit one page; more are shown a part at a time', () => {
	const goals = [row('goal', 0), ...Array.from({ length: 250 }, () => row('activity', 1))];
	const all = sections([...goals, row('goal', 0)]);
	expect(outlinePage(all, 90, null, 1)).toMatchObject({ parted: false, pages: 1 });
	const first = outlinePage(all, 252, null, 1);
	expect(first).toMatchObject({ parted: true, page: 1, pages: 3 });
	expect(first.shown[0]?.rows).toHaveLength(100);
	const last = outlinePage(all, 252, all[0]!.head!.id, 99);
	expect(last.page).toBe(3);
	expect(last.shown[0]?.rows).toHaveLength(50);
	expect(outlinePage(all, 252, all[1]!.head!.id, 1).shown[0]?.rows).toEqual([]);
});

test('what is not set is counted for activities and objectives', () => {
	const rows = [
		row('goal', 0),
		row('objective', 1, { kpis: 2 }),
		row('activity', 2, { lead: 'MILG', budget: 0n, plannedStart: '2026-01-01' }),
		row('activity', 2)
	];
	expect(missing(rows)).toEqual({
		activities: 2,
		owner: 1,
		dates: 2,
		budget: 1,
		objectives: 1,
		kpi: 0
	});
});

test('something new is offered only where nesting allows it', () => {
	const [section] = sections([row('goal', 0), row('objective', 1), row('activity', 2)]);
	expect(placesIn(section!).map((place) => place.kind)).toEqual([
		'objective',
		'activity',
		'activity'
	]);
	expect(placesIn(null).map((place) => place.kind)).toEqual(['goal', 'objective', 'activity']);
});

test('the part that is shown is kept in an address, and nothing else of it', () => {
	expect(stay(new URL('http://x/edit?under=3&page=2&saved=moved'))).toBe('&under=3&page=2');
	expect(stay(new URL('http://x/edit'))).toBe('');
});
