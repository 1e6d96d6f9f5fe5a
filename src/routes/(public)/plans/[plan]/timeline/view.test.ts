import { describe, expect, it } from 'vitest';
import type { TimelineRow } from '#lib/charts/timeline/timeline.ts';
import { ownDays } from '#lib/ui/addresses.ts';
import { isAsked, opening, queryOf, readView, type TimelineView } from './view.ts';

const view = readView(new URLSearchParams(), ownDays);

describe('what of the timeline is asked for', () => {
	it('is everything by years where the address says nothing, or nonsense', () => {
		expect(view).toEqual({
			zoom: 'year',
			late: false,
			organisation: '',
			open: [],
			days: ownDays
		});
		expect(readView(new URLSearchParams('zoom=decade&late=yes'), ownDays)).toEqual(view);
	});

	it('comes back from the address that it makes', () => {
		const asked: TimelineView = {
			zoom: 'month',
			late: true,
			organisation: 'R&D 1',
			open: ['G1', 'O2.1'],
			days: {
				asOf: '2026-09-30',
				knownOn: '2026-10-31',
				against: null,
				edition: null,
				snapshot: null
			}
		};
		expect(readView(new URLSearchParams(queryOf(asked)), asked.days)).toEqual(asked);
	});

	it('keeps the rest where one thing changes', () => {
		const late = {
			...view,
			late: true,
			days: { asOf: '2026-09-30', knownOn: null, against: null, edition: null, snapshot: null }
		};
		expect(queryOf(late, { zoom: 'quarter' })).toBe('?zoom=quarter&late=1&as_of=2026-09-30');
		expect(queryOf(view)).toBe('?');
		expect(opening({ ...view, open: ['G1'] }, 'G2')).toBe('?open=G1%2CG2');
		expect(opening({ ...view, open: 'all' }, 'G2')).toBe('?open=all');
	});
});

describe('a row', () => {
	const row = { daysLate: 12, owners: ['BICTO', 'MILG'] } as TimelineRow;

	it('is asked for by any of its owners', () => {
		expect(isAsked({ ...view, organisation: 'MILG' }, row)).toBe(true);
		expect(isAsked({ ...view, organisation: 'MPW' }, row)).toBe(false);
	});

	it('is late only where it is known to be', () => {
		const late = { ...view, late: true };
		expect([12, 0, -3, null].map((daysLate) => isAsked(late, { ...row, daysLate }))).toEqual([
			true,
			false,
			false,
			false
		]);
	});
});
