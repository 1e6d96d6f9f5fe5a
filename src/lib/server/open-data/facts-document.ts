/**
 * Everything that a plan's figures are made of, and nothing reckoned: from it anyone can reckon them
 * again. What is planned has versions, each from a day on and with a revision.
 */
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import { asKnown, type AsKnown } from '../facts/as-known.ts';
import type { PlanRow } from '../facts/plans.ts';
import { settled } from '../facts/settled.ts';
import * as queries from './facts-queries.ts';
import type { FactsDocument, VersionFacts } from './facts-shapes.ts';
import { rollOutFacts } from './roll-out-facts.ts';

type Rows<Query extends (db: Db, asked: never) => Promise<unknown[]>> = Awaited<ReturnType<Query>>;

/** Why a field is null, where that is not the same for all. */
function missing<Reason extends string>(fields: Record<string, unknown>, reason: Reason) {
	const names = Object.keys(fields).filter((name) => fields[name] === null);
	if (names.length === 0) return {};
	return { missing: Object.fromEntries(names.map((name) => [name, reason])) };
}

function planFacts(plan: PlanRow, { snapshot }: Scope): FactsDocument['plan'] {
	const { period_start, period_end } = plan;
	return {
		slug: plan.slug,
		title: plan.title,
		language: plan.language,
		currency: plan.currency,
		time_zone: plan.time_zone,
		demonstration: plan.demonstration,
		revision: snapshot?.revision ?? Number(plan.revision),
		roll_up_method: plan.roll_up_method,
		coverage_threshold: plan.coverage_threshold,
		fiscal_year_start_month: plan.fiscal_year_start_month,
		period_start,
		period_end,
		...missing({ period_start, period_end }, 'not_set')
	};
}

const scopeFacts = (plan: PlanRow, scope: Scope): FactsDocument['scope'] => ({
	as_of: scope.asOf,
	known_on: scope.knownOn,
	edition: scope.snapshot ? 'published' : 'current',
	snapshot: scope.snapshot && `/api/v1/plans/${plan.slug}/snapshots/${scope.snapshot.id}`
});

type VersionRow = Omit<VersionFacts, 'missing'> & { id: string };

/** What a version says of itself. */
const version = ({ holds_from, revision, recorded_at, retired, amendment }: VersionRow) => ({
	...{ holds_from, revision, recorded_at, retired, amendment }
});

/** Whether a version holds, of those known with another, on the day from which that one holds. */
const isBy = (one: VersionRow, other: VersionRow) =>
	(one.holds_from ?? '') <= (other.holds_from ?? '');

/** The last of some versions that holds on the day of another. */
const at = <Row extends VersionRow>(rows: readonly Row[], other: VersionRow): Row | undefined =>
	rows.findLast((row) => isBy(row, other));

function servedBy(links: Rows<typeof queries.links>) {
	const ofElement = Map.groupBy(links, ({ element_id }) => element_id);
	return (element: VersionRow): string[] => {
		const byLink = Map.groupBy(ofElement.get(element.id) ?? [], ({ id }) => id);
		const holding = [...byLink.values()].map((versions) => at(versions, element));
		return holding.flatMap((link) => (link && !link.retired ? [link.serves_id] : []));
	};
}

function elementFacts(
	rows: Rows<typeof queries.elements>,
	links: Rows<typeof queries.links>
): FactsDocument['elements'] {
	const serves = servedBy(links);
	return rows.map(({ parent_id, ...row }) => {
		const { weight, planned_start, planned_end } = row;
		return {
			...row,
			parent: parent_id,
			serves: serves(row),
			...missing({ weight, planned_start, planned_end }, 'not_set')
		};
	});
}

type KpiRow = Rows<typeof queries.kpis>[number];

