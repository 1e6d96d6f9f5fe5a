import type { NotePlace } from '#lib/domain/records/vocabulary.ts';
import type { PlanFile, WrittenNote } from './plan-file.ts';
import { resolve, type Provenance, type Register } from './provenance.ts';
import { SeedError } from './read.ts';
import { checkVerbatim } from './elements.ts';

/** What the publication says besides its elements, or what has to be said of them. */
export interface NoteSeed {
	id: string;
	text: string;
	/** Codes of the elements that it concerns; none: the plan. */
	concerns: string[];
	/** The heading that it stands under, and one beneath that. */
	topic: string | null;
	subtopic: string | null;
	/** What the text prints before it. */
	marker: string | null;
	place: NotePlace;
	/** Of its text. */
	provenance: Provenance;
	/** Of its headings and its marker, as far as it has them. */
	sorting: Partial<Record<'topic' | 'subtopic' | 'marker', Provenance>>;
}

type Written = Pick<PlanFile, 'topics' | 'notes'>;

/** The notes of a plan, in order, each with the text that it stands for. */
export function notesOf({ topics, notes }: Written, register: Register): NoteSeed[] {
	const headings = headingsOf(topics, register);
	return notes.map((note, index) => {
		const path = `notes.${index}`;
		const mark = note.provenance ?? note.source;
		if (mark === undefined) throw new SeedError(register.file, path, 'no provenance');
		const provenance = resolve(mark, 'notes', `${path}.provenance`, register);
		const text = textOf(note, path, register);
		checkVerbatim(text, provenance, `${path}.text`, register.file);
		const { id, concerns, marker = null, place } = note;
		const above = note.topic === undefined ? [] : headings.get(note.topic);
		if (above === undefined)
			throw new SeedError(register.file, path, `no topic “${note.topic ?? ''}”`);
		const [topic, subtopic] = above;
		const sorting = {
			...(topic && { topic: topic.provenance }),
			...(subtopic && { subtopic: subtopic.provenance }),
			...(marker && { marker: resolve('default', 'marker', `${path}.marker`, register) })
		};
		const titles = { topic: topic?.title ?? null, subtopic: subtopic?.title ?? null };
		return { id, text, concerns, ...titles, marker, place, provenance, sorting };
	});
}

interface Heading {
	title: string;
	provenance: Provenance;
}

/** By the topic's name, its headings from the widest. */
function headingsOf(topics: Written['topics'], register: Register): Map<string, Heading[]> {
	const headings = new Map<string, Heading[]>();
	for (const [name, { title, provenance: mark, under }] of Object.entries(topics)) {
		const path = `topics.${name}`;
		const provenance = resolve(mark, 'topic', `${path}.provenance`, register);
		checkVerbatim(title, provenance, `${path}.title`, register.file);
		const above = under === undefined ? [] : headings.get(under);
		if (above === undefined || above.length > 1)
			throw new SeedError(register.file, path, `“${under ?? ''}” is no topic before it`);
		headings.set(name, [...above, { title, provenance }]);
	}
	return headings;
}

function textOf(note: WrittenNote, path: string, { file, passages }: Register): string {
	const plain = note.plain_letters_of;
	const text =
		note.text ?? (plain ? passages[plain]?.normalize('NFKC') : passages[note.source ?? '']);
	if (text === undefined)
		throw new SeedError(file, path, 'no text, and no passage to take it from');
	return text;
}
