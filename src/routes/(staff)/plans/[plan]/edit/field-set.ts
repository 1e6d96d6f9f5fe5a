/** What the parts of one form have in common. */
import type { ComponentProps } from 'svelte';
import type Provenance from './Provenance.svelte';

export interface FieldSet {
	/** As typed, else as stored. */
	values: Record<string, string>;
	errors: Record<string, string>;
	provenance: Record<string, ComponentProps<typeof Provenance>['of']>;
	/** The plan's language, in which its words are written. */
	lang: string;
}

/** A field's value and error, by its name. */
export const of = (fields: FieldSet, name: string) => ({
	name,
	value: fields.values[name] ?? '',
	error: fields.errors[name]
});
