import { expect, test } from 'vitest';
import { overrideOn, type OverrideDecision } from './overrides.ts';

const set: OverrideDecision = {
	confidence: 'at_risk',
	reason: 'The contractor is insolvent.',
	setOn: '2026-10-01',
	expiresOn: '2026-12-31'
};
const lifted: OverrideDecision = {
	confidence: null,
	reason: 'Another took over.',
	setOn: '2026-11-01',
	expiresOn: null
};

test('a decision counts from its day until the next', () => {
	expect(overrideOn([set, lifted], '2026-09-30')).toBeNull();
	const { setOn: _, ...shown } = set;
	expect(overrideOn([set, lifted], '2026-10-31')).toEqual(shown);
	expect(overrideOn([set, lifted], '2026-11-01')).toBeNull();
});

test('of two decisions of one day the later counts', () => {
	const again = { ...set, confidence: 'off_track' as const };
	expect(overrideOn([set, again], '2026-10-01')).toMatchObject({ confidence: 'off_track' });
	expect(overrideOn([], '2026-10-01')).toBeNull();
});
