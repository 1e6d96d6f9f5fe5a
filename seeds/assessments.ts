/** The shape of `assessments.yaml`: organisations as a demonstration assesses them, its target, and an index. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readYaml } from './read.ts';
import { date, slug, whole, words } from './shapes.ts';

const level = v.pipe(whole, v.minValue(0), v.maxValue(10));
/** Levels by the codes of criteria; null: it does not apply. */
const levels = v.record(words, v.nullable(level));

const assessmentsFile = v.strictObject({
	model: slug,
	target: v.strictObject({ level, due: date, set: date, reason: words }),
	/** What is said to show a level, and why a criterion does not apply. */
	evidence: words,
	not_applicable: words,
	assessments: v.array(
		v.strictObject({
			organisation: slug,
			on: date,
			/** Left out: it was submitted and nobody has checked it. */
			published: v.optional(date),
			own: levels,
			/** Where who checked it says something else. */
			check: v.optional(levels, {}),
			/** Why, of each of these. */
			comment: v.optional(words)
		})
	),
	index: v.array(
		v.strictObject({ title: words, method: words, of: words, on: date, value: v.number() })
	)
});

export type AssessmentsSeed = v.InferOutput<typeof assessmentsFile>;

/** Undefined: the folder has none. */
export function assessmentsOf(folder: string): AssessmentsSeed | undefined {
	const file = join(folder, 'assessments.yaml');
	return existsSync(file) ? readYaml(file, assessmentsFile) : undefined;
}
