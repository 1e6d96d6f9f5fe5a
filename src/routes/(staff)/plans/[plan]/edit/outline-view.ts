/** Which part of the outline one page shows, and what is not set in the whole. */
import { kindsBeneath } from '#lib/domain/records/nesting.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { OutlineRow } from '#lib/server/elements/outline.ts';

export const pageSize = 100;

export interface OutlineSection {
	/** The goal or objective at the top; null: what stands at the top by itself. */
	head: OutlineRow | null;
	/** On this page. */
	rows: OutlineRow[];
	/** In the whole section. */
	count: number;
}

/** The outline cut at its top: each wide element with what stands beneath it. */
export function sections(rows: OutlineRow[]): OutlineSection[] {
	const found: OutlineSection[] = [];
	for (const row of rows) {
		const current = found.at(-1);
		if (row.depth === 0 && row.kind !== 'activity') found.push({ head: row, rows: [], count: 0 });
		else if (row.depth > 0 && current) current.rows.push(row);
		else if (current?.head === null) current.rows.push(row);
		else found.push({ head: null, rows: [row], count: 0 });
	}
	return found.map((section) => ({ ...section, count: section.rows.length }));
}

export interface OutlinePage {
	shown: OutlineSection[];
	/** More than one page shows: then a page is one section, or a part of one. */
	parted: boolean;
	page: number;
	pages: number;
}

/** What one page shows: all where it fits, else the section asked for, a hundred rows at a time. */
export function outlinePage(
	all: OutlineSection[],
	total: number,
	under: string | null,
	page: number
): OutlinePage {
	if (total <= pageSize) return { shown: all, parted: false, page: 1, pages: 1 };
	const asked = all.find((section) => (section.head?.id ?? 'top') === under) ?? all[0];
	if (!asked) return { shown: [], parted: true, page: 1, pages: 1 };
	const pages = Math.max(1, Math.ceil(asked.count / pageSize));
	const at = Math.min(Math.max(1, page), pages);
	const rows = asked.rows.slice((at - 1) * pageSize, at * pageSize);
	return { shown: [{ ...asked, rows }], parted: true, page: at, pages };
}

export interface Missing {
	activities: number;
	owner: number;
	dates: number;
	budget: number;
	objectives: number;
	kpi: number;
}

/** How much is not set, over the whole plan. */
export function missing(rows: OutlineRow[]): Missing {
	const activities = rows.filter((row) => row.kind === 'activity');
	const objectives = rows.filter((row) => row.kind === 'objective');
	return {
		activities: activities.length,
		owner: activities.filter((row) => row.lead === null).length,
		dates: activities.filter((row) => !row.plannedStart || !row.plannedEnd).length,
		budget: activities.filter((row) => row.budget === null).length,
		objectives: objectives.length,
		kpi: objectives.filter((row) => row.kpis === 0).length
	};
}

/** Where a new element may stand, as one choice: `activity-12` is an activity beneath element 12. */
export interface Place {
	value: string;
	kind: ElementKind;
	parentCode: string | null;
}

/** The places that a section offers for something new; without a section, those at the top. */
export function placesIn(section: OutlineSection | null): Place[] {
	const parents = section
		? [section.head, ...section.rows].filter((row) => row !== null && row.kind !== 'activity')
		: [null];
	return parents.flatMap((parent) =>
		kindsBeneath(parent?.kind ?? null).map((kind) => ({
			value: `${kind}-${parent?.id ?? 'top'}`,
			kind,
			parentCode: parent?.code ?? null
		}))
	);
}

/** What an address of the outline carries on, so that a form's answer shows the same part of it. */
export function stay(url: URL): string {
	const kept = ['under', 'page'].flatMap((name) => {
		const value = url.searchParams.get(name);
		return value ? `&${name}=${encodeURIComponent(value)}` : [];
	});
	return kept.join('');
}
