import type { NoteListKind, NotePlace } from '#lib/domain/records/vocabulary.ts';
import type { PlanFile, WrittenNote, WrittenTopics } from './plan-file.ts';
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
	/** What the list is of that it stands in. */
	listKind: NoteListKind | null;
	/** ISO 3166-1 alpha-2: whose practice it is. */
	country: string | null;
	/** The axis whose terms follow its words: `framework.axis`. */
	axis: string | null;
	/** Of its text. */
	provenance: Provenance;
	/** Of its headings, its marker and its list, as far as it has them. */
	sorting: Partial<Record<'topic' | 'subtopic' | Sorted, Provenance>>;
}

/** What of a note is sorted by the plan's rule of that name. */
const sorted = ['marker', 'list_kind', 'country', 'axis'] as const;
type Sorted = (typeof sorted)[number];

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
		const { id, concerns, marker = null, axis = null, place } = note;
		const above = note.topic === undefined ? [] : headings.get(note.topic);
		if (above === undefined)
			throw new SeedError(register.file, path, `no topic “${note.topic ?? ''}”`);
		const [topic, subtopic] = above;
		const { list: listKind = null, country = null } = above.at(-1) ?? {};
		const ruled = { marker, list_kind: listKind, country, axis };
		const sorting = {
			...(topic && { topic: topic.provenance }),
			...(subtopic && { subtopic: subtopic.provenance }),
			...Object.fromEntries(
				sorted
					.filter((field) => ruled[field] !== null)
					.map((field) => [field, resolve('default', field, `${path}.${field}`, register)])
			)
		};
		const titles = { topic: topic?.title ?? null, subtopic: subtopic?.title ?? null };
		return {
			...{ id, text, concerns, ...titles, marker, place, provenance, sorting },
			...{ listKind, country, axis }
		};
	});
}

interface Heading extends Pick<WrittenTopics[string], 'title' | 'list' | 'country'> {
	provenance: Provenance;
}

/** By the topic's name, its headings from the widest. */
function headingsOf(topics: Written['topics'], register: Register): Map<string, Heading[]> {
	const headings = new Map<string, Heading[]>();
	for (const [name, { title, provenance: mark, under, ...of }] of Object.entries(topics)) {
		const path = `topics.${name}`;
		const provenance = resolve(mark, 'topic', `${path}.provenance`, register);
		checkVerbatim(title, provenance, `${path}.title`, register.file);
		const above = under === undefined ? [] : headings.get(under);
		if (above === undefined || above.length > 1)
			throw new SeedError(register.file, path, `“${under ?? ''}” is no topic before it`);
		const { list = above.at(-1)?.list, country } = of;
		headings.set(name, [...above, { title, provenance, list, country }]);
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
