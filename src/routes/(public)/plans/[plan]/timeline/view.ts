/** What of the timeline is asked for, as its address says it. */
import type { TimelineRow } from '#lib/charts/timeline.ts';

export const zooms = ['year', 'quarter', 'month'] as const;
export type Zoom = (typeof zooms)[number];

export interface TimelineView {
	zoom: Zoom;
	/** Only what runs late. */
	late: boolean;
	/** The acronym of a lead or co-lead; empty: all. */
	organisation: string;
	/** As given; empty: today. */
	asOf: string;
}

export function readView(query: URLSearchParams): TimelineView {
	const asked = query.get('zoom');
	return {
		zoom: zooms.find((zoom) => zoom === asked) ?? 'year',
		late: query.get('late') === '1',
		organisation: query.get('organisation') ?? '',
		asOf: query.get('as_of') ?? ''
	};
}

/** The query for a view, with only what differs from the plain timeline. */
export function queryOf(view: TimelineView, change: Partial<TimelineView> = {}): string {
	const { zoom, late, organisation, asOf } = { ...view, ...change };
	const query = new URLSearchParams();
	if (zoom !== 'year') query.set('zoom', zoom);
	if (late) query.set('late', '1');
	if (organisation) query.set('organisation', organisation);
	if (asOf) query.set('as_of', asOf);
	return query.size > 0 ? `?${query}` : '?';
}

export function isAsked(view: TimelineView, row: TimelineRow): boolean {
	const late = !view.late || (row.daysLate ?? 0) > 0;
	return late && (!view.organisation || row.owners.includes(view.organisation));
}
