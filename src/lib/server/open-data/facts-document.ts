/**
 * Everything that a plan's figures are made of, and nothing reckoned: from it anyone can reckon them
 * again. What is planned has one version each so far; it holds from the beginning.
 */
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { asKnown, type AsKnown } from '../facts/as-known.ts';
import type { PlanRow } from '../facts/plans.ts';
import { settled } from '../facts/settled.ts';
import { links } from '../facts/structure-queries.ts';
import * as queries from './facts-queries.ts';
import type { FactsDocument, VersionFacts } from './facts-shapes.ts';

type Rows<Query extends (db: Db, asked: never) => Promise<unknown[]>> = Awaited<ReturnType<Query>>;

/** Why a field is null, where that is not the same for all. */
function missing<Reason extends string>(fields: Record<string, unknown>, reason: Reason) {
	const names = Object.keys(fields).filter((name) => fields[name] === null);
	if (names.length === 0) return {};
	return { missing: Object.fromEntries(names.map((name) => [name, reason])) };
}

/** What every version says of itself. */
function version(plan: PlanRow): VersionFacts {
	const revision = Number(plan.structure_revision);
	return { holds_from: null, revision: Math.max(1, revision), recorded_at: null, retired: false };
}

function planFacts(plan: PlanRow): FactsDocument['plan'] {
	const { period_start, period_end } = plan;
	return {
		slug: plan.slug,
		title: plan.title,
		language: plan.language,
		currency: plan.currency,
		time_zone: plan.time_zone,
		demonstration: plan.demonstration,
		revision: Number(plan.revision),
		roll_up_method: plan.roll_up_method,
		coverage_threshold: plan.coverage_threshold,
		fiscal_year_start_month: plan.fiscal_year_start_month,
		period_start,
		period_end,
		...missing({ period_start, period_end }, 'not_set')
	};
}

function elementFacts(
	plan: PlanRow,
	rows: Rows<typeof queries.elements>,
	serves: Map<string, { servesId: string }[]>
): FactsDocument['elements'] {
	return rows.map(({ parent_id, ...row }) => {
		const { weight, planned_start, planned_end } = row;
		return {
			...row,
			parent: parent_id,
			serves: (serves.get(row.id) ?? []).map(({ servesId }) => servesId),
			...version(plan),
			...missing({ weight, planned_start, planned_end }, 'not_set')
		};
	});
}

function kpiFacts(plan: PlanRow, rows: Rows<typeof queries.kpis>): FactsDocument['kpis'] {
	return rows.map((row) => ({
		id: row.id,
		element: row.element_id,
		code: row.code,
		title: row.title,
		unit: { kind: row.unit_kind, label: row.unit, low: row.unit_low, high: row.unit_high },
		direction: row.direction,
		frequency: row.frequency,
		over_time: row.over_time,
		over_organisations: row.over_organisations,
		baseline: { value: row.baseline_value, on: row.baseline_on },
		range:
			row.range_low === null || row.range_high === null || row.range_zero_distance === null
				? null
				: { low: row.range_low, high: row.range_high, zero_distance: row.range_zero_distance },
		tolerance: row.tolerance,
		...version(plan)
	}));
}

function reportFacts(rows: Rows<typeof queries.reportSteps>): FactsDocument['reports'] {
	return [...Map.groupBy(rows, ({ id }) => id)].map(([id, steps]) => ({
		id,
		period: steps[0]!.period_id,
		organisation: steps[0]!.organisation_id,
		states: steps.flatMap(({ state, at }) =>
			state === null || state === 'draft' || state === 'not_submitted' ? [] : [{ state, at }]
		)
	}));
}

/** Ids of rows that come from several tables must not meet. */
const moneyId = (of: string, stage: number) => `${of}${stage}`;

