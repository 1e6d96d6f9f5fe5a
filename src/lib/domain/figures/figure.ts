/** What a figure is: its name, its unit, its value, and the steps by which the value came about. */
import type { KpiFigures } from '../kpis/kpi-figures.ts';
import type { Knowable } from '../records/known.ts';
import type { Period } from '../records/periods.ts';
import type { IsoDate, KpiRecord } from '../records/records.ts';
import type { Derivation, FigureOwner, Quantity, Steps, Unit } from './derivation.ts';
import type { Reckoned } from './reckoned-plan.ts';

export interface Figure<Name extends string, Of, Value extends Knowable<Quantity>> {
	name: Name;
	unit: Unit;
	value: (of: Of) => Value;
	steps: (of: Of, value: Value) => Steps;
	/** The day for which it is reckoned, where that is not the status date. */
	on?: (of: Of) => IsoDate | null;
	/** Of which period it is, where it is of one. */
	period?: (of: Of) => Period | undefined;
	/** False where the plan as a whole has it alone. */
	ofElements?: false;
}

/** A KPI with its figures on a day. */
export interface ReckonedKpi {
	kpi: KpiRecord;
	figures: KpiFigures;
	asOf: IsoDate;
}

/** Says that an object is a figure of an element and of the plan as a whole. */
export function summaryFigure<Name extends string, Value extends Knowable<Quantity>>(
	figure: Figure<Name, Reckoned, Value>
) {
	return { ...figure, of: 'summary' as const, explain: (of: Reckoned) => derive(figure, of) };
}

/** Says that an object is a figure of a KPI. */
export function kpiFigure<Name extends string>(
	figure: Figure<Name, ReckonedKpi, Knowable<Quantity>>
) {
	return { ...figure, of: 'kpi' as const, explain: (of: ReckonedKpi) => deriveOfKpi(figure, of) };
}

function ownerOf({ plan, element }: Reckoned): FigureOwner {
	if (element !== null) {
		const { kind, id, code, title } = element;
		return { kind, id, code, title };
	}
	const { id, title } = plan.tree.plan;
	return { kind: 'plan', id, code: null, title };
}

const coverageIn = (value: object): number | null =>
	'coverage' in value ? (value.coverage as number | null) : null;

/** How a figure of an element, or of the plan, came about. */
export function derive<Value extends Knowable<Quantity>>(
	figure: Figure<string, Reckoned, Value>,
	of: Reckoned
): Derivation {
	const value = figure.value(of);
	const period = figure.period?.(of);
	return {
		figure: figure.name,
		of: ownerOf(of),
		unit: figure.unit,
		asOf: figure.on?.(of) ?? of.plan.days.asOf,
		...(period && { period }),
		...figure.steps(of, value),
		result: bare(value),
		coverage: coverageIn(value)
	};
}

/** How a figure of a KPI came about. */
export function deriveOfKpi(
	figure: Figure<string, ReckonedKpi, Knowable<Quantity>>,
	of: ReckonedKpi
): Derivation {
	const { id, code, title } = of.kpi;
	const value = figure.value(of);
	return {
		figure: figure.name,
		of: { kind: 'kpi', id, code, title },
		unit: figure.unit,
		asOf: of.asOf,
		...figure.steps(of, value),
		result: bare(value),
		coverage: null
	};
}

/** A figure without its coverage and mark. */
function bare(value: Knowable<Quantity>): Knowable<Quantity> {
	return value.known ? { known: true, value: value.value } : { known: false, reason: value.reason };
}
