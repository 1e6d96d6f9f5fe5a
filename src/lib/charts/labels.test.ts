import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { moveApart } from './labels.ts';

const frame = { gap: 17, top: 20, bottom: 190 };
const heights = (ys: number[]) =>
	moveApart(
		ys.map((y) => ({ y })),
		frame
	).map(({ y }) => y);

describe('labels', () => {
	it('stay where they are while they do not meet', () => {
		expect(heights([40, 80, 120])).toEqual([40, 80, 120]);
	});

	it('move apart where they would, in their order', () => {
		expect(heights([80, 75])).toEqual([92, 75]);
		expect(heights([80, 80])).toEqual([80, 97]);
	});

	it('stay within the drawing', () => {
		expect(heights([0])).toEqual([20]);
		expect(heights([189, 190, 400])).toEqual([156, 173, 190]);
	});

	it('never meet, wherever their points are', () => {
		const points = fc.array(fc.integer({ min: -50, max: 300 }), { maxLength: 8 });
		fc.assert(
			fc.property(points, (ys) => {
				const moved = heights(ys).sort((one, other) => one - other);
				const apart = moved.every((y, index) => index === 0 || y - moved[index - 1]! >= frame.gap);
				return apart && moved.every((y) => y >= frame.top && y <= frame.bottom);
			})
		);
		expect(heights([])).toEqual([]);
	});
});
