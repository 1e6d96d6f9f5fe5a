/** Organisations as a form names them: chosen from the list, or pasted by acronym or name. */
import { asCompared } from '#lib/domain/entries/organisation-entry.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';

interface Named {
	id: string;
	acronym: string;
	name: string;
}

export const chosenField = (id: string) => `organisation-${id}`;

/** The ids of those that are chosen and pasted; of a line that names none in which words that is said. */
export function organisationsIn(
	values: Record<string, string>,
	all: readonly Named[]
): { ids: string[]; error: string | null } {
	const chosen = all.filter(({ id }) => values[chosenField(id)] === 'on').map(({ id }) => id);
	const byName = new Map(
		all.flatMap(({ id, acronym, name }): [string, string][] => [
			[asCompared(name), id],
			[asCompared(acronym), id]
		])
	);
	const lines = (values['pasted'] ?? '')
		.split(/\r\n?|\n|\t/)
		.map((line) => line.trim())
		.filter(Boolean);
	const pasted = lines.map((line) => ({ line, id: byName.get(asCompared(line)) }));
	const unknown = pasted.filter(({ id }) => id === undefined).map(({ line }) => line);
	return {
		ids: [...chosen, ...pasted.flatMap(({ id }) => id ?? [])],
		error:
			unknown.length > 0
				? problemWords({ problem: 'unknown_organisation', name: unknown.join(', ') })
				: null
	};
}
