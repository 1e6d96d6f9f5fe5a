import { latestUpdate } from '#lib/domain/progress/activity-progress.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	MeasurementRecord,
	PeriodRecord,
	PlanRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import type { PlanStructure } from '#lib/domain/editions/structure.ts';
import { totalOn } from '#lib/domain/editions/totals.ts';
import { followedBy, type OrganisationsById } from '#lib/domain/editions/organisations.ts';
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import { stretchOf } from '#lib/domain/editions/versions.ts';
import type { OverrideDecision } from '#lib/domain/records/overrides.ts';
import { Remade } from '#lib/domain/records/remade.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { overrideOn } from '#lib/domain/records/overrides.ts';
import { judgedOn } from '#lib/domain/progress/reckoning-day.ts';
import type { Db } from '../db/connect.ts';
import { reported, type Reported } from './reported.ts';
import { revisionKnown, setOut, type SetOut } from './structure.ts';
import { asKnown } from './as-known.ts';
import type { PlanRow } from './plans.ts';

/** What of a plan never changes, or is counted apart from its versions. */
const identityOf = (plan: PlanRow, { snapshot }: Scope) => ({
	id: plan.id,
	slug: plan.slug,
	language: plan.language,
	demonstration: plan.demonstration,
	revision: snapshot?.revision ?? Number(plan.revision)
});

const unreleased = { appropriation: [], allotment: [] };
const unspent = { obligation: null, disbursement: null, spendingAsOf: null };
const unreported: UpdateRecord[] = [];
const unmeasured: MeasurementRecord[] = [];
const undecided: OverrideDecision[] = [];

/** The status date, and the day whose decisions stand on it. */
interface Days {
	asOf: IsoDate;
	judgedOn: IsoDate;
	/** The latest revision that was known. */
	known: number;
	periods: PeriodRecord[];
}

const elements = new Remade<PlanStructure['elements'][number], ElementRecord>();
const kpis = new Remade<PlanStructure['kpis'][number], KpiRecord>();
const budgetLines = new Remade<PlanStructure['budgetLines'][number], BudgetLineRecord>();

/** An element with what was reported of it, and with what was decided of it that stands on a day. */
function elementOf(
	element: PlanStructure['elements'][number],
	told: Reported,
	overrides: readonly OverrideDecision[],
	{ asOf, judgedOn }: Days
): ElementRecord {
	const updates = told.updates.get(element.id) ?? unreported;
	const update = latestUpdate(updates, asOf);
	const confidenceOverride = overrideOn(overrides, judgedOn);
	const reached = element.milestones.map(({ id }) => told.reached.get(id) ?? null);
	return elements.make(element, [updates, update, confidenceOverride, ...reached], () => {
		const milestones = element.milestones.map((milestone, at) => ({
			...milestone,
			reachedOn: reached[at] ?? null
		}));
		return { ...element, confidenceOverride, milestones, updates, update };
	});
}

function kpiOf(
	kpi: PlanStructure['kpis'][number],
	told: Reported,
	{ fiscalYearStartMonth, organisations }: KpiSurroundings
): KpiRecord {
	const measurements = told.measurements.get(kpi.id) ?? unmeasured;
	return kpis.make(kpi, [measurements, fiscalYearStartMonth, organisations], () => ({
		...kpi,
		fiscalYearStartMonth,
		measurements: organisations ? continued(measurements, organisations) : measurements
	}));
}

interface KpiSurroundings {
	fiscalYearStartMonth: number;
	/** Null where none of them followed another. */
	organisations: OrganisationsById | null;
}

/** What organisations measured that followed others replaces what those said last. */
const continued = (
	measurements: MeasurementRecord[],
	organisations: OrganisationsById
): MeasurementRecord[] =>
	measurements.map((one) => {
		if (one.organisationId === null) return one;
		const replaces = followedBy(organisations, one.organisationId, one.measuredOn);
		return replaces.length === 0 ? one : { ...one, replaces };
	});

