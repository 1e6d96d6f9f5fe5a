/** Records for the tests of this folder: each complete, and of a plan with nothing set. */
import { defaultConfidenceRules } from '../records/confidence-rules.ts';
import { addDays, addMonths } from '../records/dates.ts';
import type {
	KpiUnit,
	BudgetLineRecord,
	ElementRecord,
	IsoDate,
	KpiRecord,
	MeasurementRecord,
	OwnerRecord,
	PeriodRecord,
	PlanRecord,
	UpdateRecord
} from '../records/records.ts';
import type { ElementKind } from '../records/vocabulary.ts';

export function samplePlan(fields: Partial<PlanRecord> = {}): PlanRecord {
	return {
		id: 'plan',
		slug: 'plan',
		title: 'A plan',
		currency: 'PHP',
		language: 'en',
		demonstration: true,
		periodStart: '2022-01-01',
		periodEnd: '2028-12-31',
		fiscalYearStartMonth: 1,
		rollUpMethod: 'weight',
		goalStatusRule: 'weighted',
		confidenceRules: defaultConfidenceRules,
		coverageThreshold: 0.8,
		revision: 1,
		elements: [],
		kpis: [],
		budgetLines: [],
		alsoServes: [],
		periods: [],
		reports: [],
		...fields
	};
}

export function sampleElement(
	id: string,
	kind: ElementKind,
	fields: Partial<ElementRecord> = {}
): ElementRecord {
	return {
		id,
		parentId: null,
		kind,
		position: 1,
		code: id,
		title: `Title of ${id}`,
		shortTitle: null,
		weight: 1,
		critical: false,
		applicable: true,
		plannedStart: null,
		plannedEnd: null,
		forecastStart: null,
		forecastEnd: null,
		owners: [],
		milestones: [],
		terms: [],
		updates: fields.update ? [fields.update] : [],
		update: null,
		...fields
	};
}

export function sampleUpdate(asOf: IsoDate, fields: Partial<UpdateRecord> = {}): UpdateRecord {
	return {
		id: `update of ${asOf}`,
		asOf,
		recordedAt: `${asOf}T08:00:00Z`,
		delivery: 'in_progress',
		physicalPercent: null,
		actualStart: null,
		actualEnd: null,
		recoveryOn: null,
		slippageCause: null,
		note: null,
		...fields
	};
}

export function sampleOwner(acronym: string, fields: Partial<OwnerRecord> = {}): OwnerRecord {
	return {
		organisationId: acronym,
		acronym,
		name: acronym,
		role: 'lead',
		endedOn: null,
		reportsThroughId: acronym,
		reportsThroughAcronym: fields.reportsThroughId ?? acronym,
		reportsThroughName: fields.reportsThroughId ?? acronym,
		...fields
	};
}

export function sampleKpi(id: string, fields: Partial<KpiRecord> = {}): KpiRecord {
	return {
		id,
		elementId: 'objective',
		code: id,
		title: `Title of ${id}`,
		unit: { kind: 'count', label: 'offices', low: null, high: null },
		direction: 'up',
		frequency: 'quarter',
		fiscalYearStartMonth: 1,
		overTime: 'last',
		overOrganisations: 'none',
		baselineValue: 0,
		baselineOn: '2022-12-31',
		rangeLow: null,
		rangeHigh: null,
		rangeZeroDistance: null,
		tolerance: 0,
		resultLevel: null,
		measuredUntil: null,
		disaggregation: null,
		terms: [],
		targets: [{ dueOn: '2028-12-31', value: 100 }],
		measurements: [],
		...fields
	};
}

export function sampleMeasurement(
	measuredOn: IsoDate,
	value: number,
	fields: Partial<MeasurementRecord> = {}
): MeasurementRecord {
	return {
		id: `measurement of ${measuredOn}`,
		measuredOn,
		recordedAt: `${measuredOn}T08:00:00Z`,
		organisationId: null,
		value,
		numerator: null,
		denominator: null,
		...fields
	};
}

/** A unit of percent. */
export const samplePercent: KpiUnit = {
	kind: 'percent_of_whole',
	label: '%',
	low: null,
	high: null
};

export function sampleLine(
	id: string,
	elementId: string,
	fields: Partial<BudgetLineRecord> = {}
): BudgetLineRecord {
	return {
		id,
		elementId,
		fundSource: 'General',
		appropriationYear: 2026,
		cost: fields.appropriation ?? null,
		appropriation: null,
		allotment: null,
		obligation: null,
		disbursement: null,
		spendingAsOf: null,
		...fields
	};
}

/** A calendar quarter, due 30 days after its end. */
export function sampleQuarter(year: number, quarter: 1 | 2 | 3 | 4): PeriodRecord {
	const startsOn = addMonths(`${year}-01-01`, (quarter - 1) * 3);
	const endsOn = addDays(addMonths(startsOn, 3), -1);
	const label = `${year} Q${quarter}`;
	return { id: label, label, startsOn, endsOn, dueOn: addDays(endsOn, 30) };
}
