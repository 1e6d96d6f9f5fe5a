import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('where forecasts are worse', () => {
	it('is said with the numbers of the back-test', () => {
		const file = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
		const sentence =
			/"limits_forecasts": "(.*)"/.exec(file('../../messages/en/limits.json'))?.[1] ?? '';
		const numbers = sentence.match(/\d\.\d\d/g) ?? [];
		const [, worse = ''] = file('../../../../docs/forecast.md').split('## Where it is worse');
		expect(numbers.length).toBe(4);
		for (const number of numbers) expect(worse).toContain(`${number} ×`);
	});
});
