import { expect, test } from 'vitest';
import { addressesOf, ownDays, portfolioAddress } from './addresses.ts';

const days = {
	asOf: '2025-09-30',
	knownOn: '2026-01-31',
	against: 'adopted' as const,
	edition: null,
	snapshot: null
};
const asked = 'as_of=2025-09-30&known_on=2026-01-31&against=adopted';

test('a link asks for the days that its page was asked for', () => {
	const to = addressesOf('a b', days);
	expect(to.plan({ provenance: 'show' })).toBe(`/plans/a%20b?provenance=show&${asked}`);
	expect(to.element('1/2')).toBe(`/plans/a%20b/elements/1%2F2?${asked}`);
	expect(to.timeline()).toBe(`/plans/a%20b/timeline?${asked}`);
	expect(to.organisation('x')).toBe(`/organisations/x?${asked}`);
	expect(portfolioAddress(days)).toBe('/plans?as_of=2025-09-30');
});

test('where none were asked for it asks for none', () => {
	const to = addressesOf('p', ownDays);
	expect([to.plan(), to.kpis(), to.kpi('K1')]).toEqual([
		'/plans/p',
		'/plans/p/kpis',
		'/plans/p/kpis/K1'
	]);
	expect(portfolioAddress(ownDays)).toBe('/plans');
});

test('a figure keeps its day in its address, and what was known when it was shown', () => {
	const of = 'element:1.1';
	expect(addressesOf('p', ownDays).explain('slippage', of, '2025-12-31')).toBe(
		'/plans/p/explain?figure=slippage&of=element%3A1.1&as_of=2025-12-31'
	);
	expect(addressesOf('p', days).explain('slippage', of, '2025-12-31')).toContain(
		'as_of=2025-12-31&known_on=2026-01-31'
	);
	expect(addressesOf('p', days).leadership(null)).toBe(
		'/plans/p/leadership?known_on=2026-01-31&against=adopted'
	);
});
