import { expect, test } from 'vitest';
import { wordsOrigin } from './words-origin.ts';

const published = 'Establish Data Center';
const reason = 'Three are needed.';

test('words of the source are the publication’s own', () => {
	const source = { kind: 'source' as const, quote: published, reason: null };
	expect(wordsOrigin(published, source)).toEqual({ standing: 'published' });
});

test('what was retitled keeps the published words beside the new ones', () => {
	for (const kind of ['editorial', 'demo'] as const)
		expect(wordsOrigin('Establish three Data Centers', { kind, quote: published, reason })).toEqual(
			{ standing: 'changed', published, reason }
		);
});

test('what was set back to the published words is the publication’s own again', () => {
	const restored = { kind: 'editorial' as const, quote: 'Establish\n  Data Center', reason };
	expect(wordsOrigin(published, restored)).toEqual({ standing: 'published' });
});

test('what the publication does not have is added, and nothing is claimed of what is not recorded', () => {
	const added = { kind: 'editorial' as const, quote: null, reason };
	expect(wordsOrigin('New', added)).toEqual({ standing: 'added', reason });
	expect(wordsOrigin('New', undefined)).toEqual({ standing: 'unrecorded' });
});
