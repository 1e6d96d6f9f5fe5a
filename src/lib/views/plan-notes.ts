/** A plan's notes under the headings that they stand beneath, with their lists. */
import type { NoteWords, PlanNote } from '#lib/domain/records/plan-note.ts';
import type { NoteListKind, NotePlace } from '#lib/domain/records/vocabulary.ts';

/** A run of notes that are items of one list, or that are none. */
export interface NoteRun {
	isList: boolean;
	notes: PlanNote[];
}

export interface NoteGroup {
	heading: NoteWords | null;
	/** What its list is of, where the heading above does not say so already. */
	kind: NoteListKind | null;
	/** ISO 3166-1 alpha-2: whose practice all of it is. */
	country: string | null;
	runs: NoteRun[];
	/** What stands under headings of its own beneath this one. */
	groups: NoteGroup[];
}

/** Neighbours that agree, one run after the other. */
function runsOf<Item>(items: Item[], agree: (one: Item, other: Item) => boolean): Item[][] {
	const runs: Item[][] = [];
	for (const item of items) {
		const run = runs.at(-1);
		if (run?.[0] !== undefined && agree(run[0], item)) run.push(item);
		else runs.push([item]);
	}
	return runs;
}

const listsOf = (notes: PlanNote[]): NoteRun[] =>
	runsOf(notes, (one, other) => (one.marker === null) === (other.marker === null)).map((run) => ({
		isList: run[0]?.marker != null,
		notes: run
	}));

/** What all of them have; null: they differ, or none has it. */
function shared<Of extends 'listKind' | 'country'>(notes: PlanNote[], of: Of): PlanNote[Of] | null {
	const first = notes[0]?.[of] ?? null;
	return notes.every((note) => note[of] === first) ? first : null;
}

function groupOf(notes: PlanNote[]): NoteGroup {
	const beneath = notes.filter(({ subtopic }) => subtopic !== null);
	const kind = shared(notes, 'listKind');
	const country = shared(notes, 'country');
	return {
		heading: notes[0]?.topic ?? null,
		...{ kind, country },
		runs: listsOf(notes.filter(({ subtopic }) => subtopic === null)),
		groups: runsOf(beneath, (one, other) => one.subtopic?.text === other.subtopic?.text).map(
			(run) => ({
				heading: run[0]?.subtopic ?? null,
				kind: kind === null ? shared(run, 'listKind') : null,
				country: country === null ? shared(run, 'country') : null,
				runs: listsOf(run),
				groups: []
			})
		)
	};
}

/** Notes in their order, each run of the same heading as one group. */
export function noteGroups(notes: PlanNote[]): NoteGroup[] {
	return runsOf(notes, (one, other) => one.topic?.text === other.topic?.text).map(groupOf);
}

export interface PlacedNotes {
	/** What has to be known before all else. */
	start: NoteGroup[];
	/** What stands beside the vision. */
	vision: PlanNote[];
	/** What stands right above the elements. */
	above: NoteGroup[];
	/** By element id: what concerns that element alone. */
	elements: Record<string, NoteGroup[]>;
	end: NoteGroup[];
}

/** Notes where a reader needs them: what concerns one element stands with it. */
export function placed(notes: PlanNote[], elementIds: ReadonlySet<string>): PlacedNotes {
	const ownerOf = ({ concerns }: PlanNote) =>
		concerns.length === 1 && elementIds.has(concerns[0]!) ? concerns[0]! : null;
	const ofPlan = notes.filter((note) => ownerOf(note) === null);
	const at = (place: NotePlace) => ofPlan.filter((note) => note.place === place);
	const owned = notes.filter((note) => ownerOf(note) !== null);
	const byElement = Map.groupBy(owned, (note) => ownerOf(note)!);
	return {
		start: noteGroups(at('start')),
		vision: at('vision'),
		above: noteGroups(at('elements')),
		elements: Object.fromEntries([...byElement].map(([id, own]) => [id, noteGroups(own)])),
		end: noteGroups(at('end'))
	};
}
