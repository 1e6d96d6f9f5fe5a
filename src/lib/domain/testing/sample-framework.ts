/** A framework for tests: each axis with the codes of its terms. */
import type { Framework } from '../frameworks/framework.ts';
import type { TermTag } from '../records/records.ts';

export const tagOf = (code: string): TermTag => ({ id: `id of ${code}`, code });

export const sampleFramework = (slug: string, axes: Record<string, string[]>): Framework => ({
	...{ id: slug, slug, title: `Framework ${slug}`, edition: null, language: 'en' },
	declared: false,
	axes: Object.entries(axes).map(([axis, codes]) => ({
		...{ id: `${slug} ${axis}`, slug: axis, title: `Axis ${axis}`, definition: null },
		arity: 'many',
		terms: codes.map((code) => ({
			...{ ...tagOf(code), title: `Title of ${code}`, definition: null, marker: null },
			...{ provenance: 'editorial', reason: null, withinId: null }
		}))
	}))
});
