/** How the quantities of a derivation are written, each in its own unit. */
import { m } from '#lib/paraglide/messages.js';
import type { DerivationRule, Quantity, Unit } from '#lib/domain/figures/derivation.ts';
import type { Explained, ExplainedInput } from '#lib/domain/figures/explained.ts';
import { dayOf } from '#lib/domain/records/dates.ts';
import { day, exactMoney, isPercent, measured, number, percent, type UnitName } from '../format.ts';
import { reportingWords } from '../vocabulary.ts';

/** What the units of a plan's figures are. */
export interface Units {
	/** ISO 4217. */
	currency: string;
	/** A KPI's own unit; a bare count where the figure is not of a KPI. */
	kpiUnit: UnitName;
}

/** A quantity in its unit, with a digit more than a dashboard shows. */
export function written(value: Quantity, unit: Unit, { currency, kpiUnit }: Units): string {
	if (typeof value === 'bigint') return exactMoney(value, currency);
	switch (unit) {
		case 'share':
			return percent(value, 1);
		case 'points':
			return m.explain_points({ points: number(value, 1) });
		case 'days':
			return m.explain_days({ days: number(value) });
		case 'date':
			return day(dayOf(value));
		case 'kpi_unit':
			return measured(value, kpiUnit);
		case 'kpi_unit_difference':
			return isPercent(kpiUnit)
				? m.explain_points({ points: number(value) })
				: measured(value, kpiUnit);
		case 'kpi_unit_per_day':
			return m.explain_per_day({ value: number(value, 4) });
		case 'money':
		case 'count':
			return number(value);
	}
}

/** The unit of one part of a figure. */
export function inputUnit(
	{ rule, unit, figure }: Pick<Explained, 'rule' | 'unit' | 'figure'>,
	{ kind, nested }: ExplainedInput
): Unit {
	if (nested !== null) return nested.unit;
	if (rule === 'weighted_share') return 'share';
	// a numerator is a count, whatever the unit of the ratio
	if (kind === 'unit_scale' || rule === 'ratio_of_sums') return 'count';
	if (kind === 'remaining_days' || kind === 'days_to_target') return 'days';
	if (kind.startsWith('moved_')) return 'days';
	if (kind === 'past_ratio') return 'count';
	return figure.startsWith('kpi_') ? 'kpi_unit' : unit;
}

/** Of rules that count commitments: how one is called that counts, and one that does not. */
export const countedWords: Partial<Record<DerivationRule, [() => string, () => string]>> = {
	count_kept: [m.explain_kept, m.explain_not_kept],
	count_moved: [m.explain_moved, m.explain_not_moved],
	count_dropped: [m.explain_dropped, m.explain_not_dropped],
	count_silent: [m.explain_silent, m.explain_not_silent],
	count_added: [m.explain_added, m.explain_not_added]
};

/** The value of a part in words or figures; null where it is unknown, or only a date. */
export function inputValue(
	of: Pick<Explained, 'rule' | 'unit' | 'figure'>,
	input: ExplainedInput,
	value: Quantity | null,
	units: Units
): string | null {
	if (value === null) return null;
	const counted = countedWords[of.rule];
	if (counted) return value === 1 ? counted[0]() : counted[1]();
	if (input.kind === 'milestone') {
		return value === 1 ? m.explain_reached() : m.explain_not_reached();
	}
	if (input.reporting !== null) return reportingWords[input.reporting]();
	if (of.rule === 'reported_percent' && typeof value === 'number') return percent(value / 100, 1);
	return written(value, inputUnit(of, input), units);
}
