import { expect, test } from 'vitest';
import {
	colourless,
	computeConfidence,
	confidenceFigure,
	defaultConfidenceRules,
	worstCriticalChild,
	type ComputedConfidence,
	type Signals
} from './confidence.ts';
import type { Confidence } from '../records/vocabulary.ts';

const silent: Signals = { completed: false, slippage: null, daysLate: null, pace: null };

function computed(confidence: Confidence): ComputedConfidence {
	return { confidence, by: { rule: { signal: 'otherwise', confidence } }, signals: silent };
}

test.each<[Partial<Signals>, Confidence]>([
	[{ slippage: -18 }, 'off_track'],
	[{ slippage: -15 }, 'off_track'],
	[{ slippage: -11 }, 'at_risk'],
	[{ slippage: -4 }, 'on_track'],
	[{ slippage: 0, daysLate: 184 }, 'off_track'],
	[{ slippage: 0, daysLate: 45 }, 'at_risk'],
	[{ pace: -0.1 }, 'off_track'],
	[{ pace: 0.5 }, 'at_risk'],
	[{ slippage: -40, daysLate: 300, completed: true }, 'on_track']
])('%j is %s by the default rules', (signals, confidence) => {
	expect(computeConfidence({ ...silent, ...signals }, defaultConfidenceRules)).toMatchObject({
		confidence
	});
});

test('the first rule that matches decides, and is named', () => {
	const signals = { ...silent, slippage: -20, daysLate: 400 };
	expect(computeConfidence(signals, defaultConfidenceRules)).toMatchObject({
		by: { rule: { signal: 'slippage', atMost: -15 } }
	});
});

test('no signal, or no rule that matches, is no confidence', () => {
	expect(computeConfidence(silent, defaultConfidenceRules)).toEqual({
		confidence: null,
		reason: 'nothing_known'
	});
	expect(computeConfidence({ ...silent, slippage: 0 }, [])).toEqual({
		confidence: null,
		reason: 'no_rule_matched'
	});
});

test('an unknown or partial figure gives no colour', () => {
	const figure = { known: true, value: 0.5, coverage: 0.78, partial: true } as const;
	expect(colourless(figure)).toBe('coverage_below_threshold');
	expect(colourless({ ...figure, partial: false })).toBeNull();
	expect(colourless({ known: false, reason: 'not_due', coverage: null, partial: false })).toBe(
		'not_due'
	);
});

test('the worst critical child decides, and others do not', () => {
	const children = [
		{ id: 'a', critical: false, computed: computed('off_track') },
		{ id: 'b', critical: true, computed: computed('at_risk') },
		{ id: 'c', critical: true, computed: computed('on_track') }
	];
	expect(worstCriticalChild(children, silent)).toMatchObject({
		confidence: 'at_risk',
		by: { childId: 'b' }
	});
	expect(worstCriticalChild(children.slice(0, 1), silent)).toBeUndefined();
});

test('a silent critical child leaves the status open, unless another is off track', () => {
	const missing = {
		id: 'm',
		critical: true,
		computed: { confidence: null, reason: 'not_reported' }
	} as const;
	const cancelled = { ...missing, computed: { confidence: null, reason: 'cancelled' } } as const;
	const good = { id: 'g', critical: true, computed: computed('on_track') };
	const bad = { id: 'b', critical: true, computed: computed('off_track') };
	expect(worstCriticalChild([missing, good], silent)).toEqual({
		confidence: null,
		reason: 'critical_child_unknown'
	});
	expect(worstCriticalChild([missing, bad], silent)).toMatchObject({ confidence: 'off_track' });
	expect(worstCriticalChild([cancelled, good], silent)).toMatchObject({ confidence: 'on_track' });
});

test('declared better than computed is said', () => {
	const figure = (declared: Confidence | null) =>
		confidenceFigure(computed('at_risk'), declared, null, '2026-09-30');
	expect(figure('on_track').declaredIsBetter).toBe(true);
	expect(figure('at_risk').declaredIsBetter).toBe(false);
	expect(figure('off_track').declaredIsBetter).toBe(false);
	expect(figure(null).declaredIsBetter).toBe(false);
});

test('an override stands through its last day', () => {
	const override = {
		confidence: 'on_track',
		reason: 'funds came',
		expiresOn: '2026-09-30'
	} as const;
	const figure = (asOf: string) => confidenceFigure(computed('at_risk'), null, override, asOf);
	expect(figure('2026-09-30')).toMatchObject({ shown: 'on_track', override });
	expect(figure('2026-10-01')).toMatchObject({ shown: 'at_risk', override: null });
});
