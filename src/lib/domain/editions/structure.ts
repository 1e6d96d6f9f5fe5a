/** What a plan sets out on a day, of all the versions that its records have. */
import { fromTheBeginning } from '../records/dates.ts';
import { Few } from '../records/few.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	MilestoneRecord,
	PlanRecord
} from '../records/records.ts';
import { daysOf, type OrganisationDays } from './organisations.ts';
import { ownersOn, type OwnerVersion } from './owners.ts';
import { daysOfChange, holding, stretchOf, type Held, type Version } from './versions.ts';

/** What of the plan itself counts in figures. */
export type Settings = Pick<
	PlanRecord,
	| 'title'
	| 'currency'
	| 'periodStart'
	| 'periodEnd'
	| 'fiscalYearStartMonth'
	| 'rollUpMethod'
	| 'goalStatusRule'
	| 'confidenceRules'
	| 'coverageThreshold'
>;

type OfElement<Row> = Row & { elementId: string };
type PlannedMilestone = Omit<MilestoneRecord, 'reachedOn'>;
type PlannedKpi = Omit<KpiRecord, 'fiscalYearStartMonth' | 'measurements'>;
type PlannedLine = Omit<
	BudgetLineRecord,
	'appropriation' | 'allotment' | 'obligation' | 'disbursement' | 'spendingAsOf'
>;

/** All versions of what a plan sets out, each kind in the order in which it is shown. */
export interface PlanHistory {
	settings: (Version & Settings)[];
	elements: (Version &
		Omit<ElementRecord, 'owners' | 'milestones' | 'terms' | 'update' | 'updates'>)[];
	owners: OwnerVersion[];
	milestones: (Version & OfElement<Omit<PlannedMilestone, 'since'>> & { position: number })[];
	terms: (Version & OfElement<{ termId: string; code: string }>)[];
	links: (Version & PlanRecord['alsoServes'][number])[];
	kpis: (Version & Omit<PlannedKpi, 'targets'> & { position: number })[];
	targets: (Version & KpiRecord['targets'][number] & { kpiId: string })[];
	budgetLines: (Version & PlannedLine)[];
	/** All that own something of it on some day, and those that follow them or report for them. */
	organisations: OrganisationDays[];
}

export interface PlanStructure {
	settings: Settings;
	/** Parents before children, siblings by position. */
	elements: (Omit<ElementRecord, 'milestones' | 'update' | 'updates'> & {
		milestones: PlannedMilestone[];
	})[];
	/** By the code of their element, then by position. */
	kpis: PlannedKpi[];
	budgetLines: PlannedLine[];
	alsoServes: PlanRecord['alsoServes'];
}

/** A version without what it says of itself. */
function said<Of extends Version>(version: Of): Omit<Of, Exclude<keyof Version, 'id'>> {
	const { holdsFrom: _from, revision: _revision, retired: _retired, ...rest } = version;
	return rest;
}

function byElement<Row extends { elementId: string }>(rows: Row[]): Map<string, Row[]> {
	return Map.groupBy(rows, ({ elementId }) => elementId);
}

/** Elements that hold, each after its parent; what stands beneath one that does not hold is left out. */
function inOrder(rows: PlanHistory['elements']): PlanHistory['elements'] {
	const children = Map.groupBy(rows, ({ parentId }) => parentId);
	const beneath = (parent: string | null): PlanHistory['elements'] =>
		(children.get(parent) ?? [])
			.sort((one, other) => one.position - other.position || Number(one.id) - Number(other.id))
			.flatMap((row) => [row, ...beneath(row.id)]);
	return beneath(null);
}

/** The first day of each record that was not there from the beginning. */
function firstDays(versions: readonly Version[], known: number): Map<string, IsoDate> {
	const days = new Map<string, IsoDate>();
	for (const { id, holdsFrom, revision } of versions) {
		const first = days.get(id);
		if (revision <= known && (first === undefined || holdsFrom < first)) days.set(id, holdsFrom);
	}
	for (const [id, day] of days) if (day === fromTheBeginning) days.delete(id);
	return days;
}

