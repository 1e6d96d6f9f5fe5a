/** What stands above an element. */

interface Standing {
	id: string;
	parentId: string | null;
	code: string;
	title: string;
}

/** From the top of the plan down to an element's parent. */
export function above<Row extends Standing>(
	element: { parent_id: string | null },
	elements: Row[]
): Row[] {
	const byId = new Map(elements.map((row) => [row.id, row]));
	const found: Row[] = [];
	for (let id = element.parent_id; id !== null;) {
		const row = byId.get(id);
		if (!row || found.includes(row)) break;
		found.unshift(row);
		id = row.parentId;
	}
	return found;
}
