import { expect, test } from 'vitest';
import { overfullAxes } from './tags.ts';

const axes = [
	{ id: 'layers', arity: 'at_most_one' },
	{ id: 'relations', arity: 'many' },
	{ id: 'domain', arity: 'one' }
] as const;
const terms = ['layers', 'relations', 'domain'].flatMap((axisId) =>
	[1, 2].map((at) => ({ id: `${axisId} ${at}`, axisId }))
);

test.each([
	['none of any', [], []],
	['one of each', ['layers 1', 'relations 1', 'domain 1'], []],
	['two where many may be', ['relations 1', 'relations 2'], []],
	['two where at most one may be', ['layers 1', 'layers 2'], ['layers']],
	['two where there is one', ['domain 1', 'domain 2', 'layers 2'], ['domain']],
	['the same twice', ['layers 1', 'layers 1'], []],
	['what is no term', ['elsewhere'], []]
])('%s', (_, chosen, overfull) => {
	expect(overfullAxes({ axes, terms }, chosen)).toEqual(overfull);
});