function budgetLineOf(
	line: PlanStructure['budgetLines'][number],
	told: Reported,
	released: ReturnType<SetOut['released']['get']>,
	{ asOf, known }: Days
): BudgetLineRecord {
	const spent = told.spending.get(line.id)?.findLast((one) => one.spendingAsOf <= asOf) ?? unspent;
	const { obligation, disbursement, spendingAsOf } = spent;
	const totals = released ?? unreleased;
	const held = { on: asOf, known };
	const appropriation = totalOn(totals.appropriation, held);
	const allotment = totalOn(totals.allotment, held);
	const made = () => ({
		...line,
		appropriation: appropriation?.amount ?? null,
		allotment: allotment?.amount ?? null,
		obligation,
		disbursement,
		spendingAsOf
	});
	return budgetLines.make(line, [spent, appropriation, allotment], made);
}

const allElements = new Remade<PlanStructure['elements'], ElementRecord[]>();
const allKpis = new Remade<PlanStructure['kpis'], KpiRecord[]>();
const allBudgetLines = new Remade<PlanStructure['budgetLines'], BudgetLineRecord[]>();

/** A plan's rows where one structure of it holds; of a kind of which nothing came they are the same. */
function recordOf(
	plan: PlanRow,
	{ overrides, released, followed: organisations }: SetOut,
	structure: PlanStructure,
	told: Reported,
	days: Days,
	scope: Scope
): PlanRecord {
	const { settings, alsoServes, elements: planned, kpis: plannedKpis, budgetLines } = structure;
	const { fiscalYearStartMonth } = settings;
	const { updates, reached, measurements, spending, reports } = told;
	const { asOf, known } = days;
	return {
		...identityOf(plan, scope),
		...settings,
		setOut: structure,
		elements: allElements.make(planned, [updates, reached, overrides, asOf, days.judgedOn], () =>
			planned.map((one) => elementOf(one, told, overrides.get(one.id) ?? undecided, days))
		),
		kpis: allKpis.make(plannedKpis, [measurements, fiscalYearStartMonth, organisations], () =>
			plannedKpis.map((kpi) => kpiOf(kpi, told, { fiscalYearStartMonth, organisations }))
		),
		budgetLines: allBudgetLines.make(budgetLines, [spending, released, asOf, known], () =>
			budgetLines.map((line) => budgetLineOf(line, told, released.get(line.id), days))
		),
		alsoServes,
		periods: days.periods,
		reports
	};
}

const openedPeriods = new Remade<PeriodRecord[], PeriodRecord[]>();

/** Of what is published those periods that were opened by then; of another edition all. */
function openedBy(snapshot: Scope['snapshot'], periods: PeriodRecord[]): PeriodRecord[] {
	if (snapshot === null) return periods;
	const { publishedAt } = snapshot;
	return openedPeriods.make(periods, [publishedAt], () =>
		periods.filter(({ openedAt }) => !openedAt || openedAt <= publishedAt)
	);
}

/** A plan's rows with those of the other days on which it stands otherwise. */
export function recordIn(plan: PlanRow, planned: SetOut, told: Reported, scope: Scope): PlanRecord {
	const { asOf, reading } = scope;
	const known = revisionKnown(planned, scope);
	const periods = openedBy(scope.snapshot, planned.periods);
	const days = { asOf, judgedOn: judgedOn(periods, scope), known, periods };
	const on = (day: IsoDate) =>
		recordOf(plan, planned, planned.structures.on({ on: day, known }), told, days, scope);
	const { updates, reached } = told;
	const committed = { reading, courses: planned.courses.known(known), updates, reached };
	if (reading === 'baseline') return { ...on(fromTheBeginning), committed };
	const shown = on(asOf);
	shown.committed = committed;
	const changes = planned.structures.reckoningChanges(known);
	if (changes.length > 0) {
		const own = stretchOf(changes, asOf);
		shown.stretches = [fromTheBeginning, ...changes].map((from) => ({
			from,
			plan: from === own ? shown : on(from)
		}));
	}
	return shown;
}

/**
 * Everything that the plan's figures rest on: what it sets out on the status date, and what was
 * reported, both as known on a day. One plan is a handful of indexed queries. Its parts are shared by
 * all who ask for them, so nobody may change them.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export async function record(db: Db, plan: PlanRow, scope: Scope): Promise<PlanRecord> {
	const [planned, told] = await Promise.all([setOut(db, plan), reported(db, asKnown(plan, scope))]);
	return recordIn(plan, planned, told, scope);
}
