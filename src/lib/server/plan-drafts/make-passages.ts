/** The publication of a plan that is made, and the passages on which its fields rest. */
import type { Span } from '#lib/domain/proposals/proposal.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import type { DraftRow } from './queries.ts';

export interface PublicationFields {
	title: string;
	publisher: string | null;
	publishedOn: IsoDate | null;
	address: string | null;
}

/** Ids of passages by where they stand in the text. */
export type Passages = Map<string, { id: string; text: string }>;

export const placeOf = ({ start, end }: Span): string => `${start}-${end}`;

function spansOf({ worked }: DraftRow): Span[] {
	const spans = [
		...[worked.vision, worked.mission].filter((span) => span !== null),
		...worked.elements.flatMap(({ passage, stated }) => [
			passage,
			...stated.flatMap(({ label, value }) => [label, value])
		])
	];
	const inOrder = spans.toSorted((one, other) => one.start - other.start || one.end - other.end);
	return [...new Map(inOrder.map((span) => [placeOf(span), span])).values()];
}

/** Keeps the publication and its passages, letter for letter; the passages by their places. */
export async function insertPassages(
	trx: Trx,
	planId: string,
	draft: DraftRow,
	{ title, publisher, publishedOn, address }: PublicationFields
): Promise<Passages> {
	const publication = await trx
		.insertInto('publication')
		.values({ plan_id: planId, title, publisher, published_on: publishedOn, address })
		.returning('id')
		.executeTakeFirstOrThrow();
	const spans = spansOf(draft);
	if (spans.length === 0) return new Map();
	const written = spans.map((span, at) => ({
		publication_id: publication.id,
		code: `p${String(at + 1).padStart(3, '0')}`,
		text: draft.text.slice(span.start, span.end)
	}));
	const rows = await trx.insertInto('passage').values(written).returning(['id', 'code']).execute();
	const ids = new Map(rows.map(({ id, code }) => [code, id]));
	return new Map(
		spans.map((span, at) => {
			const { code, text } = written[at]!;
			return [placeOf(span), { id: ids.get(code)!, text }];
		})
	);
}
