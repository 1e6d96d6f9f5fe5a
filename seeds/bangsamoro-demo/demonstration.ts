/** The demonstration's data as its files state it, typed and resolved. */
import type { EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import type { IsoDate, KpiUnit, Money } from '#lib/domain/records/records.ts';
import type {
	Frequency,
	KpiDirection,
	OverOrganisationsRule,
	OverTimeRule,
	OwnerRole,
	ResultLevel,
	Role
} from '#lib/domain/records/vocabulary.ts';
import type { PlanSeed } from '../load.ts';
import type { Provenance } from '../provenance.ts';
import type { KpisFile, Notes, Slips, Story, WorkFile, WrittenKpi } from './files.ts';

/** Owner, window and budget of one activity. */
export interface ActivitySeed {
	code: string;
	/** Slug of the organisation that leads it. */
	lead: string;
	/** Slug of the organisation in whose report its figures are given. */
	reportedBy: string;
	plannedStart: IsoDate;
	plannedEnd: IsoDate;
	budget: Money;
}

export interface OwnerSeed {
	element: string;
	organisation: string;
	role: OwnerRole;
}

export interface MilestoneSeed {
	activity: string;
	/** From 0. */
	position: number;
	title: string;
	weight: number;
	plannedOn: IsoDate;
	reachedOn: IsoDate | null;
}

export interface DecisionSeed {
	title: string;
	element: string;
	reason: string;
	/** Slug of the organisation that decides. */
	decider: string;
	raisedOn: IsoDate;
	dueOn: IsoDate;
}

export interface AccountSeed {
	name: string;
	email: string;
	role: Role;
	organisation: string | null;
}

/** One budget line: activity × fund source × appropriation year. */
export interface BudgetLineSeed {
	activity: string;
	fundSource: string;
	appropriationYear: number;
	appropriation: Money;
	/** The last year in which it can be obligated and paid. */
	validUntil: number;
}

/** One KPI of the demonstration. In provenance, each field by its column's name. */
export interface KpiSeed {
	code: string;
	/** The code of its objective. */
	element: string;
	/** Among the KPIs of its objective, from 0. */
	position: number;
	title: string;
	unit: KpiUnit;
	direction: KpiDirection;
	frequency: Frequency;
	overTime: OverTimeRule;
	overOrganisations: OverOrganisationsRule;
	baselineValue: number | null;
	baselineOn: IsoDate | null;
	rangeLow: number | null;
	rangeHigh: number | null;
	rangeZeroDistance: number | null;
	targets: { dueOn: IsoDate; value: number }[];
	meansOfVerification: string;
	resultLevel: ResultLevel | null;
	/** By which parts it is reported; null: by its total alone. */
	parts: EnteredDisaggregation | null;
	quality: WrittenKpi['quality'] | null;
	/** The organisation in whose report its measurements are given. */
	reporter: string;
	provenance: Record<string, Provenance>;
}

/** Everything that the demonstration adds to the plan that it is a clone of. */
export interface DemonstrationSeed {
	plan: PlanSeed;
	/** In the plan's order. */
	activities: ActivitySeed[];
	owners: OwnerSeed[];
	milestones: MilestoneSeed[];
	kpis: KpiSeed[];
	/** By code, in the plan's order. */
	fundSources: { code: string; title: string }[];
	budgetLines: BudgetLineSeed[];
	decisions: DecisionSeed[];
	/** Closures, contracts, places, offices, hand-overs, price bases. */
	work: WorkFile;
	accounts: AccountSeed[];
	/** What the generator tells. */
	story: Story;
	notes: Notes;
	slips: Slips;
	kpiCourses: KpisFile['kpis'];
	/** Of the elements: by code and by what hangs on them (`owners`, `planned_start`, `budget`, …). */
	elementProvenance: Record<string, Record<string, Provenance>>;
}
