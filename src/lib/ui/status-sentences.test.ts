import { describe, expect, it } from 'vitest';
import { noFigure } from '#lib/domain/progress/rolled-up.ts';
import { activitySentences, type Standing } from './status-sentences.ts';

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
