import { expect, test } from 'vitest';
import type { PlanNote } from '#lib/domain/records/plan-note.ts';
import { noteGroups, placed } from './plan-notes.ts';

const words = (text: string) => ({ text, quoted: true });

function note(code: string, fields: Partial<PlanNote> = {}): PlanNote {
	return {
		...{ code, topic: null, subtopic: null, marker: null, place: 'end', concerns: [] },
		...{ listKind: null, country: null, list: null },
		...words(`Text of ${code}`),
		...fields
	};
}

const codes = (notes: PlanNote[]) => notes.map(({ code }) => code);

test('items stand as a list beneath what leads to them, under one heading', () => {
	const topic = words('Pillars');
	const [group, ...others] = noteGroups([
		note('lead', { topic }),
		note('a', { topic, marker: '1.' }),
		note('b', { topic, marker: '2.' })
	]);
	expect(others).toEqual([]);
	expect(group?.heading).toEqual(topic);
	expect(group?.runs.map(({ isList, notes }) => [isList, codes(notes)])).toEqual([
		[false, ['lead']],
		[true, ['a', 'b']]
	]);
});

test('headings stand beneath a heading', () => {
	const topic = words('Case studies');
	const [group] = noteGroups([
		note('lead', { topic }),
		note('a', { topic, subtopic: words('Estonia') }),
		note('b', { topic, subtopic: words('Estonia'), marker: '-' }),
		note('c', { topic, subtopic: words('India') })
	]);
	expect(group?.runs.map(({ notes }) => codes(notes))).toEqual([['lead']]);
	expect(group?.groups.map(({ heading }) => heading?.text)).toEqual(['Estonia', 'India']);
	expect(group?.groups[0]?.runs.map(({ isList }) => isList)).toEqual([false, true]);
});

test('notes without a heading stay where they are', () => {
	const topic = words('Aim');
	const groups = noteGroups([note('a'), note('b', { topic }), note('c')]);
	expect(groups.map(({ heading }) => heading?.text ?? null)).toEqual([null, 'Aim', null]);
});

test('what concerns one element stands with it, what concerns several at the end', () => {
	const notes = [
		note('first', { place: 'start' }),
		note('beside', { place: 'vision' }),
		note('one', { concerns: ['10'] }),
		note('two', { concerns: ['10', '11'] }),
		note('gone', { concerns: ['99'] })
	];
	const { start, vision, elements, end } = placed(notes, new Set(['10', '11']));
	expect(start.flatMap(({ runs }) => codes(runs[0]?.notes ?? []))).toEqual(['first']);
	expect(codes(vision)).toEqual(['beside']);
	expect(Object.keys(elements)).toEqual(['10']);
	expect(end.flatMap(({ runs }) => codes(runs[0]?.notes ?? []))).toEqual(['two', 'gone']);
});

test('a list says once what it is of, and each heading beneath whose practice it is', () => {
	const of = (code: string, country: string) =>
		note(code, {
			...{ topic: words('Case studies'), subtopic: words(country) },
			...{ listKind: 'practice', country }
		});
	const [group] = noteGroups([of('a', 'EE'), of('b', 'EE'), of('c', 'IN')]);
	expect([group?.kind, group?.country]).toEqual(['practice', null]);
	expect(group?.groups.map(({ kind, country }) => [kind, country])).toEqual([
		[null, 'EE'],
		[null, 'IN']
	]);
});

test('what stands above the elements is apart from what stands before all else', () => {
	const notes = [note('first', { place: 'start' }), note('above', { place: 'elements' })];
	const { start, above, end } = placed(notes, new Set());
	expect([start, above, end].map((groups) => groups.length)).toEqual([1, 1, 0]);
	expect(codes(above[0]!.runs[0]!.notes)).toEqual(['above']);
});