/** A KPI goes out of the plan with its element, and comes back with it. */
function withElements(kpis: KpiRow[], elements: Rows<typeof queries.elements>): KpiRow[] {
	const ofElement = Map.groupBy(kpis, ({ element_id }) => element_id);
	const gone = [...Map.groupBy(elements, ({ id }) => id).values()].flatMap((versions) =>
		versions
			.slice(versions.findIndex(({ retired }) => retired))
			.filter(() => versions.some(({ retired }) => retired))
	);
	const followed = gone.flatMap((element) =>
		[...Map.groupBy(ofElement.get(element.id) ?? [], ({ id }) => id).values()].flatMap(
			(versions) => {
				const kpi = at(versions, element);
				return kpi && !kpi.retired ? [{ ...kpi, ...version(element) }] : [];
			}
		)
	);
	return [...kpis, ...followed];
}

const kpiFacts = (rows: KpiRow[]): FactsDocument['kpis'] =>
	rows.map((row) => ({
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
		...version(row)
	}));

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

function moneyFacts(
	releases: Rows<typeof queries.released>,
	spending: Rows<typeof queries.spending>
): FactsDocument['money'] {
	const set = releases.map(({ id, budget_line_id, stage, amount, as_of, recorded_at }) => {
		const day = as_of === fromTheBeginning ? null : as_of;
		const missing = {
			...(day === null && { as_of: 'not_recorded' }),
			...(recorded_at === null && { recorded_at: 'not_recorded' })
		};
		return {
			...{ id: moneyId(id, 1), line: budget_line_id, stage, amount: amount! },
			...{ as_of: day, recorded_at },
			...(Object.keys(missing).length > 0 && { missing })
		};
	});
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

async function plannedFacts(db: Db, known: AsKnown) {
	const { planId } = known;
	const [organisations, owners, settings, elements, links, milestones, periods] = await Promise.all(
		[
			queries.organisations(db, planId),
			queries.owners(db, planId),
			queries.settings(db, known),
			queries.elements(db, known),
			queries.links(db, known),
			queries.milestones(db, known),
			queries.periods(db, known)
		]
	);
	const [kpis, targets, lines, released] = await Promise.all([
		queries.kpis(db, known),
		queries.targets(db, known),
		queries.budgetLines(db, known),
		queries.released(db, known)
	]);
	const people = { organisations, owners, periods };
	return { ...people, settings, elements, links, milestones, kpis, targets, lines, released };
}

/** The raw facts of a plan, all that were recorded by `known_on`, of whatever day. */
export const factsDocument = (db: Db, plan: PlanRow, scope: Scope): Promise<FactsDocument> =>
	settled(db, plan, (at, now) => documentOf(at, now, scope));

async function documentOf(db: Db, plan: PlanRow, scope: Scope): Promise<FactsDocument> {
	const known = asKnown(plan, scope);
	const [planned, reported, rollOuts] = await Promise.all([
		plannedFacts(db, known),
		reportedFacts(db, known),
		rollOutFacts(db, known)
	]);
	return {
		kind: 'facts',
		format: '1',
		scope: scopeFacts(plan, scope),
		plan: planFacts(plan, scope),
		settings: planned.settings.map((row) => ({ ...row, id: 'plan' as const })),
		organisations: planned.organisations.map(({ successors, ...row }) => ({
			...row,
			successor: successors.length === 1 ? successors[0]! : null,
			...(successors.length > 1 && { successors })
		})),
		owners: planned.owners.map(({ element_id, organisation_id, ...row }) => ({
			element: element_id,
			organisation: organisation_id,
			...row
		})),
		elements: elementFacts(planned.elements, planned.links),
		milestones: planned.milestones.map(({ element_id, ...row }) => ({
			...row,
			element: element_id,
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
		kpis: kpiFacts(withElements(planned.kpis, planned.elements)),
		targets: planned.targets.map(({ kpi_id, ...row }) => ({ ...row, kpi: kpi_id })),
		measurements: reported.measurements.map((row) => ({
			...{ id: row.id, kpi: row.kpi_id, organisation: row.organisation_id, report: row.report_id },
			...{ measured_on: row.measured_on, recorded_at: row.recorded_at },
			...{ value: row.value, numerator: row.numerator, denominator: row.denominator }
		})),
		budget_lines: planned.lines.map(({ element_id, ...row }) => ({
			...row,
			element: element_id,
			...missing({ cost: row.cost }, 'not_set')
		})),
		money: moneyFacts(planned.released, reported.spending),
		...(rollOuts && { roll_outs: rollOuts })
	};
}
