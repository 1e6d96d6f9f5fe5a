/** What the commands of reporting refuse, besides `errors.ts`. */
import type { Problem } from '#lib/domain/entries/entered.ts';

/** The entry breaks rules of the domain; nothing was stored. */
export class Invalid extends Error {
	override name = 'Invalid';
	readonly problems: Problem[];

	constructor(problems: Problem[]) {
		super(problems.map(({ field, problem }) => `${field}: ${problem}`).join(', '));
		this.problems = problems;
	}
}

/** Something newer was stored since the form was opened; nothing was stored now. */
export class Conflict extends Error {
	override name = 'Conflict';
}
