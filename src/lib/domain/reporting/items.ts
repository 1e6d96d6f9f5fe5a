/** What a report is made of: activities, KPIs and budget lines, each entered and returned by itself. */

export const reportItemKinds = ['activity', 'kpi', 'line'] as const;
export type ReportItemKind = (typeof reportItemKinds)[number];

export interface ReportItem {
	kind: ReportItemKind;
	id: string;
}

/** One that was returned, and why. */
export interface ReturnedItem extends ReportItem {
	reason: string;
}

export const isSameItem = (one: ReportItem, other: ReportItem): boolean =>
	one.kind === other.kind && one.id === other.id;

/**
 * Whether what is entered was returned: of a report that was returned with its items only these are
 * open, of one that was returned as a whole all of them.
 */
export const areReturned = (
	entered: readonly ReportItem[],
	returned: readonly ReportItem[]
): boolean =>
	returned.length === 0 || entered.every((item) => returned.some((one) => isSameItem(item, one)));
