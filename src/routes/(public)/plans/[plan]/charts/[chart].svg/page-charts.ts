/** The charts of the pages of KPIs, of the timeline and of commitments as pictures, by their names in addresses. */
import { askedCommitments } from '#app/asked/commitments.ts';
import { drawnBy, type DrawnChart } from '#app/pictures/picture-answer.ts';
import { gapExtent } from '#lib/charts/kpis/kpi-gap.ts';
import CommitmentsPicture from '#lib/charts/pictures/CommitmentsPicture.svelte';
import GapsPicture from '#lib/charts/pictures/GapsPicture.svelte';
import TimelinePicture from '#lib/charts/pictures/TimelinePicture.svelte';
import { onlyRows, timelineOf, timelineSpan } from '#lib/charts/timeline/timeline.ts';
import { openedGroups } from '#lib/charts/timeline/opened.ts';
import { periodRow } from '#lib/domain/commitments/rows.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { ownDays } from '#lib/ui/addresses.ts';
import { timelineLabel } from '#lib/views/chart-words/timeline.ts';
import { gapRowsOfAll, kpisHeadline, kpisWords } from '#lib/views/chart-words/kpi-gaps.ts';
import { commitmentsWords, figureOf, keyOf, partsOf } from '#lib/views/chart-words/commitments.ts';
import {
	parametersOf as parametersOfCommitments,
	periodsShown,
	type CommitmentsView
} from '#lib/views/commitments.ts';
import { kpiRows } from '#lib/views/kpi-pages.ts';
import { lateWork } from '../../timeline/headline.ts';
import { headlineWords, ledeWords } from '../../timeline/headline-words.ts';
import {
	isAsked,
	openedIn,
	parametersOf,
	readView,
	type TimelineView
} from '../../timeline/view.ts';

/** Undefined where there is nothing to draw. */
type Chart = (
	shown: PlanWithFigures,
	plan: PlanRow,
	scope: Scope,
	/** What the address asks for, as the page's own does. */
	query: URLSearchParams
) => DrawnChart | undefined;

const kpis: Chart = ({ record, figures }, { language: lang }, _, query) => {
	const offPathOnly = query.get('show') === 'off_path';
	const all = kpiRows(record.kpis, figures);
	const rows = all.filter(({ offPath }) => offPath || !offPathOnly);
	if (rows.length === 0) return undefined;
	const counts = { all: all.length, offPath: all.filter(({ offPath }) => offPath).length };
	return {
		name: offPathOnly ? 'kpis-off-path' : 'kpis',
		words: kpisWords(rows, kpisHeadline(counts, figures.attainment)),
		page: (to) => to.kpis(offPathOnly ? { show: 'off_path' } : {}),
		draw: drawnBy(GapsPicture, {
			...{ rows: gapRowsOfAll(rows), extent: gapExtent(rows), lang },
			end: m.leadership_kpi_end()
		})
	};
};

/** Which activities are shown where these are not all. */
function shownOf({ late, organisation }: TimelineView): string[] {
	const parts = [
		...(late ? [m.timeline_late_only()] : []),
		...(organisation ? [organisation] : [])
	];
	return parts.length === 0 ? [] : [m.chart_shown({ what: parts.join(', ') })];
}

const timeline: Chart = ({ record, figures }, { language: lang }, { asOf, today }, query) => {
	const view = readView(query, ownDays);
	const all = timelineOf(record, figures);
	const filtered = view.late || view.organisation !== '';
	const asked = filtered ? onlyRows(all, (row) => isAsked(view, row)) : all;
	const late = lateWork(all);
	if (late.activities === 0 || asked.length === 0) return undefined;
	const groups = openedGroups(asked, openedIn(view));
	const { from, to } = timelineSpan(all, record, asOf);
	return {
		name: 'timeline',
		words: {
			...{ title: headlineWords(late), subtitle: [ledeWords(late), ...shownOf(view)].join(' ') },
			label: timelineLabel(groups)
		},
		page: (addresses) => addresses.timeline(parametersOf(view)),
		draw: drawnBy(TimelinePicture, { groups, from, to, asOf, current: asOf === today, lang })
	};
};

/** Which commitments are shown where these are not all. */
function commitmentsOf({ goal, organisation }: CommitmentsView): string[] {
	const parts = [goal, organisation].filter(Boolean);
	return parts.length === 0 ? [] : [m.chart_shown({ what: parts.join(', ') })];
}

const commitments: Chart = (known, _, { asOf }, query) => {
	const asked = askedCommitments(known, query);
	if (!asked?.shown) return undefined;
	const shown = periodRow(asked.shown);
	const periods = periodsShown(asked.periods.map(periodRow), asOf, shown.startsOn);
	const { subtitle, ...words } = commitmentsWords(periods, shown);
	const rows = periods.map((row) => ({
		...{ name: row.label, parts: partsOf(row), figure: figureOf(row) }
	}));
	return {
		name: 'commitments',
		words: { ...words, subtitle: [subtitle, ...commitmentsOf(asked.view)].join(' ') },
		page: (to) => to.commitments(parametersOfCommitments(asked.view)),
		draw: drawnBy(CommitmentsPicture, { rows, key: keyOf(periods) })
	};
};

export const pageCharts: Record<string, Chart> = { kpis, timeline, commitments };
