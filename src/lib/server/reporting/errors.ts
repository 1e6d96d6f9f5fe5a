/** What the commands of reporting refuse, besides `server/errors.ts`. */
import type { Problem } from '#lib/domain/entered.ts';

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

const checkViolation = '23514';

/** The name of the constraint that an error of the database says was violated, if it says so. */
function violated(cause: unknown): string | undefined {
	if (!(cause instanceof Error) || !('code' in cause) || cause.code !== checkViolation)
		return undefined;
	return 'constraint' in cause && typeof cause.constraint === 'string'
		? cause.constraint
		: undefined;
}

/**
 * Runs a write whose rules the database holds too: what it refuses becomes the same problem beside
 * the same field, as where another command changed the limits a moment before.
 *
 * @param problems by the constraint's name
 */
export async function refusing<Result>(
	problems: Record<string, Problem>,
	write: () => Promise<Result>
): Promise<Result> {
	try {
		return await write();
	} catch (cause) {
		const problem = problems[violated(cause) ?? ''];
		if (!problem) throw cause;
		throw new Invalid([problem]);
	}
}
