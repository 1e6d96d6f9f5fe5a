/** What a framework is: axes, each with its terms, in one of its versions. */
import type { Line } from '../matrix/matrix.ts';
import type { Arity, ProvenanceKind } from '../records/vocabulary.ts';

export interface Term extends Line {
	definition: string | null;
	/** What the source prints before it. */
	marker: string | null;
	provenance: ProvenanceKind;
	/** In one sentence: why it is worded, numbered or placed so; what of it could not be verified. */
	reason: string | null;
	/** The id of the broader term in which it lies: what has it lies on that line too. */
	withinId: string | null;
}

export interface FrameworkAxis {
	id: string;
	/** Its name in addresses, unique in its framework. */
	slug: string;
	title: string;
	definition: string | null;
	arity: Arity;
	terms: readonly Term[];
}

export interface Framework {
	id: string;
	/** Its name in addresses; each version has its own. */
	slug: string;
	title: string;
	/** Which version it is, as people call it; null: there is one. */
	edition: string | null;
	/** The language of its words. */
	language: string;
	/** The plan that is spoken of is set out by it, whether or not anything has a term of its. */
	declared: boolean;
	axes: readonly FrameworkAxis[];
}

/** What an axis is called in addresses: by its framework where that has no other. */
export const axisName = ({ slug, axes }: Framework, axis: FrameworkAxis): string =>
	axes.length === 1 ? slug : `${slug}.${axis.slug}`;

/** A framework with its version, as people read it. */
export const frameworkTitle = ({ title, edition }: Pick<Framework, 'title' | 'edition'>): string =>
	edition === null ? title : `${title} (${edition})`;

/** Terms of a framework by id. */
export const termsById = ({ axes }: Framework): Map<string, Term> =>
	new Map(axes.flatMap(({ terms }) => terms.map((term) => [term.id, term] as const)));
