/** Between a field of an item's form and the column and row in which it stands. */

export interface InColumn {
	column: string;
	/** The row's milestone, or part of a KPI; null: it is the item's own row. */
	part: string | null;
}

const ofMilestone = /^(reached)-(\d+)$/;
const ofCell = /^cell-(\d+(?:x\d+)?)-(\w+)$/;

export function columnOf(field: string): InColumn {
	const milestone = ofMilestone.exec(field);
	if (milestone) return { column: milestone[1]!, part: milestone[2]! };
	const cell = ofCell.exec(field);
	return cell ? { column: cell[2]!, part: cell[1]! } : { column: field, part: null };
}
