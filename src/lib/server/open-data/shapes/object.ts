/**
 * What the API sends, version 1. Every document is written field by field from this list, so that a
 * column that is added to a table stays at home until somebody names it here.
 *
 * Days are `YYYY-MM-DD` in the plan's time zone; money is decimal text beside its currency; shares are
 * 0…1, slippage is in percentage points; what is not set or not known is null, with a `reason` where it
 * is a figure. Ids are stable; they are text.
 */
import type { MissingReason } from '#lib/domain/records/known.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';

/** Where a value comes from. */
export interface ProvenanceDocument {
	kind: ProvenanceKind;
	/** The words themselves, letter for letter. */
	quote?: string;
	/** One sentence of why. */
	reason?: string;
	publication?: PublicationDocument;
}

export interface PublicationDocument {
	title: string;
	publisher: string | null;
	published_on: IsoDate | null;
	address: string | null;
}

/** What every object carries. */
export interface ObjectDocument<Kind extends string> {
	kind: Kind;
	id: string;
	/** Unique among its kind within the plan; null where the kind has none. */
	code: string | null;
	title: string;
	/** Of the object's words; null where it was entered in the tracker with nothing said of it. */
	provenance: ProvenanceDocument | null;
}

/** By field: where its value comes from. */
export type FieldProvenance = Record<string, ProvenanceDocument>;

/** The item of a template that something was taken from. */
export interface TemplateOriginDocument {
	/** The template's name in addresses. */
	template: string;
	title: string;
	/** The code that it has there. */
	item: string;
	/** As it is worded there; null: the plan that the template was made of is not public. */
	item_title: string | null;
	/** The plan that the template was made of, by its name in addresses; null: it is not public. */
	plan: string | null;
}

/** An amount of money; null with a reason where it is not set on any line. */
export interface MoneyDocument {
	amount: string | null;
	/** ISO 4217. */
	currency: string;
	/** Budget lines for which it is set, of all. */
	set: number;
	lines: number;
	reason?: MissingReason;
}

/** What went wrong. */
export interface ErrorDocument {
	error: {
		code:
			| 'bad_as_of'
			| 'not_published'
			| 'not_found'
			| 'no_such_figure'
			| 'bad_request'
			| 'wrong_host'
			| 'wrong_method'
			| 'too_large'
			| 'unavailable'
			| 'unexpected';
		message: string;
	};
}
