import { describe, expect, it } from 'vitest';
import type { DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import { known, unknown } from '#lib/domain/records/known.ts';
import {
	commitmentsTitle,
	curveTitle,
	kpiTitle,
	moneyTitle,
	nameInTitle,
	offPathTitle,
	slipsTitle,
	statesTitle,
	timelineTitle
} from './chart-titles.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const figures = { slippage: -7, done: 0.59, planned: 0.66, since: null };
const long = { code: '4.2.1', title: 'Reduce red tape in transactions of electronic procurement' };
const counts: DeliveryCounts = {
	...{ not_started: 2, in_progress: 17, completed: 10, on_hold: 0, cancelled: 0 },
	...{ not_reported: 1, not_due: 0, not_applicable: 0, not_set: 0 }
};
const kpi = { gap: '7.5', position: known('behind' as const), banded: false, on: '2026-09-30' };

/** Every title that there is, with figures of the longest kind. */
const titles = [
	curveTitle(figures),
	curveTitle({ ...figures, since: '2023-12-31' }),
	curveTitle({ ...figures, slippage: 3, done: 0.7, planned: 0.67 }),
	curveTitle({ ...figures, slippage: 0, done: 0.66 }),
	curveTitle({ ...figures, planned: null }),
	curveTitle({ ...figures, done: null }),
	curveTitle({ ...figures, done: 1 }),
	curveTitle({ ...figures, partial: true, coverage: 0.62 }),
	slipsTitle({ ...long, points: -18 }),
	slipsTitle(undefined),
	moneyTitle({ allotment: known(0.52) }),
	moneyTitle({ allotment: unknown('not_set') }),
	statesTitle(counts),
	offPathTitle({ behind: 23, of: 31 }),
	offPathTitle({ behind: 0, of: 31 }),
	kpiTitle(kpi),
	kpiTitle({ ...kpi, position: known('ahead') }),
	kpiTitle({ ...kpi, position: known('on_path') }),
	kpiTitle({ ...kpi, gap: '0', position: known('on_path') }),
	kpiTitle({ ...kpi, banded: true }),
	kpiTitle({ ...kpi, gap: '0', banded: true }),
	kpiTitle({ ...kpi, gap: null }),
	timelineTitle({ ...long, days: 549 }),
	timelineTitle(null),
	commitmentsTitle({ kept: 16, applicable: 24, period: 'FY2027 Q1' }),
	commitmentsTitle({ kept: 0, applicable: 0, period: 'FY2027 Q1' })
].map(plain);

describe('the titles of charts', () => {
	it.each(titles)('%s: at most ten words', (title) => {
		// a number with its sign or its unit is a word, and so is a day
		const words = title.replace(/\d+ [A-Z][a-z]{2} \d{4}/, 'day').split(/\s+/);
		expect(words.filter((word) => word !== '%').length).toBeLessThanOrEqual(10);
	});

	it('answer with the figure', () => {
		expect(titles.slice(0, 3)).toEqual([
			'7 points behind plan',
			'7 points behind, and behind since Dec 2023',
			'3 points ahead of plan'
		]);
		expect(statesTitle(counts)).toBe('10 of 30 activities are completed');
		expect(kpiTitle(kpi)).toBe('7.5 behind its path on 30 Sep 2026');
		expect(plain(moneyTitle({ allotment: known(0.52) }))).toBe(
			'52 % of the allotted money is spent'
		);
	});

	it('follow from the percents beside them', () => {
		expect(curveTitle({ slippage: -7.8, done: 0.586, planned: 0.664, since: null })).toBe(
			'7.8 points behind plan'
		);
	});

	it('name by code what has a sentence for a name', () => {
		expect(nameInTitle(long)).toBe('4.2.1');
		expect(nameInTitle({ code: '4.1.2', title: 'Bangsamoro Gov’t Network' })).toBe(
			'Bangsamoro Gov’t Network'
		);
	});
});
