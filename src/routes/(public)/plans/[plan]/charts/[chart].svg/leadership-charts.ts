/** The charts of the leadership page as pictures, by their names in addresses. */
import { drawnBy, type DrawnChart } from '#app/pictures/picture-answer.ts';
import CurvePicture from '#lib/charts/pictures/CurvePicture.svelte';
import GapsPicture from '#lib/charts/pictures/GapsPicture.svelte';
import MoneyPicture from '#lib/charts/pictures/MoneyPicture.svelte';
import ProgressPicture from '#lib/charts/pictures/ProgressPicture.svelte';
import SlipsPicture from '#lib/charts/pictures/SlipsPicture.svelte';
import StatesPicture from '#lib/charts/pictures/StatesPicture.svelte';
import TimelinePicture from '#lib/charts/pictures/TimelinePicture.svelte';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import type { Addresses } from '#lib/ui/addresses.ts';
import { courseForecast, coursePictureWords } from '#lib/views/chart-words/course.ts';
import { goalRows, goalsWords } from '#lib/views/chart-words/goals.ts';
import { endText, gapRows, gapsExtent, gapsWords } from '#lib/views/chart-words/kpi-gaps.ts';
import { moneyChartWords, stageBars } from '#lib/views/chart-words/money.ts';
import { slipsWords } from '#lib/views/chart-words/slips.ts';
import { stateParts, statesWords } from '#lib/views/chart-words/states.ts';
import { shortTimelineWords } from '#lib/views/chart-words/timeline.ts';
import type { Dashboard } from '#lib/views/leadership/dashboard.ts';

/** Undefined where the page has nothing to draw. */
type Chart = (shown: Dashboard, plan: PlanRow, today: IsoDate) => DrawnChart | undefined;

const page = (to: Addresses) => to.leadership();

function curve(shown: Dashboard): DrawnChart | undefined {
	const { bare, curve: course, asOf } = shown;
	if (bare || course.points.length === 0) return undefined;
	const drawing = { points: course.points, today: asOf, forecast: courseForecast(shown) };
	const draw = drawnBy(CurvePicture, drawing);
	return { name: 'curve', words: coursePictureWords(shown), page, draw };
}

function states({ activityCounts }: Dashboard): DrawnChart | undefined {
	const parts = stateParts(activityCounts);
	if (parts.length === 0) return undefined;
	const words = statesWords(activityCounts);
	return { name: 'states', words, page, draw: drawnBy(StatesPicture, { parts }) };
}

function money({ money: all, facts }: Dashboard, { currency }: PlanRow): DrawnChart | undefined {
	if (all.length === 0) return undefined;
	const stages = stageBars(all, currency);
	const words = moneyChartWords(facts.spent.share, stages);
	return { name: 'money', words, page, draw: drawnBy(MoneyPicture, { stages }) };
}

function slips({ slips: all }: Dashboard, { language: lang }: PlanRow): DrawnChart | undefined {
	const { rows, extent } = all;
	if (rows.length === 0) return undefined;
	const draw = drawnBy(SlipsPicture, { rows, extent, lang });
	return { name: 'slips', words: slipsWords(all), page, draw };
}

function offPath({ kpis }: Dashboard, { language: lang }: PlanRow): DrawnChart | undefined {
	if (kpis.rows.length === 0) return undefined;
	const drawing = { rows: gapRows(kpis), extent: gapsExtent(kpis), end: endText(kpis), lang };
	return { name: 'off-path', words: gapsWords(kpis), page, draw: drawnBy(GapsPicture, drawing) };
}

function goals(shown: Dashboard, plan: PlanRow): DrawnChart | undefined {
	const [first] = shown.goals;
	if (first === undefined || shown.bare) return undefined;
	const { one, many } = plan.labels[first.kind];
	const heads = { name: one, state: m.leadership_goals_confidence() };
	return {
		...{ name: 'goals', words: goalsWords(shown.goals, many), page },
		draw: drawnBy(ProgressPicture, { heads, rows: goalRows(shown.goals), lang: plan.language })
	};
}

function latest({ timeline, asOf }: Dashboard, plan: PlanRow, today: IsoDate) {
	if (timeline === null) return undefined;
	const { groups, from, to } = timeline;
	const drawing = { groups, from, to, asOf, current: asOf === today, lang: plan.language };
	const draw = drawnBy(TimelinePicture, drawing);
	return { name: 'latest', words: shortTimelineWords(timeline), page, draw };
}

export const leadershipCharts: Record<string, Chart> = {
	...{ curve, states, money, slips, goals, latest },
	'off-path': offPath
};
