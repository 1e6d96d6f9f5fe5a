/** Groups of fields that a form repeats: `milestone-0-title`, `milestone-0-weight`, … */
import * as v from 'valibot';

export interface TypedRow {
	index: number;
	values: Record<string, string>;
}

const mostRows = 200;

/** The rows of a repeated group, `milestone-0-title`, `milestone-0-weight`, …, in their order. */
export function rowsOf(values: Record<string, string>, group: string): TypedRow[] {
	const rows = new Map<number, TypedRow>();
	for (const [name, value] of Object.entries(values)) {
		const [of, place, part, ...rest] = name.split('-');
		if (of !== group || !part || rest.length > 0 || !/^\d{1,3}$/.test(place ?? '')) continue;
		const index = Number(place);
		if (index >= mostRows) continue;
		const row = rows.get(index) ?? { index, values: {} };
		row.values[part] = value;
		rows.set(index, row);
	}
	return [...rows.values()].sort((one, other) => one.index - other.index);
}

/** Parses each row that is not left empty, and says of each in which place it is typed; the names of its errors are those of its fields. */
export function parseRows<Schema extends v.GenericSchema>(
	schema: Schema,
	group: string,
	rows: TypedRow[]
): { outputs: v.InferOutput<Schema>[]; indexes: number[]; errors: Record<string, string> } {
	const outputs: v.InferOutput<Schema>[] = [];
	const indexes: number[] = [];
	const errors: Record<string, string> = {};
	for (const { index, values } of rows) {
		const result = v.safeParse(schema, values);
		if (result.success) {
			outputs.push(result.output);
			indexes.push(index);
		} else
			for (const issue of result.issues)
				errors[`${group}-${index}-${v.getDotPath(issue) ?? ''}`] ??= issue.message;
	}
	return { outputs, indexes, errors };
}

/** How many rows a form shows: what is there, and some that are still empty. */
export function rowCount(values: Record<string, string>, group: string, empty: number): number {
	const filled = rowsOf(values, group).filter(({ values: row }) =>
		Object.values(row).some(Boolean)
	);
	return Math.min((filled.at(-1)?.index ?? -1) + 1 + empty, mostRows);
}
