/** The shape of `checklist.yaml`: a plan held against a template, and what was answered when. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { verdicts } from '#lib/domain/checklists/answers.ts';
import { answerProblems } from '#lib/domain/checklists/entries.ts';
import { readYaml, SeedError } from './read.ts';
import { date, slug, words } from './shapes.ts';

const answer = v.strictObject({
	/** The code of the template's item. */
	item: words,
	verdict: v.picklist(verdicts),
	/** Codes of the plan's elements. */
	by: v.optional(v.array(words), []),
	reason: v.optional(words)
});

const checklistFile = v.strictObject({
	title: words,
	template: slug,
	/** The day on which it was begun. */
	recorded: date,
	/** Since when everybody reads it, and why. */
	published: v.strictObject({ on: date, reason: words }),
	answers: v.array(v.strictObject({ on: date, items: v.array(answer) }))
});

export type ChecklistSeed = v.InferOutput<typeof checklistFile>;

/** Reads the checklist of a plan; undefined: its folder has none. */
export function checklistOf(folder: string): ChecklistSeed | undefined {
	const file = join(folder, 'checklist.yaml');
	if (!existsSync(file)) return undefined;
	const written = readYaml(file, checklistFile);
	for (const { items } of written.answers)
		for (const { item, verdict, by, reason = null } of items) {
			const [wrong] = answerProblems(item, { verdict, elementIds: by, reason });
			if (wrong) throw new SeedError(file, item, wrong.problem);
		}
	return written;
}
