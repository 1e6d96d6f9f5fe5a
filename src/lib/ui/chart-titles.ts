/**
 * The titles of charts: each answers its question in at most ten words, with the figure in it. They
 * are made from figures; what is measured stands in the line beneath.
 */
import { m } from '#lib/paraglide/messages.js';
import type { DeliveryCounts } from '#lib/domain/figures/delivery-counts.ts';
import type { PathPosition } from '#lib/domain/kpis/path-gap.ts';
import type { Knowable } from '#lib/domain/records/known.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Confidence } from '#lib/domain/records/vocabulary.ts';
import { day, month, number, percent, pointDigits, pointSize } from './format.ts';

/** Names of more words than these would make a title of more than ten. */
const mostWords = 5;

/** The name of an element in a title: its code where the name is a sentence of its own. */
export function nameInTitle({ code, title }: { code: string; title: string }): string {
	return title.trim().split(/\s+/).length > mostWords ? code : title;
}

export interface CurveTitleFigures {
	/** Percentage points, negative where behind; null: unknown. */
	slippage: number | null;
	/** 0…1 on the same day, as they stand beside it. */
	done: number | null;
	planned: number | null;
	/** Known on too little weight; `coverage` says on how much. */
	partial?: boolean;
	coverage?: number | null;
	/** Since when it is behind without a break; null: not known. */
	since: IsoDate | null;
}

/** Are we ahead of the plan? */
export function curveTitle(figures: CurveTitleFigures): string {
	const { slippage, done, planned, partial = false, coverage, since } = figures;
	if (done === null) return m.title_curve_unknown();
	if (partial) return m.title_curve_partial({ coverage: percent(coverage ?? 0) });
	if (done >= 1) return m.title_curve_completed();
	if (slippage === null || planned === null) return m.title_curve_done({ done: percent(done) });
	const points = pointSize(slippage, pointDigits(done, planned, slippage));
	if (points === '0') {
		return m.title_curve_level({ done: percent(done), planned: percent(planned) });
	}
	if (slippage > 0) return m.title_curve_ahead({ points });
	return since === null
		? m.title_curve_behind({ points })
		: m.title_curve_behind_since({ points, since: month(since) });
}

/** Who slipped most? */
export function slipsTitle(
	worst: { code: string; title: string; points: number } | undefined
): string {
	if (worst === undefined || worst.points >= 0) return m.title_slips_none();
	return m.title_slips({ name: nameInTitle(worst), points: pointSize(worst.points) });
}

/**
 * How do the goals stand?
 *
 * @param confidences of each; null where it is not known
 * @param many what the plan calls them
 */
export function goalsTitle(confidences: (Confidence | null)[], many: string): string {
	const count = confidences.length;
	const of = (one: Confidence | null) => confidences.filter((other) => other === one).length;
	const [off, risk] = [of('off_track'), of('at_risk')];
	if (of(null) === count) return m.title_goals_unknown({ many });
	if (off + risk > 0) return m.title_goals({ off: number(off), risk: number(risk), count, many });
	return m.title_goals_on_track({ on: number(of('on_track')), count, many });
}

export interface PartFigures {
	code: string;
	title: string;
	slippage: Knowable<number>;
}

/** Which part is furthest behind? Null where no part is known to be behind. */
export function partsTitle(parts: PartFigures[]): string | null {
	const [worst] = parts
		.flatMap(({ slippage, ...name }) =>
			slippage.known ? [{ ...name, points: slippage.value }] : []
		)
		.sort((one, other) => one.points - other.points);
	return worst !== undefined && worst.points <= -0.5 ? slipsTitle(worst) : null;
}

/** How is the money? Spent of what was allotted. */
export function moneyTitle({ allotment }: { allotment: Knowable<number> }): string {
	return allotment.known
		? m.title_money({ share: percent(allotment.value) })
		: m.title_money_unknown();
}

/** How many are in each state? */
export const statesTitle = (counts: DeliveryCounts): string =>
	completedTitle(
		counts.completed,
		Object.values(counts).reduce((sum, count) => sum + count, 0)
	);

/** How many activities are completed, of all. */
export const completedTitle = (completed: number, of: number): string =>
	m.title_states({ completed: number(completed), count: of });

/** Which KPIs are not where they should be? */
export function offPathTitle({ behind, of }: { behind: number; of: number }): string {
	return behind === 0 ? m.title_kpis_none() : m.title_kpis({ behind: number(behind), of });
}

export interface KpiTitleFigures {
	/** How far from its path or outside its band, as it is written; null: unknown. */
	gap: string | null;
	position: Knowable<PathPosition>;
	/** It is to be inside a band. */
	banded: boolean;
	on: IsoDate;
}

/** Is this KPI where it should be? */
export function kpiTitle({ gap, position, banded, on }: KpiTitleFigures): string {
	if (gap === null || !position.known) return m.title_kpi_unknown();
	const date = day(on);
	if (banded) {
		return gap === '0' ? m.title_kpi_inside({ date }) : m.title_kpi_outside({ gap, date });
	}
	if (gap === '0') return m.title_kpi_on_path({ date });
	if (position.value === 'behind') return m.title_kpi_behind({ gap, date });
	if (position.value === 'ahead') return m.title_kpi_ahead({ gap, date });
	return m.title_kpi_near({ gap, date });
}

/** What runs late the longest? */
export function timelineTitle(
	latest: { code: string; title: string; days: number } | null
): string {
	if (latest === null) return m.title_timeline_on_time();
	return m.title_timeline({ name: nameInTitle(latest), days: latest.days });
}

/** How many of what was to end in a period was kept? */
export function commitmentsTitle(of: { kept: number; applicable: number; period: string }): string {
	const { kept, applicable, period } = of;
	if (applicable === 0) return m.title_commitments_none({ period });
	return m.title_commitments({ kept: number(kept), applicable: number(applicable), period });
}
