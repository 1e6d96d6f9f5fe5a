import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/records/dates.ts';
import Timeline from './Timeline.svelte';
import type { TimelineGroup, TimelineRow } from './timeline.ts';

const row = (index: number): TimelineRow => ({
	code: `${index % 20}.${index % 5}.${index}`,
	title: 'Standardize structure of IT division/section/unit for ministries, agencies, and offices',
	plannedStart: addDays('2022-01-01', index),
	plannedEnd: addDays('2024-06-30', index),
	start: addDays('2022-02-01', index),
	end: addDays('2025-01-31', index),
	done: 0.4,
	partial: false,
	reason: null,
	daysLate: 215,
	slippage: -12,
	owners: ['BICTO', 'MILG'],
	state: 'in_progress',
	milestones: []
});
const group = (kind: 'goal' | 'objective', index: number): TimelineGroup => ({
	...row(index),
	kind,
	groups: [],
	rows: []
});
/** `count` activities, ten an objective, five objectives a goal. */
const groupsOf = (count: number) =>
	Array.from({ length: count / 50 }, (_, goal) => ({
		...group('goal', goal),
		groups: Array.from({ length: 5 }, (__, objective) => ({
			...group('objective', objective),
			rows: Array.from({ length: 10 }, (___, index) => row(goal * 50 + objective * 10 + index))
		}))
	}));
const markup = (groups: TimelineGroup[], props = {}) =>
	render(Timeline, {
		props: {
			groups,
			from: '2022-01-01',
			to: '2028-12-31',
			asOf: '2026-11-22',
			current: true,
			pageOf: (code: string) => `/elements/${code}`,
			zoom: 'year',
			...props
		}
	}).body;

describe('the markup of a thousand activities', () => {
	const body = markup(groupsOf(1000));
	const rows = [...body.matchAll(/<li>.*?<\/li>/gs)].map(([text]) => text);

	it('has a row for each, of at most a kilobyte and 12 elements', () => {
		expect(rows.length).toBe(1000);
		expect(Math.max(...rows.map((text) => text.length))).toBeLessThan(1024);
		expect(Math.max(...rows.map((text) => text.match(/<[a-z]/g)?.length ?? 0))).toBeLessThanOrEqual(
			12
		);
	});

	it('has no inline styles, which the security policy refuses', () => {
		expect(body).not.toMatch(/\sstyle=/);
	});
});

describe('the timeline', () => {
	const [first] = groupsOf(50);

	it('names each lane with a sentence', () => {
		expect(markup([first!])).toContain(
			'aria-label="Planned 1 Jan 2022 to 30 Jun 2024. Expected to end 31 Jan 2025, 215 days late. 40'
		);
	});

	it('scrolls, and takes the focus for it, only where it is zoomed in', () => {
		expect(markup([first!])).not.toContain('tabindex');
		expect(markup([first!], { zoom: 'month' })).toContain('tabindex="0"');
	});

	it('opens and closes its groups, but not on another page', () => {
		expect(markup([first!])).toContain('<details');
		expect(markup([first!], { compact: true })).not.toContain('<details');
	});

	it('marks the words of a plan in another language', () => {
		expect(markup([first!], { lang: 'id' })).toContain('lang="id"');
	});
});
