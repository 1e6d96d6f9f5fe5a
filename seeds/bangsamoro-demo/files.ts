/** The shapes of the demonstration's files. */
import * as v from 'valibot';
import {
	closureReasons,
	contractStates,
	officeCapacities,
	overOrganisationsRules,
	overTimeRules,
	ownerRoles,
	priceKinds,
	resultLevels,
	roles,
	slippageCauses,
	unitKinds
} from '#lib/domain/records/vocabulary.ts';
import { date, mark, slug, whole, words } from '../shapes.ts';

/** `24Q3`. */
const quarter = v.pipe(v.string(), v.regex(/^\d\dQ[1-4]$/));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(2));
const provenance = v.literal('demo');

export const activitiesFile = v.strictObject({
	provenance,
	activities: v.record(
		v.string(),
		v.strictObject({
			lead: slug,
			window: v.pipe(v.string(), v.regex(/^\d\dQ[1-4]-\d\dQ[1-4]$/)),
			/** Millions of the plan's currency, as decimal text. */
			million: v.pipe(v.string(), v.regex(/^\d+(\.\d)?$/))
		})
	),
	reporters: v.record(slug, v.array(words))
});

/** Percent by fund source, from the year that is the key. */
const mix = v.record(v.string(), v.record(v.string(), whole));

export const fundsFile = v.strictObject({
	provenance,
	quarters_ahead: whole,
	years_valid: whole,
	sources: v.record(v.string(), words),
	mixes: v.record(v.string(), mix),
	mix_of: v.record(v.string(), words),
	mix_else: words
});

export const milestonesFile = v.strictObject({
	provenance,
	milestones: v.record(
		v.string(),
		v.array(
			v.strictObject({ title: words, weight: whole, planned: date, reached: v.nullable(date) })
		)
	)
});

const course = v.strictObject({
	started: date,
	completed: v.optional(date),
	percent: v.optional(whole),
	/** The quarter of its last report, where that is not the last of all. */
	as_of: v.optional(quarter),
	on_hold: v.optional(quarter)
});
export type WrittenCourse = v.InferOutput<typeof course>;

const moneyShares = v.strictObject({ obligated: share, paid: share });

export const storyFile = v.strictObject({
	provenance,
	first_period: quarter,
	last_period: quarter,
	days_until_due: whole,
	days_until_published: whole,
	courses: v.record(v.string(), course),
	last_reports: v.strictObject({
		reopened: v.strictObject({ on: date, reason: words }),
		returned: v.record(slug, v.strictObject({ on: date, reason: words })),
		silent: v.array(slug)
	}),
	returned_before: v.array(
		v.strictObject({ period: quarter, organisation: slug, activity: words, reason: words })
	),
	money: v.strictObject({
		running: moneyShares,
		completed: moneyShares,
		of: v.record(v.string(), moneyShares)
	}),
	newest_share: v.strictObject({ obligated: share, paid: share }),
	paid_at_lapse: share,
	allotted: v.pipe(v.array(whole), v.nonEmpty()),
	unreleased: v.record(v.string(), whole)
});
export type Story = v.InferOutput<typeof storyFile>;

const slip = v.strictObject({
	cause: v.picklist(slippageCauses),
	until: v.optional(date),
	because: v.optional(words)
});

/** By activity and the quarter from which on they hold. */
export const slipsFile = v.strictObject({
	provenance,
	slips: v.record(v.string(), v.record(quarter, slip))
});
export type Slips = v.InferOutput<typeof slipsFile>['slips'];

/** By activity and quarter. */
export const notesFile = v.strictObject({
	provenance,
	notes: v.record(v.string(), v.record(quarter, words))
});
export type Notes = v.InferOutput<typeof notesFile>['notes'];

export const decisionsFile = v.strictObject({
	provenance,
	decisions: v.array(
		v.strictObject({
			title: words,
			element: words,
			reason: words,
			decider: slug,
			raised_on: date,
			due_on: date
		})
	)
});

export const accountsFile = v.strictObject({
	provenance,
	accounts: v.array(
		v.strictObject({
			name: words,
			email: v.pipe(v.string(), v.email()),
			role: v.picklist(roles),
			organisation: v.optional(slug)
		})
	)
});

