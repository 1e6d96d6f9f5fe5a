/** What of the timeline is asked for, as its address says it. */
import type { TimelineRow } from '#lib/charts/timeline/timeline.ts';
import type { Opened } from '#lib/charts/timeline/opened.ts';
import { daysQuery, type DaysAsked } from '#lib/ui/addresses.ts';

export const zooms = ['year', 'quarter', 'month'] as const;
export type Zoom = (typeof zooms)[number];

/** Of codes in an address; a code with a comma in it opens with all others only. */
const between = ',';

export interface TimelineView {
	zoom: Zoom;
	/** Only what runs late. */
	late: boolean;
	/** The acronym of a lead or co-lead; empty: all. */
	organisation: string;
	/** The codes of the groups that are opened where a plan is long, or `all`. */
	open: string[] | 'all';
	days: DaysAsked;
}

export function readView(query: URLSearchParams, days: DaysAsked): TimelineView {
	const asked = query.get('zoom');
	const open = query.get('open') ?? '';
	return {
		zoom: zooms.find((zoom) => zoom === asked) ?? 'year',
		late: query.get('late') === '1',
		organisation: query.get('organisation') ?? '',
		open: open === 'all' ? open : open.split(between).filter(Boolean),
		days
	};
}

const saidOf = (query: Record<string, string | null>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
	);

/** What an address says of a view: only what differs from the plain timeline. */
export function parametersOf({ zoom, late, organisation, open, days }: TimelineView) {
	const opened = open === 'all' ? open : open.join(between);
	return {
		...(zoom !== 'year' && { zoom }),
		...(late && { late: '1' }),
		...(organisation && { organisation }),
		...(opened && { open: opened }),
		...saidOf(daysQuery(days))
	};
}

/** The query of a view, with some of it changed. */
export function queryOf(view: TimelineView, change: Partial<TimelineView> = {}): string {
	return `?${new URLSearchParams(parametersOf({ ...view, ...change }))}`;
}

/** The query of a view with one group more that is opened. */
export function opening(view: TimelineView, code: string): string {
	return queryOf(view, { open: view.open === 'all' ? 'all' : [...view.open, code] });
}

export const openedIn = ({ open }: TimelineView): Opened => (open === 'all' ? open : new Set(open));

export function isAsked(view: TimelineView, row: TimelineRow): boolean {
	const late = !view.late || (row.daysLate ?? 0) > 0;
	return late && (!view.organisation || row.owners.includes(view.organisation));
}
