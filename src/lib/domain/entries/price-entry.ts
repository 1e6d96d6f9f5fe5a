/** What may be said of the prices at which a cost is stated. */
import type { PriceKind } from '../records/vocabulary.ts';
import type { Problem } from './entered.ts';

const [first, last] = [1900, 2200];

/** What is wrong with a basis: constant prices are those of a year, and a year is one. */
export function priceProblems({
	price_kind,
	price_year
}: {
	price_kind: PriceKind;
	/** Decimal text. */
	price_year: string | null;
}): Problem[] {
	const field = 'price_year';
	if (price_year === null) return price_kind === 'constant' ? [{ field, problem: 'required' }] : [];
	const year = Number(price_year);
	const isYear = Number.isInteger(year) && year >= first && year <= last;
	return isYear ? [] : [{ field, problem: 'not_a_year' }];
}