/** Appropriations and allotments have no day yet: they count from the beginning. */
function moneyFacts(
	lines: Rows<typeof queries.budgetLines>,
	spending: Rows<typeof queries.spending>
): FactsDocument['money'] {
	const set = lines.flatMap((line) =>
		(['appropriation', 'allotment'] as const).flatMap((stage, at) => {
			const amount = line[stage];
			if (amount === null) return [];
			return [
				{
					...{ id: moneyId(line.id, at + 1), line: line.id, stage, amount },
					...{ as_of: null, recorded_at: null },
					missing: { as_of: 'not_recorded', recorded_at: 'not_recorded' }
				}
			];
		})
	);
	const reported = spending.flatMap((row) =>
		(['obligation', 'disbursement'] as const).map((stage, at) => ({
			...{ id: moneyId(row.id, at + 3), line: row.budget_line_id, stage, amount: row[stage] },
			...{ as_of: row.as_of, recorded_at: row.recorded_at }
		}))
	);
	return [...set, ...reported];
}

/** What was reported, and what it was reported on. */
async function reportedFacts(db: Db, known: AsKnown) {
	const [reached, steps, updates, measurements, spending] = await Promise.all([
		queries.milestonesReached(db, known),
		queries.reportSteps(db, known),
		queries.updates(db, known),
		queries.measurements(db, known),
		queries.spending(db, known)
	]);
	return { reached, steps, updates, measurements, spending };
}

async function plannedFacts(db: Db, planId: string) {
	const [organisations, owners, elements, serves, milestones, periods] = await Promise.all([
		queries.organisations(db, planId),
		queries.owners(db, planId),
		queries.elements(db, planId),
		links(db, planId),
		queries.milestones(db, planId),
		queries.periods(db, planId)
	]);
	const [kpis, targets, lines] = await Promise.all([
		queries.kpis(db, planId),
		queries.targets(db, planId),
		queries.budgetLines(db, planId)
	]);
	return { organisations, owners, elements, serves, milestones, periods, kpis, targets, lines };
}

/** The raw facts of a plan, all that were recorded by `known_on`, of whatever day. */
export const factsDocument = (db: Db, plan: PlanRow, scope: Scope): Promise<FactsDocument> =>
	settled(db, plan, (at, now) => documentOf(at, now, scope));

async function documentOf(db: Db, plan: PlanRow, scope: Scope): Promise<FactsDocument> {
	const [planned, reported] = await Promise.all([
		plannedFacts(db, plan.id),
		reportedFacts(db, asKnown(plan, scope))
	]);
	const serves = Map.groupBy(planned.serves, ({ elementId }) => elementId);
	const held = version(plan);
	return {
		kind: 'facts',
		format: '1',
		scope: { as_of: scope.asOf, known_on: scope.knownOn, edition: 'current', snapshot: null },
		plan: planFacts(plan),
		organisations: planned.organisations.map(({ successor_id, ...row }) => ({
			...row,
			successor: successor_id
		})),
		owners: planned.owners.map(({ element_id, organisation_id, ...row }) => ({
			element: element_id,
			organisation: organisation_id,
			...row
		})),
		elements: elementFacts(plan, planned.elements, serves),
		milestones: planned.milestones.map(({ element_id, ...row }) => ({
			...row,
			element: element_id,
			...held,
			...missing({ planned_on: row.planned_on }, 'not_set')
		})),
		milestones_reached: reported.reached.map(({ milestone_id, ...row }) => ({
			...row,
			milestone: milestone_id
		})),
		periods: planned.periods,
		reports: reportFacts(reported.steps),
		updates: reported.updates.map(({ element_id, report_id, recovery_on, ...row }) => ({
			...row,
			element: element_id,
			report: report_id,
			declared_end: recovery_on,
			...missing({ percent: row.percent }, 'not_reported')
		})),
		kpis: kpiFacts(plan, planned.kpis),
		targets: planned.targets.map(({ kpi_id, due_on, value }) => ({
			...{ id: `${kpi_id}.${due_on}`, kpi: kpi_id, due_on, value },
			...held
		})),
		measurements: reported.measurements.map((row) => ({
			...{ id: row.id, kpi: row.kpi_id, organisation: row.organisation_id, report: row.report_id },
			...{ measured_on: row.measured_on, recorded_at: row.recorded_at },
			...{ value: row.value, numerator: row.numerator, denominator: row.denominator }
		})),
		budget_lines: planned.lines.map((row) => ({
			...{ id: row.id, element: row.element_id, fund_source: row.fund_source },
			...{ fiscal_year: row.fiscal_year, cost: row.cost },
			...held,
			...missing({ cost: row.cost }, 'not_set')
		})),
		money: moneyFacts(planned.lines, reported.spending)
	};
}
