/** A maturity model for tests: two dimensions of 60 and 40 percent, two criteria and one, five levels. */
import type { Criterion, MaturityModel } from '../maturity/model.ts';

export const sampleCriterion = (code: string, weight: number | null = null): Criterion => ({
	...{ code, title: `Criterion ${code}`, description: null, weight },
	...{ levels: [], origin: null }
});

export const sampleModel = (given: Partial<MaturityModel> = {}): MaturityModel => ({
	...{ title: 'Model', edition: '1', language: 'en', description: null, scoring: 'weighted_mean' },
	levels: [1, 2, 3, 4, 5].map((number) => ({
		...{ number, title: `Level ${number}`, description: null }
	})),
	dimensions: [
		{
			...{ code: 'A', title: 'First', description: null, group: null, weight: 60, origin: null },
			criteria: [sampleCriterion('a1', 75), sampleCriterion('a2', 25)]
		},
		{
			...{ code: 'B', title: 'Second', description: null, group: null, weight: 40, origin: null },
			criteria: [sampleCriterion('b1')]
		}
	],
	origin: { kind: 'editorial', reason: 'For tests.', quotes: [], publication: null },
	...given
});
