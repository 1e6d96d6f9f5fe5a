/** When work runs, and how late, in words. */
import { rowWords } from '#lib/charts/timeline/words.ts';
import { rowsOf, type TimelineGroup } from '#lib/charts/timeline/timeline.ts';
import { m } from '#lib/paraglide/messages.js';
import { timelineTitle } from '#lib/ui/chart-titles.ts';
import type { ShortTimeline } from '../leadership/timeline.ts';
import type { ChartWords } from './chart-words.ts';

/** As many rows are said one by one. */
const said = 30;

/** The rows as sentences, each after its name. */
export const timelineLabel = (groups: TimelineGroup[]): string =>
	rowsOf(groups)
		.slice(0, said)
		.map((row) => `${row.code} ${row.title}: ${rowWords(row)}`)
		.join(' ');

export const shortTimelineWords = ({ latest, groups }: ShortTimeline): ChartWords => ({
	title: timelineTitle(latest),
	subtitle: m.leadership_timeline_why(),
	label: timelineLabel(groups)
});
