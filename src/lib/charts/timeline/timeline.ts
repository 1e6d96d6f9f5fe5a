/**
 * What a timeline shows: a plan's activities under their objectives and goals, each with the dates
 * that were planned and those that are now expected. Plain data, a row for each activity.
 */
import { countedAs, type DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import type {
	ElementRecord,
	IsoDate,
	MilestoneRecord,
	PlanRecord
} from '#lib/domain/records/records.ts';
import type { SiblingsProgress } from '#lib/domain/progress/plan-progress.ts';
import { planAdopted } from '#lib/domain/records/plan-on.ts';
import { Remade } from '#lib/domain/records/remade.ts';
import { spanOf } from '../time-axis.ts';

/** When something was planned, and when it runs by what is now known; null is not set. */
export interface TimelineSpan {
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
	/** When work began or is to begin. */
	start: IsoDate | null;
	/** When it is expected to end, or ended. */
	end: IsoDate | null;
}

export interface TimelineEntry extends TimelineSpan {
	code: string;
	title: string;
	/** 0…1; null: see `reason`. */
	done: number | null;
	/** Known on too little weight: greyed. */
	partial: boolean;
	/** Why `done` is null. */
	reason: UnknownReason | null;
	/** Days from planned to expected end, negative where early; null: unknown. */
	daysLate: number | null;
	/** Percentage points, negative where behind; null: unknown. */
	slippage: number | null;
}

export interface TimelineRow extends TimelineEntry {
	/** Acronyms: the lead, then the co-leads. */
	owners: string[];
	state: DeliveryCountName;
	/** With the day each was reached, else is planned for; those without a day are left out. */
	milestones: { title: string; on: IsoDate; reached: boolean }[];
	/** When it was planned in the plan as adopted, where an amendment moved it. */
	adopted?: AdoptedSpan;
}

/** Planned days before any amendment; null is not set. */
export type AdoptedSpan = Pick<TimelineSpan, 'plannedStart' | 'plannedEnd'>;

export interface TimelineGroup extends TimelineEntry {
	kind: 'goal' | 'objective';
	groups: TimelineGroup[];
	rows: TimelineRow[];
	/** How many rows of its own it has besides, which are sent when it is opened. */
	unsent?: number;
}

/** When work began; before that, when it is to begin. */
function startOf({ update, plannedStart, forecastStart }: ElementRecord): IsoDate | null {
	if (update?.actualStart) return update.actualStart;
	const begun = update !== null && update.delivery !== 'not_started';
	return begun ? plannedStart : (forecastStart ?? plannedStart);
}

/**
 * When it ends. Of completed work without a date of completion no more is known than that it was
 * done by the day of its report; it is drawn to there, or to its planned end where that came first.
 */
function endOf({ update, plannedEnd }: ElementRecord, expected: IsoDate | null): IsoDate | null {
	if (expected !== null || update?.delivery !== 'completed') return expected;
	return plannedEnd !== null && plannedEnd < update.asOf ? plannedEnd : update.asOf;
}

function entryOf(element: ElementRecord, figures: ElementFigures) {
	const { delivery, daysLate, slippage } = figures;
	return {
		code: element.code,
		title: element.shortTitle ?? element.title,
		done: delivery.known ? delivery.value : null,
		partial: delivery.partial,
		reason: delivery.known ? null : delivery.reason,
		daysLate: daysLate.known ? daysLate.value : null,
		slippage: slippage.known ? slippage.value : null
	};
}

function milestonesOf(milestones: MilestoneRecord[]): TimelineRow['milestones'] {
	return milestones.flatMap(({ title, plannedOn, reachedOn }) => {
		const on = reachedOn ?? plannedOn;
		return on === null ? [] : [{ title, on, reached: reachedOn !== null }];
	});
}

function spanOfWork(element: ElementRecord, { expectedEnd }: ElementFigures): TimelineSpan {
	return {
		plannedStart: element.plannedStart,
		plannedEnd: element.plannedEnd,
		start: startOf(element),
		end: endOf(element, expectedEnd)
	};
}

/** How an activity was planned at first, where that is not how it is planned now. */
function adoptedSpan(now: ElementRecord, first: ElementRecord | undefined) {
	if (!first) return undefined;
	const { plannedStart, plannedEnd } = first;
	const isMoved = plannedStart !== now.plannedStart || plannedEnd !== now.plannedEnd;
	return isMoved ? { plannedStart, plannedEnd } : undefined;
}

function rowOf(
	element: ElementRecord,
	figures: ElementFigures,
	first: ElementRecord | undefined
): TimelineRow {
	const owners = element.owners.filter(({ role }) => role !== 'reporter');
	const leadsFirst = owners.toSorted((one, other) => other.role.localeCompare(one.role));
	const adopted = adoptedSpan(element, first);
	return {
		...entryOf(element, figures),
		...spanOfWork(element, figures),
		...(adopted && { adopted }),
		owners: leadsFirst.map(({ acronym }) => acronym),
		state: countedAs(element, figures),
		milestones: milestonesOf(element.milestones)
	};
}

/** A group's own span is that of all that is beneath it. */
function spanBeneath(all: TimelineSpan[]): TimelineSpan {
	return {
		plannedStart: spanOf(all.map((entry) => entry.plannedStart))?.from ?? null,
		plannedEnd: spanOf(all.map((entry) => entry.plannedEnd))?.to ?? null,
		start: spanOf(all.map((entry) => entry.start))?.from ?? null,
		end: spanOf(all.map((entry) => entry.end))?.to ?? null
	};
}

/** Whether an activity counts in the span of what it is beneath. */
const isInSpan = ({ state }: ElementFigures) => state !== 'cancelled' && state !== 'not_applicable';

const keptSpans = new Remade<SiblingsProgress, TimelineSpan>();

/** The span of the activities among siblings, those that have no row too. */
const spanOfActivities = ({ elements, asOf }: PlanFigures, siblings: SiblingsProgress) =>
	keptSpans.make(siblings, [asOf], () =>
		spanBeneath(
			siblings.activities.flatMap(([activity]) => {
				const own = elements.get(activity.id);
				return own && isInSpan(own) ? [spanOfWork(activity, own)] : [];
			})
		)
	);

/**
 * The groups of a plan's timeline, goals with their objectives, in the plan's order. Their spans are
 * those of all work beneath them that still counts, whether or not it has a row.
 *
 * @param isShown which activities have rows
 */
export function timelineOf(
	record: PlanRecord,
	figures: PlanFigures,
	isShown: (activity: ElementRecord) => boolean = () => true
): TimelineGroup[] {
	const children = Map.groupBy(record.elements, ({ parentId }) => parentId);
	const adopted = planAdopted(record);
	const first = new Map(adopted?.elements.map((element) => [element.id, element]));
	const groupOf = (element: ElementRecord, own: ElementFigures): TimelineGroup => {
		const { groups, rows, spans } = beneath(element.id);
		const kind = element.kind === 'goal' ? 'goal' : 'objective';
		return { ...entryOf(element, own), ...spanBeneath(spans), kind, groups, rows };
	};
	const beneath = (parentId: string | null) => {
		const groups: TimelineGroup[] = [];
		const rows: TimelineRow[] = [];
		for (const element of children.get(parentId) ?? []) {
			const isActivity = element.kind === 'activity';
			const own = isActivity && !isShown(element) ? undefined : figures.elements.get(element.id);
			if (!own) continue;
			if (isActivity) rows.push(rowOf(element, own, first.get(element.id)));
			else groups.push(groupOf(element, own));
		}
		const siblings = figures.reckoned.progress.siblings.get(parentId);
		const spans = siblings ? [...groups, spanOfActivities(figures, siblings)] : groups;
		return { groups, rows, spans };
	};
	return beneath(null).groups;
}

/** All rows beneath some groups, in order. */
export function rowsOf(groups: TimelineGroup[]): TimelineRow[] {
	return groups.flatMap((group) => [...rowsOf(group.groups), ...group.rows]);
}

/** Whether any activity was moved since the plan was adopted. */
export const hasAdopted = (groups: TimelineGroup[]): boolean =>
	rowsOf(groups).some(({ adopted }) => adopted !== undefined);

/** The groups with only those rows, without the groups that are then empty; `keep` sees each row once. */
export function onlyRows(
	groups: TimelineGroup[],
	keep: (row: TimelineRow) => boolean
): TimelineGroup[] {
	return groups.flatMap((group) => {
		const left = { ...group, groups: onlyRows(group.groups, keep), rows: group.rows.filter(keep) };
		return left.groups.length + left.rows.length > 0 ? [left] : [];
	});
}

/** From the first day to the last of the plan, its work, and today, in whole years. */
export function timelineSpan(
	groups: TimelineGroup[],
	period: { periodStart: IsoDate | null; periodEnd: IsoDate | null },
	today: IsoDate
): { from: IsoDate; to: IsoDate } {
	const days = rowsOf(groups).flatMap((row) => [
		row.plannedStart,
		row.plannedEnd,
		row.adopted?.plannedStart ?? null,
		row.adopted?.plannedEnd ?? null,
		row.start,
		row.end
	]);
	const span = spanOf([period.periodStart, period.periodEnd, today, ...days]);
	const { from, to } = span ?? { from: today, to: today };
	return { from: `${from.slice(0, 4)}-01-01`, to: `${to.slice(0, 4)}-12-31` };
}
