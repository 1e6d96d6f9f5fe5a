/** Quotations: where the words that somebody quotes stand in what a plan was published in. */
import { oneLine } from '#lib/domain/proposals/work/worked.ts';
import type { Quote } from '#lib/domain/records/origin.ts';
import type { Db } from '../db/connect.ts';

/** What stands between several quotations of one record, as its form shows them. */
const between = '\n\n';

export const quotationOf = (quotes: readonly Quote[]): string | null =>
	quotes.length === 0 ? null : quotes.map(({ text }) => text).join(between);

const passagesOf = (db: Db, planId: string) =>
	db
		.selectFrom('passage')
		.innerJoin('publication', 'publication.id', 'passage.publication_id')
		.where('publication.plan_id', '=', planId)
		.select(['passage.id', 'passage.text'])
		.orderBy('passage.id')
		.execute();

/**
 * What is quoted, each with the passage of the plan's publications in which it stands.
 *
 * @param before what was quoted until now: untouched it keeps its passages
 */
export async function quotesOf(
	db: Db,
	planId: string,
	quotation: string | null,
	before: readonly Quote[]
): Promise<Quote[]> {
	if (quotation === null) return [];
	if (quotation === quotationOf(before)) return [...before];
	const passages = await passagesOf(db, planId);
	return quotation
		.split(/\r?\n\s*\r?\n/)
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.map((text) => ({
			// where lines break does not matter
			passage: passages.find((one) => oneLine(one.text).includes(oneLine(text)))?.id ?? null,
			text
		}));
}
