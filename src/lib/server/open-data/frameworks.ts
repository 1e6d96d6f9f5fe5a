/** Frameworks as documents. */
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import type { Arity, ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { find, frameworks, one, plansUsing } from '../frameworks/queries.ts';
import { translationsOf } from '../frameworks/translations.ts';

export interface FrameworkDocument {
	kind: 'framework';
	/** Its name in addresses. */
	code: string;
	title: string;
	/** Which version it is; null: there is one. */
	edition: string | null;
	language: string;
	description: string | null;
	source: { title: string; address: string | null } | null;
	provenance: { kind: ProvenanceKind; reason: string | null };
	/** The version that it follows. */
	follows: string | null;
	followed_by: string | null;
	/** Its words in other languages than its own: of axes and terms, by their codes. */
	translations: {
		language: string;
		title: string | null;
		words: { code: string; title: string; definition: string | null }[];
		provenance: { kind: ProvenanceKind; reason: string | null };
	}[];
	axes: {
		code: string;
		title: string;
		definition: string | null;
		/** How many of its terms an element has. */
		arity: Arity;
		terms: {
			code: string;
			title: string;
			definition: string | null;
			/** What the source prints before it. */
			marker: string | null;
			/** The code of the broader term in which it lies. */
			within: string | null;
			provenance: { kind: ProvenanceKind; reason: string | null };
		}[];
	}[];
}

function axesOf({ axes }: Framework): FrameworkDocument['axes'] {
	const codes = new Map(axes.flatMap(({ terms }) => terms.map(({ id, code }) => [id, code])));
	return axes.map(({ slug, title, definition, arity, terms }) => ({
		...{ code: slug, title, definition, arity },
		terms: terms.map((term) => ({
			...{ code: term.code, title: term.title, definition: term.definition, marker: term.marker },
			within: codes.get(term.withinId ?? '') ?? null,
			provenance: { kind: term.provenance, reason: term.reason }
		}))
	}));
}

/** One that a plan uses, as published; undefined where there is none such. */
export async function frameworkDocument(
	db: Db,
	slug: string
): Promise<FrameworkDocument | undefined> {
	const stored = await find(db, slug);
	if (!stored || !(await plansUsing(db, 'published')).has(stored.id)) return undefined;
	const { title, edition, language, description, source, source_address: address } = stored;
	return {
		...{ kind: 'framework', code: slug, title, edition, language, description },
		source: source === null ? null : { title: source, address },
		provenance: { kind: stored.provenance, reason: stored.reason },
		...{ follows: stored.follows?.slug ?? null, followed_by: stored.followedBy },
		translations: (await translationsOf(db, stored.id)).map(
			({ language: other, title: named, words, provenance: kind, reason }) => ({
				...{ language: other, title: named, words: [...words] },
				provenance: { kind, reason }
			})
		),
		axes: axesOf((await one(db, stored.id))!)
	};
}

/** Those that plans use, as published, without their terms. */
export async function frameworkList(db: Db) {
	const [all, used] = [await frameworks(db), await plansUsing(db, 'published')];
	return all
		.filter(({ id }) => used.has(id))
		.map(({ id, slug, title, edition, language }) => ({
			...{ kind: 'framework' as const, code: slug, title, edition, language },
			plans: used.get(id)!.map((plan) => plan.slug)
		}));
}