/** What a plan sets out on a day, by the versions that were known. */
export function structureOn(history: PlanHistory, held: Held): PlanStructure {
	const elements = inOrder(holding(history.elements, held));
	const codes = new Map(elements.map(({ id, code }) => [id, code]));
	const ofPlan = <Row extends { elementId: string }>(rows: Row[]) =>
		rows.filter(({ elementId }) => codes.has(elementId));
	const owners = ownersOn(history, held);
	const milestones = byElement(
		holding(history.milestones, held).sort((one, other) => one.position - other.position)
	);
	const added = firstDays(history.milestones, held.known);
	const terms = byElement(holding(history.terms, held));
	const targets = Map.groupBy(holding(history.targets, held), ({ kpiId }) => kpiId);
	return {
		settings: said(holding(history.settings, held)[0]!),
		elements: elements.map((row) => ({
			...said(row),
			owners: owners.get(row.id) ?? [],
			milestones: (milestones.get(row.id) ?? []).map(({ id, title, weight, plannedOn }) => {
				const since = added.get(id);
				return since ? { id, title, weight, plannedOn, since } : { id, title, weight, plannedOn };
			}),
			terms: (terms.get(row.id) ?? []).map(({ termId: id, code }) => ({ id, code }))
		})),
		kpis: kpisOf(ofPlan(holding(history.kpis, held)), codes).map(({ position: _, ...row }) => ({
			...said(row),
			targets: (targets.get(row.id) ?? [])
				.map(({ dueOn, value }) => ({ dueOn, value }))
				.sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
		})),
		budgetLines: ofPlan(holding(history.budgetLines, held)).map(said),
		alsoServes: holding(history.links, held)
			.filter(({ elementId, servesId }) => codes.has(elementId) && codes.has(servesId))
			.map(({ elementId, servesId }) => ({ elementId, servesId }))
	};
}

function kpisOf(rows: PlanHistory['kpis'], codes: Map<string, string>): PlanHistory['kpis'] {
	const codeOf = ({ elementId }: { elementId: string }) => codes.get(elementId)!;
	return rows.sort((one, other) => {
		const [mine, theirs] = [codeOf(one), codeOf(other)];
		if (mine !== theirs) return mine < theirs ? -1 : 1;
		return one.position - other.position;
	});
}

// whoever asks for many days one after the other asks for none of them again soon
const mostDays = 12;
const mostLists = 36;

/** What a plan sets out, made once for all days of one stretch. */
export class Structures {
	readonly #history: PlanHistory;
	readonly #made = new Few<string, PlanStructure>(mostDays);
	readonly #days = new Few<string, IsoDate[]>(mostLists);

	constructor(history: PlanHistory) {
		this.#history = history;
	}

	on({ on, known }: Held): PlanStructure {
		const { organisations, ...dated } = this.#history;
		const days = this.#changes('all', Object.values(dated), known, daysOf(organisations));
		const from = stretchOf(days, on);
		return this.#made.get(`${from} ${known}`, () =>
			structureOn(this.#history, { on: from, known })
		);
	}

	/** Whether anything was planned otherwise on a day than when the plan was adopted. */
	isAmended({ on, known }: Held): boolean {
		const { organisations: _, ...dated } = this.#history;
		const [first] = this.#changes('planned', Object.values(dated), known);
		return first !== undefined && first <= on;
	}

	/** The days on which progress is reckoned otherwise than before, ascending. */
	reckoningChanges(known: number): IsoDate[] {
		const { settings, elements, milestones, budgetLines } = this.#history;
		return this.#changes('reckoning', [settings, elements, milestones, budgetLines], known);
	}

	#changes(
		name: string,
		of: readonly Version[][],
		known: number,
		besides: readonly IsoDate[] = []
	): IsoDate[] {
		return this.#days.get(`${name} ${known}`, () =>
			[...new Set([...daysOfChange(of.flat(), known), ...besides])].sort()
		);
	}
}
