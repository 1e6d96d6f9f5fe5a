import { describe, expect, it } from 'vitest';
import { explainFigure } from './derivations.ts';
import type { FigureReference } from './derivations.ts';
import { explained } from './explained.ts';
import { planFigures } from '../figures/figures.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';

const plan = demonstration();
const figures = planFigures(plan, sampleDay);

function shown(reference: FigureReference) {
	const derivation = explainFigure(plan, figures, reference);
	if (derivation === undefined) throw new Error('no such figure');
	return explained(derivation);
}

describe('explained', () => {
	it('links to what has a page of its own, and keeps the rest within', () => {
		const whole = shown({ figure: 'delivery_progress', of: { kind: 'plan' } });
		expect(whole.inputs.map(({ link, nested }) => [link?.of, nested])).toEqual([
			['element:G1', null],
			['element:G3', null]
		]);
		const slip = shown({ figure: 'slippage', of: { kind: 'element', id: 'portal' } });
		expect(slip.inputs.map(({ link, nested }) => [link, nested?.figure])).toEqual([
			[null, 'delivery_progress'],
			[null, 'planned_progress']
		]);
	});

	it('names the day of the latest report beneath a part', () => {
		const [goal, empty] = shown({ figure: 'delivery_progress', of: { kind: 'plan' } }).inputs;
		expect(goal?.on).toBe('2026-09-30');
		expect(empty?.on).toBeNull();
	});

	it('computes the value again from the parts', () => {
		const { again, result } = shown({ figure: 'attainment', of: { kind: 'element', id: 'O1' } });
		expect(result.known && result.value).toBe(again);
	});
});
