import { error } from '@sveltejs/kit';
import type { Provenance } from '#lib/domain/records/provenance.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import { can } from '#lib/domain/records/permissions.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { find, one } from '#lib/server/frameworks/queries.ts';
import { inLanguages } from '#lib/domain/frameworks/translation.ts';
import { translationsOf } from '#lib/server/frameworks/translations.ts';
import { termOrigins } from '#lib/server/frameworks/term-lists.ts';
import { usageOf } from '../usage.ts';
import type { PageServerLoad } from './$types';

interface Said {
	provenance: ProvenanceKind;
	reason: string | null;
}
const saidOf = ({ provenance, reason }: Said): Said => ({ provenance, reason });
const isSaid = (one: Said, other: Said) =>
	one.provenance === other.provenance && one.reason === other.reason;

/** Where all terms of an axis come from, where that is one and not what the framework says of itself. */
function saidOnce([first, ...others]: readonly Said[], framework: Said): Said | null {
	if (!first || isSaid(first, framework)) return null;
	return others.every((one) => isSaid(one, first)) ? saidOf(first) : null;
}

/** In which passages of which publication the words of an axis's terms stand. */
function passagesOf(terms: readonly { id: string }[], origins: ReadonlyMap<string, Provenance>) {
	const found = terms.flatMap(({ id }) => origins.get(id) ?? []);
	const byPublication = Map.groupBy(found, ({ publication }) => publication?.title ?? '');
	return [...byPublication].map(([publication, of]) => ({
		publication,
		passages: [...new Set(of.flatMap(({ passage }) => passage ?? []))]
	}));
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const stored = (await find(db, params.framework)) ?? error(404, 'not_found');
	const plans = (await usageOf(locals)).get(stored.id) ?? [];
	const mayDefine = can(actor, 'define_frameworks');
	if (plans.length === 0 && !mayDefine) error(404, 'not_found');
	const { axes } = (await one(db, stored.id))!;
	const origins = await termOrigins(db, stored.id);
	const translations = await translationsOf(db, stored.id);
	const codes = new Map(axes.flatMap(({ terms }) => terms.map(({ id, code }) => [id, code])));
	return {
		title: frameworkTitle(stored),
		mayDefine,
		framework: {
			...{ slug: stored.slug, title: stored.title, edition: stored.edition },
			...{ language: stored.language, description: stored.description },
			...{ source: stored.source, address: stored.source_address },
			...{ provenance: stored.provenance, reason: stored.reason },
			...{ inUse: stored.inUse, followedBy: stored.followedBy },
			follows: stored.follows?.slug ?? null
		},
		translations: translations.map(({ language, title, provenance, reason }) => ({
			...{ language, title, provenance, reason }
		})),
		axes: axes.map(({ slug, title, definition, arity, terms }) => {
			const own = saidOnce(terms, stored);
			return {
				...{ slug, title, definition, arity, own, passages: passagesOf(terms, origins) },
				others: inLanguages(translations, slug),
				terms: terms.map(({ withinId, ...term }) => ({
					...{ code: term.code, title: term.title, marker: term.marker },
					definition: term.definition,
					others: inLanguages(translations, term.code),
					within: withinId === null ? null : (codes.get(withinId) ?? null),
					own: isSaid(term, own ?? stored) ? null : saidOf(term)
				}))
			};
		}),
		plans
	};
};
