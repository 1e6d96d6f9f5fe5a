/** What reports of a period say, item by item beside what was said before, with what looks odd in it. */
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { reportedShare } from '#lib/domain/progress/activity-progress.ts';
import type {
	ElementRecord,
	IsoDate,
	KpiRecord,
	KpiUnit,
	Money,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import { draftOn } from '#lib/domain/records/scope.ts';
import type { Confidence, DeliveryState } from '#lib/domain/records/vocabulary.ts';
import type { ReportItem } from '#lib/domain/reporting/items.ts';
import {
	activityWarnings,
	byWarnings,
	kpiWarnings,
	lineWarnings,
	sizeOf,
	type Reviewed,
	type ReviewedActivity
} from '#lib/domain/review/warnings.ts';
import type { Db } from '../db/connect.ts';
import { figures as figuresOf } from '../facts/figures.ts';
import type { PlanRow } from '../facts/plans.ts';
import type { PeriodStanding } from '../periods/queries.ts';
import {
	enteredIn,
	type EnteredIn,
	type EnteredSpending,
	type EnteredUpdate,
	type EnteredValue,
	type StandingEvidence
} from './entered.ts';

/** How far an activity is. */
export interface SaidOfActivity {
	on: IsoDate;
	delivery: DeliveryState;
	/** 0…1, by its milestones where it has some; null: it does not say. */
	done: number | null;
}

export interface SaidOfKpi {
	on: IsoDate;
	/** In its unit. */
	value: number;
}

/** To date. */
export interface SaidOfLine {
	on: IsoDate;
	obligation: Money | null;
	disbursement: Money | null;
}

interface Item extends ReportItem, Reviewed {
	reportId: string;
	/** Of the activity, or the KPI. */
	code: string;
	title: string;
	note: string | null;
	/** What stands in the report as evidence of it. */
	shown: StandingEvidence[];
}

export type ReviewedItem = Item &
	(
		| {
				kind: 'activity';
				now: SaidOfActivity;
				before: SaidOfActivity | null;
				/** What whoever delivers it thinks of its chances, and why; null: nothing is declared. */
				declared: { confidence: Confidence; reason: string | null } | null;
		  }
		| { kind: 'kpi'; unit: KpiUnit; now: SaidOfKpi; before: SaidOfKpi | null }
		| {
				kind: 'line';
				/** Of the activity. */
				elementId: string;
				fundSource: string;
				year: number;
				now: SaidOfLine;
				before: SaidOfLine | null;
		  }
	);

/** The reports that are looked at, of a period of a plan. */
interface Asked {
	plan: PlanWithFigures;
	entered: EnteredIn;
	evidence: ByItem;
	/** The periods of the same length before it, the latest first. */
	before: readonly Pick<PeriodStanding, 'startsOn' | 'endsOn'>[];
}

const keyOf = ({ reportId, of }: { reportId: string; of: string }) => `${reportId} ${of}`;

/** All entries of one thing in one report, the latest last. */
function together<Entry extends { reportId: string }>(
	entries: readonly Entry[],
	of: (entry: Entry) => string
): Entry[][] {
	const groups = Map.groupBy(entries, (entry) => keyOf({ ...entry, of: of(entry) }));
	return [...groups.values()];
}

const nameOf = ({ code, shortTitle, title }: ElementRecord) => ({
	code,
	title: shortTitle ?? title
});

const saidOf = (
	element: ElementRecord,
	{ asOf, delivery, physicalPercent }: Pick<UpdateRecord, 'asOf' | 'delivery' | 'physicalPercent'>
): SaidOfActivity => ({
	...{ on: asOf, delivery },
	done: reportedShare(element, { asOf, delivery, physicalPercent }, asOf)
});

const ids = (entries: readonly { id: string }[]) => new Set(entries.map(({ id }) => id));

/** The rules speak of the status date, and know nothing of what is said of a later day. */
function computedBy({ figures }: PlanWithFigures, elementId: string, on: IsoDate) {
	if (on > figures.asOf) return null;
	return figures.elements.get(elementId)?.confidence.computed.confidence ?? null;
}

const itemKey = ({ kind, id }: ReportItem) => `${kind} ${id}`;

type ByItem = ReadonlyMap<string, StandingEvidence[]>;

const byItem = (evidence: readonly StandingEvidence[]): ByItem =>
	Map.groupBy(evidence, ({ of }) => itemKey(of));

/** What a report shows of an item, whichever of its entries the evidence was added to. */
const shownIn = (evidence: ByItem, { reportId, ...item }: ReportItem & { reportId: string }) =>
	(evidence.get(itemKey(item)) ?? []).filter((one) => one.reportId === reportId);

/** What shows that an activity is where its report says, and what it says of milestones. */
function shownBy(
	{ milestones }: EnteredIn,
	evidence: ByItem,
	{ reportId, elementId }: { reportId: string; elementId: string }
): Pick<ReviewedActivity, 'evidence' | 'reached' | 'takenBack'> {
	const said = milestones.filter((one) => one.reportId === reportId && one.elementId === elementId);
	const shown = evidence.get(itemKey({ kind: 'activity', id: elementId })) ?? [];
	const reached = said.filter((one) => one.reachedOn !== null && one.reachedBefore === null);
	// what shows an update that says so of one milestone alone shows that milestone
	const byUpdate =
		reached.length === 1 && shown.some((one) => one.reportId === reportId && one.showsUpdate);
	return {
		evidence: shown.map((one) => ({ inReport: one.reportId === reportId, done: one.done })),
		reached: reached.map(({ milestoneId }) => ({
			proven: byUpdate || shown.some((one) => one.milestoneId === milestoneId)
		})),
		takenBack: said.filter((one) => one.reachedOn === null && one.reachedBefore !== null).length
	};
}

function activityItem(
	{ plan, entered, evidence, before: periods }: Asked,
	elements: ReadonlyMap<string, ElementRecord>,
	entries: EnteredUpdate[]
): ReviewedItem[] {
	const { percent, declared, reason, note, reportId, elementId, ...last } = entries.at(-1)!;
	const element = elements.get(elementId);
	if (!element) return [];
	const own = ids(entries);
	const earlier = element.updates.filter(({ id, asOf }) => !own.has(id) && asOf < last.asOf);
	const previous = earlier.at(-1);
	const now = saidOf(element, { ...last, physicalPercent: percent });
	const before = previous ? saidOf(element, previous) : null;
	const warnings = activityWarnings({
		...{ delivery: now.delivery, done: now.done, doneBefore: before?.done ?? null, declared },
		earlier: periods.map(({ startsOn, endsOn }) => {
			const said = earlier.findLast(({ asOf }) => startsOn <= asOf && asOf <= endsOn);
			return said ? saidOf(element, said).done : null;
		}),
		computed: computedBy(plan, elementId, last.asOf),
		...shownBy(entered, evidence, { reportId, elementId })
	});
	const size = sizeOf(now.done, before?.done ?? null, 1);
	return [
		{
			...{ kind: 'activity', id: elementId, reportId, ...nameOf(element), note },
			shown: shownIn(evidence, { kind: 'activity', id: elementId, reportId }),
			...{ now, before, warnings, size },
			declared: declared && { confidence: declared, reason }
		}
	];
}

/** What was measured before, by the same where several measure. */
function earlierOf(kpi: KpiRecord, own: ReadonlySet<string>, last: EnteredValue) {
	const isSame = (organisationId: string | null) =>
		kpi.overOrganisations === 'none' || organisationId === last.organisationId;
	return kpi.measurements
		.filter(({ id, measuredOn }) => !own.has(id) && measuredOn < last.measuredOn)
		.filter(({ organisationId }) => isSame(organisationId))
		.reverse();
}

function kpiItem(
	{ plan, evidence }: Asked,
	kpis: ReadonlyMap<string, KpiRecord>,
	entries: EnteredValue[]
): ReviewedItem[] {
	const last = entries.at(-1)!;
	const { kpiId, reportId, value, note, measuredOn } = last;
	const kpi = kpis.get(kpiId);
	if (!kpi) return [];
	const earlier = earlierOf(kpi, ids(entries), last);
	const [previous] = earlier;
	const attainment = plan.figures.kpis.get(kpiId)?.attainment;
	const { code, title, unit } = kpi;
	return [
		{
			...{ kind: 'kpi', id: kpiId, reportId, code, title, note, unit },
			shown: shownIn(evidence, { kind: 'kpi', id: kpiId, reportId }),
			now: { on: measuredOn, value },
			before: previous ? { on: previous.measuredOn, value: previous.value } : null,
			warnings: kpiWarnings({
				value,
				earlier: earlier.map((one) => one.value),
				attained: attainment?.known === true && attainment.value >= 1
			}),
			size: sizeOf(value, previous?.value ?? null)
		}
	];
}

const amount = (money: Money | null): number | null => (money === null ? null : Number(money));

function lineItem(
	{ plan, evidence }: Asked,
	elements: ReadonlyMap<string, ElementRecord>,
	entries: EnteredSpending[]
): ReviewedItem[] {
	const { lineId, reportId, asOf, obligation, disbursement, before } = entries.at(-1)!;
	const line = plan.record.budgetLines.find(({ id }) => id === lineId);
	const element = line && elements.get(line.elementId);
	if (!element) return [];
	const whole = amount(line.allotment) ?? undefined;
	const sizes = [
		sizeOf(amount(obligation), amount(before?.obligation ?? null), whole),
		sizeOf(amount(disbursement), amount(before?.disbursement ?? null), whole)
	];
	return [
		{
			...{ kind: 'line', id: lineId, reportId, ...nameOf(element), note: null },
			...{ elementId: element.id, fundSource: line.fundSource, year: line.appropriationYear },
			shown: shownIn(evidence, { kind: 'line', id: lineId, reportId }),
			now: { on: asOf, obligation, disbursement },
			before: before && {
				...{ on: before.asOf, obligation: before.obligation },
				disbursement: before.disbursement
			},
			warnings: lineWarnings({ ...line, obligation, disbursement, before }),
			size: Math.max(...sizes)
		}
	];
}

/** Of so many periods before is looked at what was said. */
const lookedBack = 2;

const periodsBefore = (periods: readonly PeriodStanding[], period: PeriodStanding) =>
	periods
		.filter(({ frequency, endsOn }) => frequency === period.frequency && endsOn < period.startsOn)
		.slice(-lookedBack)
		.reverse();

/**
 * What stands in reports of a period, what looks wrong before what does not. However many reports and
 * items there are, it is the same few queries.
 *
 * @param plan read in this request, so that its revision is the present one
 * @param periods the plan's, by end
 * @param today in the plan's time zone
 */
export async function reviewed(
	db: Db,
	plan: PlanRow,
	{
		period,
		periods,
		reportIds,
		today
	}: {
		period: PeriodStanding;
		periods: readonly PeriodStanding[];
		reportIds: readonly string[];
		today: IsoDate;
	}
): Promise<ReviewedItem[]> {
	if (reportIds.length === 0) return [];
	const [entered, known] = await Promise.all([
		enteredIn(db, reportIds),
		figuresOf(db, plan, draftOn(period.endsOn, today))
	]);
	const evidence = byItem(entered.evidence);
	const asked = { plan: known, entered, evidence, before: periodsBefore(periods, period) };
	const elements = new Map(known.record.elements.map((element) => [element.id, element]));
	const kpis = new Map(known.record.kpis.map((kpi) => [kpi.id, kpi]));
	const { updates, values, spending } = entered;
	return [
		...together(updates, ({ elementId }) => elementId).flatMap((entries) =>
			activityItem(asked, elements, entries)
		),
		...together(values, ({ kpiId }) => kpiId).flatMap((entries) => kpiItem(asked, kpis, entries)),
		...together(spending, ({ lineId }) => lineId).flatMap((entries) =>
			lineItem(asked, elements, entries)
		)
	].sort(byWarnings);
}
