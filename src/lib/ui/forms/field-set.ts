/** What the parts of one form have in common. */
import type { Provenance } from '#lib/domain/records/provenance.ts';
import type { FormState } from './form-state.ts';

/** What was typed, else what is stored, with where it comes from. */
export interface FieldSet extends FormState {
	provenance: Record<string, Provenance | undefined>;
	/** The plan's language, in which its words are written. */
	lang: string;
	/** Tells the ids of its fields from those of other forms on the page. */
	form?: string;
	/** Nothing is stored yet whose provenance could be shown. */
	fresh?: boolean;
}
