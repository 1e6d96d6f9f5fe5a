/** What of the timeline is asked for, as its address says it. */
import type { TimelineRow } from '#lib/charts/timeline.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

export const zooms = ['year', 'quarter', 'month'] as const;
export type Zoom = (typeof zooms)[number];

export interface TimelineView {
	zoom: Zoom;
	/** Only what runs late. */
	late: boolean;
	/** The acronym of a lead or co-lead; empty: all. */
	organisation: string;
	/** Null: today. */
	asOf: IsoDate | null;
}

/** @param asOf the day that the address asks for, null where the page shows today */
export function readView(query: URLSearchParams, asOf: IsoDate | null): TimelineView {
	const asked = query.get('zoom');
	return {
		zoom: zooms.find((zoom) => zoom === asked) ?? 'year',
		late: query.get('late') === '1',
		organisation: query.get('organisation') ?? '',
		asOf
	};
}

/** What an address says of a view: only what differs from the plain timeline. */
export function parametersOf({ zoom, late, organisation, asOf }: TimelineView) {
	return {
		...(zoom !== 'year' && { zoom }),
		...(late && { late: '1' }),
		...(organisation && { organisation }),
		...(asOf && { as_of: asOf })
	};
}

/** The query of a view, with some of it changed. */
export function queryOf(view: TimelineView, change: Partial<TimelineView> = {}): string {
	return `?${new URLSearchParams(parametersOf({ ...view, ...change }))}`;
}

export function isAsked(view: TimelineView, row: TimelineRow): boolean {
	const late = !view.late || (row.daysLate ?? 0) > 0;
	return late && (!view.organisation || row.owners.includes(view.organisation));
}
