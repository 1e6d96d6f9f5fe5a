import { expect, test } from 'vitest';
import { bandOf, progressBands } from './progress-bands.ts';

test.each([
	[0, 'nothing_done'],
	[0.00005, 'nothing_done'],
	[0.01, 'below_25'],
	[0.2499, 'below_25'],
	[0.25, 'below_50'],
	[0.5, 'below_75'],
	[0.75, 'below_100'],
	[1, 'below_100']
])('a share of %d is in the band %s', (share, band) => {
	expect(progressBands[bandOf(share)]).toBe(band);
});
