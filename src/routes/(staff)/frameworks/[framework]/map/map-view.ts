/** What became of the terms of a version, as its page asks and shows it. */
import { frameworkTitle, type Framework, type Term } from '#lib/domain/frameworks/framework.ts';
import { fates, mapByCode, type TermMap } from '#lib/domain/frameworks/succession.ts';

/** How many successors a term can be given in the form. */
export const mostSuccessors = 3;
/** What a choice holds where it is said that the term has none. */
export const dropped = 'none';

const termsOf = ({ axes }: Framework): Term[] => axes.flatMap(({ terms }) => terms);

export const successorField = (id: string, at: number): string => `to-${id}-${at}`;

/**
 * The map that a form says; a term of which nothing is said is left out.
 *
 * @param old the version whose terms the form speaks of
 */
export function mapIn(values: Record<string, string>, old: Framework): Map<string, string[]> {
	const chosen = (id: string) =>
		Array.from({ length: mostSuccessors }, (_, at) => values[successorField(id, at)] ?? '').filter(
			Boolean
		);
	return new Map(
		termsOf(old).flatMap(({ id }) => {
			const to = chosen(id);
			return to.length === 0 ? [] : [[id, to.filter((one) => one !== dropped)]];
		})
	);
}

/** A map as the form shows it; of what is not said yet, equal codes. */
export function mapValues(old: Framework, later: Framework, said: TermMap): Record<string, string> {
	const shown: TermMap = said.size > 0 ? said : mapByCode(old, later);
	const values: Record<string, string> = {};
	for (const [id, to] of shown) {
		if (to.length === 0) values[successorField(id, 0)] = dropped;
		for (const [at, successor] of to.entries()) values[successorField(id, at)] = successor;
	}
	return values;
}

/** The terms of the old version by axis, each with what became of it as far as that is said. */
export function oldTerms(old: Framework, said: TermMap) {
	const known = fates(said);
	return old.axes.map(({ slug, title, terms }) => ({
		...{ slug, title },
		terms: terms.map(({ id, code, title: name }) => ({
			...{ id, code, title: name, fate: known.get(id) ?? null }
		}))
	}));
}

export const successorChoices = (later: Framework) =>
	later.axes.flatMap(({ title, terms }) =>
		terms.map(({ id, code, title: name }) => ({ value: id, word: `${code} ${name}`, group: title }))
	);

export const headOf = (framework: Framework) => ({
	slug: framework.slug,
	title: frameworkTitle(framework),
	language: framework.language
});
