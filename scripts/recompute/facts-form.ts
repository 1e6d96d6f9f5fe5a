/** The form of the facts document, format 1: what is there, and nothing else. */
import * as v from 'valibot';

const id = v.pipe(v.string(), v.digits());
const day = v.pipe(v.string(), v.isoDate());
const moment = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}$/));
const decimal = v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/));
const word = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const method = v.picklist(['cost', 'weight', 'equal']);
const frequency = v.picklist(['month', 'quarter', 'year']);
const reasons = ['not_set', 'not_measured', 'not_reported', 'not_due', 'not_recorded'] as const;
const missing = { missing: v.optional(v.record(v.string(), v.picklist(reasons))) };

const version = {
	holds_from: v.nullable(day),
	revision: v.pipe(count, v.minValue(1)),
	recorded_at: v.nullable(moment),
	retired: v.boolean(),
	amendment: v.nullable(id),
	...missing
};

const settings = {
	roll_up_method: method,
	coverage_threshold: decimal,
	fiscal_year_start_month: v.pipe(count, v.minValue(1), v.maxValue(12))
};

const plan = v.strictObject({
	...{ slug: word, title: word, language: word, currency: word, time_zone: word },
	...{ demonstration: v.boolean(), revision: count, ...settings, ...missing },
	...{ period_start: v.nullable(day), period_end: v.nullable(day) }
});

const organisation = v.strictObject({
	...{ id, acronym: v.nullable(word), name: word, kind: word, successor: v.nullable(id) },
	...{ valid_from: v.nullable(day), valid_to: v.nullable(day), successors: v.optional(v.array(id)) }
});

const owner = v.strictObject({
	...{ element: id, organisation: id, role: v.picklist(['lead', 'co_lead', 'reporter']) },
	...{ valid_from: v.nullable(day), valid_to: v.nullable(day) }
});

const element = v.strictObject({
	...{ id, kind: v.picklist(['goal', 'objective', 'activity']), code: word, title: word },
	...{ parent: v.nullable(id), position: count, weight: v.nullable(decimal) },
	...{ applicable: v.boolean(), planned_start: v.nullable(day), planned_end: v.nullable(day) },
	...{ serves: v.array(id), ...version }
});

const milestone = v.strictObject({
	...{ id, element: id, position: count, title: word, weight: decimal },
	...{ planned_on: v.nullable(day), ...version }
});

const reached = v.strictObject({
	...{ id, milestone: id, reached_on: v.nullable(day), recorded_at: moment }
});

const period = v.strictObject({
	...{ id, label: word, frequency, starts_on: day, ends_on: day, due_on: day }
});

const reportStates = v.picklist(['submitted', 'returned', 'approved', 'published']);
const report = v.strictObject({
	...{ id, period: id, organisation: id },
	states: v.array(v.strictObject({ state: reportStates, at: moment }))
});

const update = v.strictObject({
	...{ id, element: id, report: v.nullable(id), as_of: day, recorded_at: moment },
	delivery: v.picklist(['not_started', 'in_progress', 'completed', 'on_hold', 'cancelled']),
	...{ percent: v.nullable(decimal), actual_start: v.nullable(day), actual_end: v.nullable(day) },
	declared_end: v.nullable(day),
	declared_confidence: v.nullable(v.picklist(['on_track', 'at_risk', 'off_track'])),
	...missing
});

const unitKinds = ['count', 'percent_of_whole', 'percent_change', 'currency', 'duration', 'index'];
const unit = v.strictObject({
	...{ kind: v.picklist(unitKinds), label: word },
	...{ low: v.nullable(decimal), high: v.nullable(decimal) }
});

const kpi = v.strictObject({
	...{ id, element: id, code: word, title: word, unit, frequency },
	direction: v.picklist(['up', 'down', 'range']),
	over_time: v.picklist(['last', 'flow_plan', 'flow_window', 'ratio']),
	over_organisations: v.picklist(['none', 'sum', 'ratio', 'min', 'max']),
	baseline: v.strictObject({ value: v.nullable(decimal), on: v.nullable(day) }),
	range: v.nullable(v.strictObject({ low: decimal, high: decimal, zero_distance: decimal })),
	...{ tolerance: decimal, ...version }
});

