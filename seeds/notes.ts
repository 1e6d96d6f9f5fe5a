import type { WrittenNote } from './plan-file.ts';
import { resolve, type Provenance, type Register } from './provenance.ts';
import { SeedError } from './read.ts';
import { checkVerbatim } from './elements.ts';

/** What the publication says besides its elements, or what has to be said of them. */
export interface NoteSeed {
	id: string;
	text: string;
	/** Codes of the elements that it concerns; none: the plan. */
	concerns: string[];
	/** What a later issue will make of it, for example `roll_out`. */
	topic: string | null;
	/** Of its text. */
	provenance: Provenance;
	topicProvenance: Provenance | null;
}

/** The notes of a plan, in order, each with the text that it stands for. */
export function notesOf(written: WrittenNote[], register: Register): NoteSeed[] {
	return written.map((note, index) => {
		const path = `notes.${index}`;
		const mark = note.provenance ?? note.source;
		if (mark === undefined) throw new SeedError(register.file, path, 'no provenance');
		const provenance = resolve(mark, 'notes', `${path}.provenance`, register);
		const text = textOf(note, path, register);
		checkVerbatim(text, provenance, `${path}.text`, register.file);
		const { id, concerns, topic = null } = note;
		const topicProvenance =
			topic === null ? null : resolve('default', 'topic', `${path}.topic`, register);
		return { id, text, concerns, topic, provenance, topicProvenance };
	});
}

function textOf(note: WrittenNote, path: string, { file, passages }: Register): string {
	const plain = note.plain_letters_of;
	const text =
		note.text ?? (plain ? passages[plain]?.normalize('NFKC') : passages[note.source ?? '']);
	if (text === undefined)
		throw new SeedError(file, path, 'no text, and no passage to take it from');
	return text;
}
