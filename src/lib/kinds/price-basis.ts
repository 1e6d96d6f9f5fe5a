/** At which prices a cost is stated. */
import { priceKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { decimal, oneOf, optionalWords, reference, type ValuesOf } from './field.ts';

export const priceBasis = {
	budget_line_id: reference({ word: m.work_budget_line }),
	price_kind: oneOf(priceKinds, { word: m.price_kind, hint: m.price_kind_hint }),
	price_year: decimal({ word: m.price_year, hint: m.price_year_hint, size: 6 }),
	adopted_basis: optionalWords(200, {
		word: m.price_adopted_basis,
		hint: m.price_adopted_basis_hint
	}),
	price_source: optionalWords(500, { word: m.price_source, hint: m.price_source_hint })
};

export type PriceBasisValues = ValuesOf<typeof priceBasis>;
