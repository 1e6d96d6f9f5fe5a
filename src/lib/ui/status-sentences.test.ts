import { describe, expect, it } from 'vitest';
import { noFigure } from '#lib/domain/progress/rolled-up.ts';
import { activitySentences, slipInWords, type Standing } from './status-sentences.ts';

const notDue: Standing = {
	counted: 'not_due',
	update: null,
	plannedStart: '2025-01-01',
	expectedEnd: null,
	delivery: noFigure('not_due'),
	planned: noFigure('not_due'),
	attainment: noFigure('not_set'),
	daysLate: { known: false, reason: 'dates_not_set' }
};

describe('an activity on which no report is due', () => {
	it('is not due to start, while that is so', () => {
		expect(activitySentences(notDue, '2024-12-31')).toEqual([
			'This is not due to start before 1 Jan 2025.'
		]);
	});

	it.each(['2025-01-01', '2026-11-25'])('was to start, on %s', (asOf) => {
		expect(activitySentences(notDue, asOf)).toEqual([
			'It was planned to start on 1 Jan 2025; no report on it is due yet.'
		]);
	});

	it('says no more where its start is not set', () => {
		expect(activitySentences({ ...notDue, plannedStart: null }, '2026-11-25')).toEqual([
			'No report is due yet.'
		]);
	});
});

describe('a slip in words', () => {
	const at = (value: number) => ({ known: true, value }) as const;
	const slip = { slippage: at(-7.8), done: at(0.586), planned: at(0.664) };

	it('follows from the two percents beside it', () => {
		expect(slipInWords(slip, '2026-09-30')).toBe('7.8 points behind plan');
		expect(slipInWords({ ...slip, planned: at(0.66), slippage: at(-7.4) }, '2026-09-30')).toBe(
			'7 points behind plan'
		);
	});

	it('has its day where that is not the page’s, and is left out where it is unknown', () => {
		expect(slipInWords({ ...slip, slippageOn: '2026-09-30' }, '2026-11-01')).toBe(
			'8 points behind plan on 30 Sep 2026'
		);
		const slippage = { known: false, reason: 'not_reported' } as const;
		expect(slipInWords({ ...slip, slippage }, '2026-09-30')).toBeUndefined();
	});
});