const target = v.strictObject({ id: word, kpi: id, due_on: day, value: decimal, ...version });

const measurement = v.strictObject({
	...{ id, kpi: id, organisation: v.nullable(id), report: v.nullable(id) },
	...{ measured_on: day, recorded_at: moment, value: v.nullable(decimal) },
	...{ numerator: v.nullable(decimal), denominator: v.nullable(decimal) }
});

const line = v.strictObject({
	...{ id, element: id, fund_source: v.nullable(word), fiscal_year: count },
	...{ cost: v.nullable(decimal), ...version }
});

const money = v.strictObject({
	...{ id, line: id, as_of: v.nullable(day), recorded_at: v.nullable(moment), amount: decimal },
	stage: v.picklist(['appropriation', 'allotment', 'obligation', 'disbursement']),
	...missing
});

const rollOutVersion = v.strictObject({
	...{ id, holds_from: v.nullable(day), recorded_at: moment, withdrawn: v.boolean() },
	...{ element: v.nullable(id), title: word },
	steps: v.array(
		v.strictObject({ id, title: word, after: v.array(id), weight: v.nullable(decimal) })
	),
	waves: v.array(
		v.strictObject({
			...{ id, title: word, extent: v.picklist(['named', 'stated', 'open']) },
			...{ number: v.nullable(count), with_earlier: v.boolean() }
		})
	),
	windows: v.array(
		v.strictObject({
			...{ wave: id, step: v.nullable(id) },
			...{ starts_on: v.nullable(day), ends_on: v.nullable(day) }
		})
	)
});

const rollOutMember = v.strictObject({
	...{ id, member: id, wave: id, organisation: v.nullable(id), label: v.nullable(word) },
	...{ standing: v.picklist(['takes_part', 'left', 'merged']), into: v.nullable(id) },
	...{ holds_from: v.nullable(day), recorded_at: moment }
});

const rollOutEntry = v.strictObject({
	...{ id, member: id, step: v.nullable(id), on: v.nullable(day), recorded_at: moment },
	state: v.nullable(v.picklist(['not_started', 'commenced', 'done', 'not_applicable'])),
	...{ evidence: v.nullable(word), note: v.nullable(word) },
	...{ corrects: v.nullable(id), report: v.nullable(id) }
});

const rollOut = v.strictObject({
	...{ id, name: word, versions: v.pipe(v.array(rollOutVersion), v.minLength(1)) },
	...{ member_states: v.array(rollOutMember), entries: v.array(rollOutEntry) }
});

export const factsForm = v.strictObject({
	kind: v.literal('facts'),
	format: v.literal('1'),
	scope: v.strictObject({
		...{ as_of: day, known_on: day, edition: v.picklist(['current', 'published']) },
		snapshot: v.nullable(word)
	}),
	plan,
	settings: v.optional(v.array(v.strictObject({ id: v.literal('plan'), ...settings, ...version }))),
	organisations: v.array(organisation),
	owners: v.array(owner),
	elements: v.array(element),
	milestones: v.array(milestone),
	milestones_reached: v.array(reached),
	periods: v.array(period),
	reports: v.array(report),
	updates: v.array(update),
	kpis: v.array(kpi),
	targets: v.array(target),
	measurements: v.array(measurement),
	budget_lines: v.array(line),
	money: v.array(money),
	/** Documents that were stored before there were any have none. */
	roll_outs: v.optional(v.array(rollOut))
});

export type FactsDocument = v.InferOutput<typeof factsForm>;
export type ElementFacts = v.InferOutput<typeof element>;
export type MilestoneFacts = v.InferOutput<typeof milestone>;
export type UpdateFacts = v.InferOutput<typeof update>;
export type KpiFacts = v.InferOutput<typeof kpi>;
export type MeasurementFacts = v.InferOutput<typeof measurement>;
export type PeriodFacts = v.InferOutput<typeof period>;
export type RollOutFacts = v.InferOutput<typeof rollOut>;
