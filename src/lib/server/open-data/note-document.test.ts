import { expect, test } from 'vitest';
import { noteDocument } from './note-document.ts';
import { Sources } from './provenance.ts';

const text =
	'Sekaligus perencanaan dalam rangka penyelenggaraan e-Government yang meliputi landasan berpikir';
const from = { quote: null, reason: null, passage: null, publication: null };
const sources = new Sources(
	new Map([
		[
			'plan' as const,
			new Map([
				['notes.n1', { ...from, field: 'notes.n1', kind: 'source' as const, quote: text }],
				[
					'notes.n1.topic',
					{ ...from, field: 'notes.n1.topic', kind: 'editorial' as const, reason: 'Ours.' }
				]
			])
		]
	]),
	false
);

const unlisted = { list_kind: null, country: null, axis_id: null };
const axes = new Map([['7', { framework: 'programme', axis: 'challenges' }]]);

test('the title of a quoted note stands in the quotation; its topic is said to be ours', () => {
	const note = noteDocument(
		{ id: '1', code: 'n1', topic: 'planning', subtopic: null, marker: null, text, ...unlisted },
		sources,
		axes
	);
	expect(note.title).toBe(
		'Sekaligus perencanaan dalam rangka penyelenggaraan e-Government yang meliputi'
	);
	expect(note.provenance).toEqual({ kind: 'source', quote: text });
	expect(note).toMatchObject({ topic: 'planning', topic_provenance: { kind: 'editorial' } });
});

test('a short note is its own title, and one without a topic says nothing of it', () => {
	const note = noteDocument(
		{ id: '2', code: 'n2', topic: null, subtopic: null, marker: null, text: 'Pilar', ...unlisted },
		sources,
		axes
	);
	expect(note).toMatchObject({ title: 'Pilar', topic: null, topic_provenance: null });
});

test('a note of a list says of what it is, whose practice, and where its list is kept', () => {
	const note = noteDocument(
		{
			...{ id: '3', code: 'n1', topic: 'planning', subtopic: null, marker: null, text },
			...{ list_kind: 'practice', country: 'EE', axis_id: '7' }
		},
		sources,
		axes
	);
	expect(note).toMatchObject({
		...{ list_kind: 'practice', country: 'EE' },
		list: { framework: 'programme', axis: 'challenges' }
	});
});
