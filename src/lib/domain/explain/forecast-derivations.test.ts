import { expect, test } from 'vitest';
import { dayNumber } from '../records/dates.ts';
import { explainEnd } from './forecast-derivations.ts';
import { forecastFinish, type ProgressPoint } from '../figures/forecast.ts';
import { recompute } from './recompute.ts';

const of = { kind: 'plan', id: '1', code: null, title: 'Plan' } as const;
const explain = (points: ProgressPoint[]) =>
	explainEnd({ of, asOf: '2026-11-22', points, forecast: forecastFinish(points) });

const points = [
	{ on: '2025-12-31', progress: 0.1 },
	{ on: '2026-03-31', progress: 0.2 },
	{ on: '2026-06-30', progress: 0.28 },
	{ on: '2026-09-30', progress: 0.4 }
];

test('the end comes from the reports, with the slope and the interval beside them', () => {
	const derivation = explain(points);
	expect(derivation.inputs.map(({ kind }) => kind)).toEqual([
		...points.map(() => 'progress_to_date'),
		'trend',
		'earliest_end',
		'latest_end'
	]);
	expect(recompute(derivation)).toBe(derivation.result.known && derivation.result.value);
	expect(recompute(derivation)).toBeGreaterThan(dayNumber('2027-06-30'));
});

test('an end that is unknown stays so', () => {
	const derivation = explain(points.slice(0, 2));
	expect(derivation).toMatchObject({ result: { known: false, reason: 'too_few_reports' } });
	expect(recompute(derivation)).toBeNull();
});
