/** What a small plan is written as that tries one difficulty; `insert.ts` puts it into a database. */
import type { Insertable } from 'kysely';
import { addDays } from '#lib/domain/records/dates.ts';
import { periodFrom } from '#lib/domain/records/periods.ts';
import type { ElementKind, Frequency, RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import type { Database } from '#lib/server/db/schema/database.ts';

type Row<Table extends keyof Database> = Partial<Insertable<Database[Table]>>;

/** A day, and the day on which it was recorded where that is not ten days later. */
interface Dated {
	on: string;
	recorded?: string;
}

export type EdgeUpdate = Dated & Omit<Row<'activity_update'>, 'as_of' | 'recorded_at'>;

export interface EdgeMilestone {
	weight?: number;
	plannedOn: string | null;
	/** What was said of it, each with the day on which it was recorded. */
	reached?: { on: string | null; recorded: string }[];
}

export type EdgeMeasurement = Dated & {
	value: number;
	/** Its acronym; left out: of the whole. */
	of?: string;
	numerator?: number;
	denominator?: number;
};

export type EdgeKpi = Row<'kpi'> & {
	code: string;
	targets?: Record<string, number>;
	measured?: EdgeMeasurement[];
};

export interface EdgeLine {
	year: number;
	cost?: string;
	appropriation?: string;
	allotment?: string;
	spent?: (Dated & { obligation: string; disbursement: string })[];
}

export type EdgeElement = Row<'element'> & {
	kind: ElementKind;
	code: string;
	children?: EdgeElement[];
	/** Codes of further elements that it serves. */
	serves?: string[];
	milestones?: EdgeMilestone[];
	updates?: EdgeUpdate[];
	kpis?: EdgeKpi[];
	lines?: EdgeLine[];
};

export type EdgePlan = Row<'plan'> & {
	slug: string;
	method: RollUpMethod;
	periods: Row<'reporting_period'>[];
	elements: EdgeElement[];
};

export const goal = (
	code: string,
	children: EdgeElement[],
	fields: Partial<EdgeElement> = {}
): EdgeElement => ({ kind: 'goal', code, children, ...fields });

export const objective = (
	code: string,
	children: EdgeElement[],
	fields: Partial<EdgeElement> = {}
): EdgeElement => ({ kind: 'objective', code, children, ...fields });

const dates = { planned_start: '2024-01-01', planned_end: '2026-12-31' };

/** An activity planned from 2024 to 2026, unless told otherwise. */
export const activity = (code: string, fields: Partial<EdgeElement> = {}): EdgeElement => ({
	...{ kind: 'activity', code, ...dates },
	...fields
});

/** A KPI from 0 at the end of 2023 to 100 at the end of 2026, unless told otherwise. */
export const kpi = (
	code: string,
	measured: EdgeMeasurement[],
	fields: Partial<EdgeKpi> = {}
): EdgeKpi => ({
	...{ code, measured, baseline_value: 0, baseline_on: '2023-12-31' },
	...{ targets: { '2026-12-31': 100 }, ...fields }
});

export const noBaseline = { baseline_value: null, baseline_on: null };

export const yearly = { '2024-12-31': 100, '2025-12-31': 100, '2026-12-31': 100 };

export const percentOfWhole = { unit: '%', unit_kind: 'percent_of_whole' } as const;

/** One objective with the KPIs, and its activity. */
export const planOfKpis = (
	slug: string,
	kpis: EdgeKpi[],
	fields: Partial<EdgePlan> = {}
): EdgePlan => ({
	...{ slug, method: 'equal', periods: quarters },
	elements: [
		goal('G1', [
			objective('O1', [activity('a', { updates: [percent('2026-09-30', 50)] })], { kpis })
		])
	],
	...fields
});

export const percent = (
	on: string,
	physical_percent: number,
	fields: Partial<EdgeUpdate> = {}
): EdgeUpdate => ({ on, physical_percent, delivery: 'in_progress', ...fields });

export const measured = (
	on: string,
	value: number,
	fields: Partial<EdgeMeasurement> = {}
): EdgeMeasurement => ({ on, value, ...fields });

/** Quarters from the first of 2024 on, one value each. */
export const quarterly = (values: number[]): EdgeMeasurement[] =>
	values.map((value, at) => {
		const end = ['03-31', '06-30', '09-30', '12-31'][at % 4];
		return measured(`${2024 + Math.floor(at / 4)}-${end}`, value);
	});

/** Of a whole in the same unit. */
export const counted = (
	on: string,
	numerator: number,
	denominator: number,
	fields: Partial<EdgeMeasurement> = {}
): EdgeMeasurement => ({
	...{ on, numerator, denominator, value: (100 * numerator) / denominator },
	...fields
});

/** Periods that follow each other from the one that holds a day, each due thirty days after its end. */
export function periods(
	frequency: Frequency,
	from: string,
	count: number,
	fiscalYearStartMonth = 1
): EdgePlan['periods'] {
	return Array.from({ length: count }, (_, step) => {
		const { label, startsOn, endsOn } = periodFrom(frequency, from, fiscalYearStartMonth, step);
		return {
			...{ frequency, label, starts_on: startsOn, ends_on: endsOn },
			due_on: addDays(endsOn, 30)
		};
	});
}

/** Twelve quarters from 2024 to 2026. */
export const quarters = periods('quarter', '2024-01-01', 12);
