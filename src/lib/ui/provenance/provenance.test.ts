import { expect, test } from 'vitest';
import { loadPlans } from '../../../../seeds/load.ts';
import { fieldWord } from './provenance.ts';

test('a note is not called by its own name', () => {
	expect(['notes.layer-1', 'notes.layer-1.topic', 'notes.layer-1.marker'].map(fieldWord)).toEqual([
		'words',
		'heading',
		'mark'
	]);
});

test('every field whose source a plan shows has words for people', () => {
	const plans = loadPlans();
	const fields = new Set(
		plans.flatMap(({ provenance, elements }) => [
			...Object.keys(provenance),
			...elements.flatMap((element) => Object.keys(element.provenance))
		])
	);
	expect(fields.size).toBeGreaterThan(20);
	// a term and a framework are called by their own names, after a word
	for (const field of fields)
		expect(fieldWord(field).replace(/^(term|set out by) \S+$/, ''), field).not.toMatch(/[_.]/);
});
