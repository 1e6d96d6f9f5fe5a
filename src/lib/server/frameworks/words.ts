/** Terms as the log and people are told of them. */
import { Refused } from '../writing/refusals.ts';

/** Names of terms, in an order of their own; throws `Refused` where one does not exist. */
export function wordsOfTerms(
	names: readonly { id: string; name: string }[],
	ids: readonly string[]
): string[] {
	const nameOf = new Map(names.map(({ id, name }) => [id, name]));
	return ids
		.map((id) => {
			const name = nameOf.get(id);
			if (name === undefined) throw new Refused('terms', 'unknown_choice');
			return name;
		})
		.sort();
}
