/** What is entered of a framework, and how it is told of. */
import type { WrittenTerm } from '#lib/domain/frameworks/written-terms.ts';
import type { Changes, Fields, FieldValue } from '#lib/domain/records/changes.ts';
import type { Arity, ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { SentForm } from '../writing/sent-forms.ts';

export interface WrittenAxis {
	slug: string;
	title: string;
	definition: string | null;
	arity: Arity;
	terms: readonly WrittenTerm[];
}

export interface FrameworkFields {
	slug: string;
	title: string;
	/** Which version it is, as people call it; null: there is one. */
	edition: string | null;
	language: string;
	description: string | null;
	/** The publication that it is taken from; null: it was made here. */
	source: string | null;
	source_address: string | null;
	provenance: Exclude<ProvenanceKind, 'demo'>;
	/** In one sentence; null only where its words are those of the source. */
	reason: string | null;
	axes: readonly WrittenAxis[];
}

export interface StoredFramework extends FrameworkFields {
	id: string;
	version: number;
	/** The framework that it follows. */
	follows: { id: string; slug: string } | null;
	/** Something is tagged with its terms, or a plan is set out by it: it is not changed any more. */
	inUse: boolean;
}

/** By which form, and why. */
export interface FrameworkAct {
	request?: SentForm;
}

const lineOf = ({ code, title }: WrittenTerm): string => `${code} ${title}`;

/** A framework's fields as the log and both versions of a form tell of them. */
export const inWords = ({ axes, ...fields }: FrameworkFields): Fields => ({
	...{ slug: fields.slug, title: fields.title, edition: fields.edition, language: fields.language },
	...{ description: fields.description, source: fields.source },
	...{ source_address: fields.source_address, provenance: fields.provenance, why: fields.reason },
	axes: axes.map(({ slug, title, definition, arity, terms }): FieldValue => ({
		...{ slug, title, definition, arity },
		terms: terms.map((term) => ({ line: lineOf(term), ...term }))
	}))
});

export const entryOf = (
	action: string,
	{ id, slug }: { id: string; slug: string },
	detail: Partial<Changes> & { reason?: string }
) => ({ action, subjectKind: 'framework', subjectId: id, detail: { code: slug, ...detail } });
