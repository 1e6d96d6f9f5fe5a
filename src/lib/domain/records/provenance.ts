/** Where the value of each field comes from: nothing that a source does not say looks as if it did. */
import type { IsoDate } from './records.ts';
import type { ProvenanceKind } from './vocabulary.ts';

export interface Publication {
	title: string;
	publisher: string | null;
	publishedOn: IsoDate | null;
	address: string | null;
}

/** Where the value of one field comes from. */
export interface Provenance {
	/** A column of its subject, or the name of what hangs on it: `owners`, `dates`, `terms`, … */
	field: string;
	kind: ProvenanceKind;
	/** The words themselves, letter for letter; null where none are quoted. */
	quote: string | null;
	/** One sentence of why. */
	reason: string | null;
	/** The code of the passage that the words stand in. */
	passage: string | null;
	publication: Publication | null;
}

/** Fields that share kind, words and reason, said once for all of them. */
export interface ProvenanceGroup extends Omit<Provenance, 'field'> {
	fields: string[];
}

/** Provenances with the same kind, words and reason as one, in the order of their first. */
export function groupProvenances(provenances: Provenance[]): ProvenanceGroup[] {
	const groups = new Map<string, ProvenanceGroup>();
	for (const { field, ...rest } of provenances) {
		const key = JSON.stringify([rest.kind, rest.quote, rest.reason, rest.passage]);
		const group = groups.get(key);
		if (group) group.fields.push(field);
		else groups.set(key, { ...rest, fields: [field] });
	}
	return [...groups.values()];
}

/** Reasons given so many times are said once, in a numbered note. */
const fewestForNote = 3;

/** The reasons that many fields share, numbered from 1 by first appearance. */
export function sharedReasons(provenances: Provenance[]): Map<string, number> {
	const uses = new Map<string, number>();
	for (const { kind, reason } of provenances) {
		if (kind === 'editorial' && reason) uses.set(reason, (uses.get(reason) ?? 0) + 1);
	}
	const shared = [...uses].filter(([, count]) => count >= fewestForNote);
	return new Map(shared.map(([reason], index) => [reason, index + 1]));
}
