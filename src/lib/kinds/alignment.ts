/** What a plan is aligned to, plans that live elsewhere, and what these state: each with where it comes from. */
import { statementKinds } from '#lib/domain/alignment/links.ts';
import { provenanceKinds } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	day,
	decimal,
	oneOf,
	optionalWords,
	reference,
	words,
	type Kind,
	type ValuesOf
} from './field.ts';

/** Where the words of one record come from; the quotation stands letter for letter where it says. */
const origin = {
	provenance_kind: oneOf(provenanceKinds, {
		word: m.alignment_provenance,
		hint: m.alignment_provenance_hint
	}),
	quotation: optionalWords(4_000, {
		word: m.alignment_quotation,
		hint: m.alignment_quotation_hint,
		lines: 3
	}),
	provenance_reason: optionalWords(500, { word: m.alignment_provenance_reason }),
	publication_title: optionalWords(300, {
		word: m.alignment_publication,
		hint: m.alignment_publication_hint
	}),
	published_on: day('measured', { word: m.alignment_published_on }),
	publication_address: optionalWords(500, { word: m.alignment_publication_address })
};

export type OriginValues = ValuesOf<typeof origin>;

export const alignment = {
	aligned_child: reference({ word: m.alignment_child }),
	aligned_to: reference({ word: m.alignment_parent, hint: m.alignment_parent_hint }),
	rationale: words(4_000, () => m.alignment_error_rationale(), {
		word: m.alignment_rationale,
		hint: m.alignment_rationale_hint,
		lines: 3
	}),
	share: decimal({ word: m.alignment_share, hint: m.alignment_share_hint, size: 8 }),
	valid_from: day('measured', { word: m.alignment_from }),
	valid_to: day('measured', { word: m.alignment_until, hint: m.alignment_until_hint }),
	...origin
};

export const outsidePlan = {
	outside_title: words(300, () => m.outside_error_title(), { word: m.outside_title }),
	publisher: optionalWords(300, { word: m.outside_publisher }),
	outside_address: optionalWords(500, { word: m.outside_address, hint: m.outside_address_hint }),
	outside_language: words(35, () => m.outside_error_language(), {
		word: m.outside_language,
		hint: m.outside_language_hint,
		size: 8
	}),
	edition_label: optionalWords(120, { word: m.outside_edition, hint: m.outside_edition_hint }),
	edition_on: day('measured', { word: m.outside_edition_on }),
	follows: reference({ word: m.outside_follows, hint: m.outside_follows_hint }),
	...origin
};

export const outsideStatement = {
	statement_of: reference({ word: m.statement_of }),
	statement_kind: oneOf(statementKinds, { word: m.statement_kind }),
	statement_code: optionalWords(40, { word: m.statement_code, size: 8 }),
	statement_words: words(4_000, () => m.statement_error_words(), {
		word: m.statement_words,
		hint: m.statement_words_hint,
		lines: 3
	}),
	...origin
};

/** By the names of their tables. */
export const alignedKinds = {
	alignment,
	outside_plan: outsidePlan,
	outside_statement: outsideStatement
} as const satisfies Record<string, Kind>;

export type AlignedKind = keyof typeof alignedKinds;
export type ValuesOfAligned<Of extends AlignedKind> = ValuesOf<(typeof alignedKinds)[Of]>;
export type AlignmentValues = ValuesOfAligned<'alignment'>;
export type OutsidePlanValues = ValuesOfAligned<'outside_plan'>;
export type OutsideStatementValues = ValuesOfAligned<'outside_statement'>;
