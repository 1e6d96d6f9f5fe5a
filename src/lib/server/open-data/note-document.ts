/** What a plan's publication says besides its elements, as the API sends it. */
import type { Sources } from './provenance.ts';
import type { NoteDocument } from './shapes/plan.ts';

const longestTitle = 80;

/** As many whole words as fit, so that a title taken from a quotation stands in it. */
function firstWords(text: string): string {
	if (text.length <= longestTitle) return text;
	const cut = text.slice(0, longestTitle + 1);
	return cut.slice(0, cut.lastIndexOf(' '));
}

type Sorted = 'topic' | 'subtopic' | 'marker' | 'list_kind' | 'country';

/** @param axes what axes are called, by their ids */
export function noteDocument(
	note: Pick<NoteDocument, 'id' | 'code' | 'text' | Sorted> & { axis_id: string | null },
	sources: Sources,
	axes: ReadonlyMap<string, NonNullable<NoteDocument['list']>>
): NoteDocument {
	const { id, code, text, topic, subtopic, marker, list_kind, country } = note;
	const of = (part: Sorted) =>
		note[part] === null ? null : sources.of('plan', `notes.${code}.${part}`);
	return {
		kind: 'note',
		id,
		code,
		title: firstWords(text),
		text,
		topic,
		provenance: sources.of('plan', `notes.${code}`),
		topic_provenance: of('topic'),
		subtopic,
		subtopic_provenance: of('subtopic'),
		marker,
		marker_provenance: of('marker'),
		list_kind,
		list_kind_provenance: of('list_kind'),
		country,
		country_provenance: of('country'),
		list: axes.get(note.axis_id ?? '') ?? null
	};
}
