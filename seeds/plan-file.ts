/** The shape of `plan.yaml` and `passages.yaml`. */
import * as v from 'valibot';
import { noteListKinds, notePlaces } from '#lib/domain/records/vocabulary.ts';
import { date, mark, marks, publication, slug, whole, words } from './shapes.ts';

export const passagesFile = v.strictObject({
	publication,
	passages: v.record(v.string(), words)
});

const elementEntries = {
	code: words,
	/** The passage that states it. */
	source: words,
	title: words,
	short_title: v.optional(words),
	description: v.optional(words),
	/** False where the text names an outcome and nothing that is delivered. */
	deliverable_defined: v.optional(v.boolean(), true),
	terms: v.optional(v.array(words), []),
	also_serves: v.optional(v.array(words), []),
	provenance: v.optional(marks, {})
};
const activity = v.strictObject(elementEntries);
const objective = v.strictObject({
	...elementEntries,
	activities: v.optional(v.array(activity), [])
});
const goal = v.strictObject({
	...elementEntries,
	objectives: v.optional(v.array(objective), []),
	activities: v.optional(v.array(activity), [])
});

/** An element as written; of `objectives` and `activities` those that its kind may have. */
export interface WrittenElement extends v.InferOutput<typeof activity> {
	objectives?: WrittenElement[];
	activities?: WrittenElement[];
}

/** Its text is `text`, or the passage `source`, or the passage `plain_letters_of` in plain letters. */
const note = v.strictObject({
	id: slug,
	source: v.optional(words),
	plain_letters_of: v.optional(words),
	text: v.optional(words),
	provenance: v.optional(mark),
	concerns: v.optional(v.array(words), []),
	/** One of the plan's `topics`. */
	topic: v.optional(words),
	/** What the text prints before it. */
	marker: v.optional(words),
	place: v.optional(v.picklist(notePlaces), 'end'),
	/** The axis whose terms are the list that follows its words: `framework.axis`. */
	axis: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.[a-z0-9-]+$/)))
});
export type WrittenNote = v.InferOutput<typeof note>;

/** A heading that notes stand under, itself under another or none. */
const topic = v.strictObject({
	title: words,
	provenance: mark,
	under: v.optional(words),
	/** What the list beneath it is of; left out: as the heading above it. */
	list: v.optional(v.picklist(noteListKinds)),
	/** ISO 3166-1 alpha-2: whose practice it is. */
	country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)))
});
export type WrittenTopics = Record<string, v.InferOutput<typeof topic>>;

/** By slug: those that the plan is set out by, and where it says so. */
const frameworks = v.optional(v.record(slug, mark), {});

const label = v.strictObject({ one: words, many: words });
const period = v.nullable(v.strictObject({ start: v.nullable(date), end: v.nullable(date) }));

export const planFile = v.strictObject({
	slug,
	title: words,
	short_title: words,
	description: v.optional(words),
	language: words,
	currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
	time_zone: words,
	fiscal_year_start_month: v.pipe(whole, v.minValue(1), v.maxValue(12)),
	period,
	vision: v.nullable(words),
	mission: v.nullable(words),
	labels: v.strictObject({ goal: label, objective: label, activity: label }),
	provenance: marks,
	rules: marks,
	readings: v.optional(marks, {}),
	frameworks,
	goals: v.optional(v.array(goal), []),
	objectives: v.optional(v.array(objective), []),
	activities: v.optional(v.array(activity), []),
	topics: v.optional(v.record(v.string(), topic), {}),
	notes: v.optional(v.array(note), [])
});
export type PlanFile = v.InferOutput<typeof planFile>;

/** A plan that takes its elements from another and changes what it names. */
export const cloneFile = v.strictObject({
	clone_of: slug,
	slug,
	title: words,
	short_title: words,
	period,
	roll_up_method: v.picklist(['cost', 'weight', 'equal']),
	provenance: marks,
	frameworks,
	/** Terms that its elements have besides, by element. */
	terms: v.optional(v.record(v.string(), v.array(words)), {}),
	/** Why they have these. */
	terms_provenance: v.optional(mark, 'demo'),
	notes: v.optional(v.array(note), [])
});
