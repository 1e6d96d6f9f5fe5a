import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseDocument } from 'yaml';

/** A seed file says something that cannot stand. The message names the file and the path within it. */
export class SeedError extends Error {
	override name = 'SeedError';

	constructor(file: string, path: string, problem: string) {
		super(`${file}: ${path || 'the whole file'}: ${problem}`);
	}
}

/** Reads one YAML file in the shape that `schema` states. Throws a `SeedError` where it has another. */
export function readYaml<Schema extends v.GenericSchema>(
	file: string,
	schema: Schema
): v.InferOutput<Schema> {
	const document = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: true });
	const [fault] = document.errors;
	if (fault) throw new SeedError(file, `line ${fault.linePos?.[0].line ?? '?'}`, fault.message);
	const result = v.safeParse(schema, document.toJS());
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new SeedError(file, v.getDotPath(issue) ?? '', issue.message);
}
