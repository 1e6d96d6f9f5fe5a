/** What the parts of one form have in common. */
import type { ComponentProps } from 'svelte';
import type { FormState } from '#lib/ui/forms/form-state.ts';
import type Provenance from './Provenance.svelte';

/** What was typed, else what is stored, with where it comes from. */
export interface FieldSet extends FormState {
	provenance: Record<string, ComponentProps<typeof Provenance>['of']>;
	/** The plan's language, in which its words are written. */
	lang: string;
}
