/** The origin of a record that keeps where its words come from beside its own fields. */
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Provenance } from './provenance.ts';

/**
 * Of several marks the first says of which kind it is; each adds what it quotes.
 *
 * @param passages ids by their codes
 */
export function originOf(
	provenance: readonly Provenance[],
	passages: ReadonlyMap<string, string>
): Origin {
	const [first] = provenance;
	const publication = first?.kind === 'public_record' ? first.publication : null;
	return {
		kind: first!.kind,
		reason: first && 'reason' in first ? first.reason : null,
		quotes: provenance.flatMap((one) =>
			'quote' in one && one.quote !== null
				? [{ passage: (one.passage && passages.get(one.passage)) ?? null, text: one.quote }]
				: []
		),
		publication: publication && {
			...{ title: publication.title, publisher: publication.publisher },
			...{ publishedOn: publication.date, address: publication.address }
		}
	};
}
