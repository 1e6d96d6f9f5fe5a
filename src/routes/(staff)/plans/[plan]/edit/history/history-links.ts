/** Where an entry of the history leads: to what it is about, and to the form that restores it. */
import type { HistoryEntry } from '#lib/server/plans/history.ts';

type Entry = Pick<HistoryEntry, 'id' | 'action' | 'subjectKind' | 'subjectId' | 'elementId'>;

/** The page of a thing in the editing of its plan. */
function pageOf({ subjectKind, subjectId, elementId }: Entry): string | null {
	const pages: Record<string, string | null> = {
		plan: '/plan',
		element: `/elements/${subjectId}`,
		kpi: `/kpis/${subjectId}`,
		amendment: `/amendments/${subjectId}`,
		decision: `/decisions/${subjectId}`,
		roll_out: `/roll-outs/${subjectId}`,
		alignment: '/alignment',
		outside_plan: '/alignment',
		outside_statement: '/alignment',
		stakeholder: '/stakeholders',
		head_count: '/competencies',
		training: '/competencies',
		attendance: '/competencies',
		establishment: '/competencies',
		closure: elementId === null ? '/closure' : `/elements/${elementId}/closure`,
		office: elementId === null ? null : `/elements/${elementId}/owners`,
		contract: elementId === null ? null : `/elements/${elementId}/contracts`,
		location: elementId === null ? null : `/elements/${elementId}/locations`,
		price_basis: elementId === null ? null : `/elements/${elementId}/budget`,
		budget_line: elementId === null ? null : `/elements/${elementId}/budget`
	};
	return subjectId === null ? null : (pages[subjectKind] ?? null);
}

/** Acts that are taken back on a page of their own; those of reports are corrected by who reports. */
const elsewhere: Record<string, (page: string) => string> = {
	element_retired: (page) => `${page}/place`,
	element_added: (page) => `${page}/place`,
	kpi_retired: (page) => page,
	kpi_added: (page) => page,
	budget_line_added: (page) => page,
	amendment_adopted: (page) => `${page}#take-back`
};

const refilled: Record<string, (page: string) => string> = {
	plan_changed: (page) => page,
	element_changed: (page) => page,
	element_moved: (page) => `${page}/place`,
	element_shifted: (page) => `${page}/place`,
	kpi_changed: (page) => page,
	budget_line_changed: (page) => page
};

export interface EntryLinks {
	/** The page of what it is about; null where there is none. */
	href: string | null;
	/** The form filled with what stood before; null where nothing did. */
	restore: string | null;
}

/** @param slug of the plan */
export function entryLinks(entry: Entry, slug: string): EntryLinks {
	const page = pageOf(entry);
	if (page === null) return { href: null, restore: null };
	const href = `/plans/${slug}/edit${page}`;
	const form = refilled[entry.action]?.(href);
	if (form) return { href, restore: `${form}?restore=${entry.id}#content` };
	return { href, restore: elsewhere[entry.action]?.(href) ?? null };
}
