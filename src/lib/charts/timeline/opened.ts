/**
 * Of a timeline too long for one page, the rows of the groups that are opened; the others are asked
 * for when they are.
 */
import { rowsOf, type TimelineGroup } from './timeline.ts';

/** As many rows as are sent whole. */
export const rowsSentWhole = 100;

/** Which groups are opened, by code with all that is beneath them; `all`: every one. */
export type Opened = ReadonlySet<string> | 'all';

export const isLong = (groups: TimelineGroup[]) => rowsOf(groups).length > rowsSentWhole;

/** The groups with only the rows of the opened ones; the others say how many they would have. */
export function openedGroups(groups: TimelineGroup[], opened: Opened): TimelineGroup[] {
	if (opened === 'all' || !isLong(groups)) return groups;
	const part = (group: TimelineGroup): TimelineGroup => {
		if (opened.has(group.code)) return group;
		const { rows } = group;
		return { ...group, groups: group.groups.map(part), rows: [], unsent: rows.length };
	};
	return groups.map(part);
}
