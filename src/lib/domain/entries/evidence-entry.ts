/** What may be said of evidence, whoever enters it. */
import type { IsoDate } from '../records/records.ts';
import { factDay, type PlanSpan, type Problem } from './entered.ts';

export const longestCaption = 300;
const longestLink = 2_000;

/**
 * An address as it is stored, or null where a text is none that a page may link to: it begins with
 * `http://` or `https://`, and carries no name or password.
 */
export function readLink(text: string): string | null {
	const typed = text.trim();
	if (!/^https?:\/\//i.test(typed) || /[\s\p{Cc}]/u.test(typed) || !URL.canParse(typed))
		return null;
	const { href, username, password, hostname } = new URL(typed);
	const isPlain = username === '' && password === '' && hostname !== '';
	return isPlain && href.length <= longestLink ? href : null;
}

/** What is wrong with the day of which evidence speaks: it has come, and is not before the plan. */
export const evidenceProblems = (
	{ speaksOf }: { speaksOf: IsoDate | null },
	{ today, ...span }: PlanSpan & { today: IsoDate }
): Problem[] => (speaksOf === null ? [] : factDay('speaks_of', speaksOf, today, span));
