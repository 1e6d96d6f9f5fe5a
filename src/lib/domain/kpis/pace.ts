/** Pace (rule 10): is the KPI moving fast enough? */
import { valueHistory } from './aggregation.ts';
import type { DatedValue } from './attainment.ts';
import { daysBetween } from '../records/dates.ts';
import { known, unknown, type Knowable } from '../records/known.ts';
import type { KpiRecord } from '../records/records.ts';
import { medianSlope } from './trend.ts';

export const paceAssessments = ['on_track', 'behind', 'far_behind', 'moving_away'] as const;
export type PaceAssessment = (typeof paceAssessments)[number];

export type Pace = Knowable<{
	/** Observed ÷ required; 1 is just fast enough, negative moves away. */
	share: number;
	assessment: PaceAssessment;
	/** Change a day, in the KPI's unit. */
	observed: number;
	required: number;
	/** How many days of measurement it rests on. */
	reports: number;
}>;

/** Fewer reports than this, and a pace or a forecast cannot be assessed. */
export const fewestReports = 4;

/** From this share of what is required on, a KPI goes as it should. */
export const onTrackShare = 0.95;

/** The words for a pace, after Eurostat's method for progress toward quantified targets. */
export function assessPace(share: number): PaceAssessment {
	if (share >= onTrackShare) return 'on_track';
	if (share >= 0.6) return 'behind';
	return share >= 0 ? 'far_behind' : 'moving_away';
}

/** Where the required pace starts and ends: at the baseline (the first report, where none is dated) and the end target. */
export function requiredStretch(
	kpi: KpiRecord,
	history: DatedValue[]
): [DatedValue, DatedValue] | null {
	const target = kpi.targets.at(-1);
	const { baselineValue, baselineOn } = kpi;
	const from =
		baselineValue !== null && baselineOn !== null
			? { on: baselineOn, value: baselineValue }
			: history[0];
	if (target === undefined || from === undefined || target.dueOn <= from.on) return null;
	return [from, { on: target.dueOn, value: target.value }];
}

/** Change a day between two dated values, in the KPI's unit. */
export function changePerDay(from: DatedValue, to: DatedValue): number {
	return (to.value - from.value) / daysBetween(from.on, to.on);
}

/**
 * The pace of a KPI: the robust trend of all its reports, over the even pace that leads from its
 * baseline to its end target.
 */
export function pace(kpi: KpiRecord): Pace {
	if (kpi.direction === 'range') return unknown('no_direction');
	const history = valueHistory(kpi);
	if (history.length < fewestReports) return unknown('too_few_reports');
	const stretch = requiredStretch(kpi, history);
	if (stretch === null) return unknown('target_not_set');
	const required = changePerDay(...stretch);
	if (required === 0) return unknown('no_direction');
	const observed = medianSlope(history);
	const share = observed / required;
	return known({
		share,
		assessment: assessPace(share),
		observed,
		required,
		reports: history.length
	});
}
