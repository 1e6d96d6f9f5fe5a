import { expect, test } from 'vitest';
import { groupProvenances, sharedReasons, type Provenance } from './provenance.ts';

function editorial(field: string, reason: string): Provenance {
	return { field, kind: 'editorial', quote: null, reason, passage: null, publication: null };
}

test('fields with the same reason are said once, others apart', () => {
	const groups = groupProvenances([
		editorial('code', 'ours'),
		editorial('split', 'another'),
		editorial('position', 'ours')
	]);
	expect(groups.map(({ fields }) => fields)).toEqual([['code', 'position'], ['split']]);
});

test('fields of different kinds stay apart even where their words agree', () => {
	const source: Provenance = { ...editorial('title', 'same'), kind: 'source' };
	expect(groupProvenances([source, editorial('code', 'same')])).toHaveLength(2);
});

test('a reason becomes a numbered note from its third use on', () => {
	const rows = ['a', 'b', 'a', 'b', 'b', 'c', 'a'].map((reason) => editorial('code', reason));
	expect([...sharedReasons(rows)]).toEqual([
		['a', 1],
		['b', 2]
	]);
});
