/** Each KPI: its value, how far it is, and where it goes. */
import type { Day, Facts } from './facts.ts';
import type { ElementFacts, KpiFacts } from './facts-form.ts';
import { Fraction } from './fraction.ts';
import { outlookOf, type Outlook } from './outlook.ts';
import { measurementsDue, seriesOf, targetsOf, type Point } from './series.ts';

export interface KpiNumbers {
	kpi: KpiFacts;
	last: Point | undefined;
	attainment: Fraction | null;
	achievement: Fraction | null;
	isPartial: boolean | null;
	outlook: Outlook;
}

/** Toward the end target: 0 at the baseline, 1 at the target. */
function attainmentOf(kpi: KpiFacts, value: Fraction, end: Fraction | undefined): Fraction | null {
	if (kpi.direction === 'range') {
		const { low, high, zero_distance } = kpi.range!;
		const below = Fraction.read(low).minus(value);
		const outside = below.most(value.minus(Fraction.read(high))).most(Fraction.zero);
		return Fraction.one.minus(outside.over(Fraction.read(zero_distance))).most(Fraction.zero);
	}
	if (kpi.baseline.value === null || end === undefined) return null;
	const base = Fraction.read(kpi.baseline.value);
	if (!base.equals(end)) return value.minus(base).over(end.minus(base));
	const worse = kpi.direction === 'up' ? base.minus(value) : value.minus(base);
	return Fraction.read(kpi.tolerance).isBelow(worse) ? Fraction.zero : Fraction.one;
}

/** Against the target of its window, as official reports have it. */
function achievementOf({ direction }: KpiFacts, { value, window }: Point): Fraction | null {
	const target = window.closes?.value;
	if (direction === 'range' || !value || !target || !Fraction.zero.isBelow(target)) return null;
	const ratio = value.over(target);
	const twice = new Fraction(2n);
	return (direction === 'up' ? ratio : twice.minus(ratio)).most(Fraction.zero);
}

/** Of a flow within windows what the last came to that is over and complete; else the latest. */
function attainedPoint(facts: Facts, kpi: KpiFacts, series: Point[]): Point | undefined {
	if (kpi.over_time !== 'flow_window') return series.at(-1);
	return series.findLast(({ window, measured }) => {
		const closes = window.closes?.on;
		if (closes === undefined || closes > facts.asOf) return false;
		return measured >= (measurementsDue(kpi, window, closes) ?? 1);
	});
}

export function kpiNumbers(facts: Facts, kpi: KpiFacts): KpiNumbers {
	const series = seriesOf(facts, kpi);
	const target = targetsOf(facts, kpi).at(-1);
	const last = series.at(-1);
	const due = last && measurementsDue(kpi, last.window, last.on);
	const attained = attainedPoint(facts, kpi, series)?.value;
	return {
		...{ kpi, last },
		attainment: attained ? attainmentOf(kpi, attained, target?.value) : null,
		achievement: last ? achievementOf(kpi, last) : null,
		isPartial: last && typeof due === 'number' ? last.measured < due : null,
		outlook: outlookOf(facts, kpi, series, target)
	};
}

/** The first day of the last month, quarter or fiscal year that ended with or before the latest period due. */
function coveredSince({ due, settings }: Facts, { frequency }: KpiFacts): Day {
	if (due === undefined) return '';
	const length = { month: 1, quarter: 3, year: 12 }[frequency];
	const [year, month] = due.ends_on.split('-').map(Number) as [number, number];
	// the first of the month after the period's end, at midnight, is where the last of them may end
	const isMonthEnd = new Date(`${due.ends_on}T00:00:00Z`).getUTCDate() === daysIn(year, month);
	let months = year * 12 + month - 1 + (isMonthEnd ? 1 : 0);
	while ((months - (settings.fiscal_year_start_month - 1)) % length !== 0) months -= 1;
	const first = months - length;
	return `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

function withBeneath(facts: Facts, element: ElementFacts | null): ElementFacts[] {
	const below = facts.childrenOf(element).flatMap((child) => withBeneath(facts, child));
	return element === null ? below : [element, ...below];
}

export interface Attained {
	value: Fraction | null;
	coverage: Fraction | null;
	partial: boolean;
}

/** Attainment of an element and all beneath it: each KPI weighs its element's weight ÷ the number of its KPIs. */
export function attainedBy(
	{ facts, shareOf }: { facts: Facts; shareOf: (element: ElementFacts) => Fraction | null },
	kpis: readonly KpiNumbers[],
	of: ElementFacts | null
): Attained {
	const parts = withBeneath(facts, of).flatMap((element) => {
		const own = kpis.filter(({ kpi }) => kpi.element === element.id);
		const share = shareOf(element);
		if (!share || share.equals(Fraction.zero)) return [];
		return own.map((one) => ({ ...one, weight: share.over(new Fraction(BigInt(own.length))) }));
	});
	const total = (some: { weight: Fraction }[]) => Fraction.sum(some.map(({ weight }) => weight));
	const known = parts.filter(({ attainment }) => attainment !== null);
	const covered = known.filter(({ kpi, last }) => last!.on >= coveredSince(facts, kpi));
	const products = known.map(({ weight, attainment }) => weight.times(attainment!.clamped()));
	const coverage = parts.length === 0 ? null : total(covered).over(total(parts));
	const threshold = Fraction.read(facts.settings.coverage_threshold);
	return {
		value: known.length === 0 ? null : Fraction.sum(products).over(total(known)),
		coverage,
		partial: coverage !== null && coverage.isBelow(threshold)
	};
}