const measured = v.strictObject({
	on: date,
	value: v.optional(v.number()),
	numerator: v.optional(whole),
	denominator: v.optional(whole)
});

const dimension = v.strictObject({
	by: words,
	/** What share of each measurement falls to each term; they come to 1. */
	terms: v.record(words, share),
	/** Terms of which nothing is said from a day on. */
	not_reported: v.optional(v.strictObject({ from: date, terms: v.array(words) }))
});

const quality = v.strictObject({
	...{ limits: words, accuracy: words, revisions: words, actions: words },
	reviewed_on: date
});

const kpi = v.strictObject({
	code: v.pipe(v.string(), v.regex(/^O\d\.\d\.K\d$/)),
	title: words,
	unit: words,
	unit_kind: v.optional(v.picklist(unitKinds), 'count'),
	unit_bounds: v.optional(v.strictObject({ low: v.number(), high: v.number() })),
	decimals: v.optional(whole, 0),
	direction: v.picklist(['up', 'down', 'range']),
	frequency: v.picklist(['month', 'quarter', 'year']),
	over_time: v.picklist(overTimeRules),
	over_organisations: v.optional(v.picklist(overOrganisationsRules), 'none'),
	baseline: v.nullable(v.number()),
	baseline_on: v.optional(date),
	baseline_provenance: v.optional(mark),
	range: v.optional(
		v.strictObject({ low: v.number(), high: v.number(), zero_distance: v.number() })
	),
	target: v.number(),
	now: v.nullable(v.number()),
	path: v.optional(v.picklist(['line', 'level', 'end']), 'line'),
	from: v.optional(date),
	follows: v.optional(v.strictObject({ on: date, what: words })),
	of: v.optional(whole),
	wavers: v.optional(v.boolean(), false),
	reporter: slug,
	verified_by: words,
	result_level: v.optional(v.picklist(resultLevels)),
	parts: v.optional(v.array(dimension), []),
	quality: v.optional(quality),
	series: v.optional(v.array(measured))
});
export type WrittenKpi = v.InferOutput<typeof kpi>;

export const kpisFile = v.strictObject({
	provenance,
	baseline_on: date,
	target_on: date,
	kpis: v.array(kpi)
});
export type KpisFile = v.InferOutput<typeof kpisFile>;

const amount = v.pipe(v.string(), v.regex(/^\d+(\.\d\d?)?$/));
const said = v.nullable(words);
const onDay = v.nullable(date);

export const workFile = v.strictObject({
	provenance,
	/** The day on which all of it was written down. */
	recorded: date,
	closures: v.array(
		v.strictObject({
			element: words,
			closure_reason: v.picklist(closureReasons),
			explanation: said,
			closed_on: date,
			final_cost: amount,
			delivered: words,
			lessons: said,
			benefits: said,
			benefits_from: onDay
		})
	),
	contracts: v.array(
		v.strictObject({
			element: words,
			/** The appropriation year of its budget line; null: it is on none. */
			year: v.nullable(whole),
			contract_title: words,
			ocid: said,
			supplier: words,
			supplier_identifier: said,
			contract_value: amount,
			contract_state: v.picklist(contractStates),
			signed_on: date,
			starts_on: date,
			ends_on: date
		})
	),
	locations: v.array(
		v.strictObject({ element: words, unit_name: words, unit_code: words, code_system: words })
	),
	price_bases: v.array(
		v.strictObject({
			element: words,
			price_kind: v.picklist(priceKinds),
			price_year: words,
			adopted_basis: said,
			price_source: words
		})
	),
	offices: v.array(
		v.strictObject({
			element: words,
			organisation: slug,
			capacity: v.picklist(officeCapacities),
			office_title: words,
			held_from: onDay,
			held_until: onDay
		})
	),
	/** From one office to another of the same organisation: owners, and so figures, stay. */
	hand_overs: v.array(
		v.strictObject({
			element: words,
			organisation: slug,
			role: v.picklist(ownerRoles),
			from_office: words,
			to_office: words,
			handed_on: date,
			handed_over: words,
			reason: words
		})
	)
});
export type WorkFile = v.InferOutput<typeof workFile>;
