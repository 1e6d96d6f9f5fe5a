/** Where each field of a plan that is made comes from: its publication's words, or our reading of them. */
import type { Insertable } from 'kysely';
import type { WorkedElement } from '#lib/domain/proposals/work/worked.ts';
import type { Trx } from '../db/connect.ts';
import type { ProvenanceTable } from '../db/schema/provenance.ts';
import type { StartReasons } from '../plans/commands.ts';
import { placeOf, type Passages } from './make-passages.ts';
import type { DraftRow } from './queries.ts';

/** In one sentence each. */
export interface MadeReasons extends StartReasons {
	code: string;
	/** The numbers of the publication, joined. */
	codeStated: string;
	kind: string;
	parent: string;
	position: string;
	divided: string;
}

type Row = Insertable<ProvenanceTable>;
type Subject = Pick<Row, 'plan_id' | 'element_id'>;

const row = (subject: Subject, field: string, said: Partial<Row>): Row => ({
	...{ kpi_id: null, organisation_id: null, passage_id: null, quote: null, reason: null },
	...{ publication_id: null, kind: 'editorial' as const },
	...subject,
	...said,
	field
});

const editorial = (subject: Subject, fields: string[], reason: string): Row[] =>
	fields.map((field) => row(subject, field, { reason }));

/** The publication's words. */
const source = (
	subject: Subject,
	field: string,
	passage: { id: string } | undefined,
	quote: string
): Row => row(subject, field, { kind: 'source', passage_id: passage?.id ?? null, quote });

export interface Explaining {
	draft: DraftRow;
	passages: Passages;
	reasons: MadeReasons;
}

/** The provenance of one element's fields. */
export function explainElement(
	elementId: string,
	element: WorkedElement,
	isCodeStated: boolean,
	{ draft: { text }, passages, reasons }: Explaining
): Row[] {
	const subject = { plan_id: null, element_id: elementId };
	const passage = passages.get(placeOf(element.passage));
	const quote = text.slice(element.source.start, element.source.end);
	const title = source(subject, 'title', passage, quote);
	const { description } = element;
	return [
		element.reason === null ? title : { ...title, kind: 'editorial', reason: element.reason },
		...(description
			? [source(subject, 'description', passage, text.slice(description.start, description.end))]
			: []),
		...(element.terms.length > 0
			? [source(subject, 'terms', passage, quotesOf(text, element))]
			: []),
		...(element.division
			? [
					row(subject, 'split', {
						reason: reasons.divided,
						passage_id: passage?.id ?? null,
						quote: passage?.text ?? null
					})
				]
			: []),
		...editorial(subject, ['code'], isCodeStated ? reasons.codeStated : reasons.code),
		...editorial(subject, ['kind'], reasons.kind),
		...editorial(subject, ['parent'], reasons.parent),
		...editorial(subject, ['position'], reasons.position)
	];
}

const quotesOf = (text: string, { terms }: WorkedElement) =>
	text.slice(
		Math.min(...terms.map(({ start }) => start)),
		Math.max(...terms.map(({ end }) => end))
	);

/** Writes the provenance of those of the plan's own fields that the text states. */
export async function explainStated(
	trx: Trx,
	planId: string,
	fields: readonly ('vision' | 'mission')[],
	{ draft: { worked, text }, passages }: Explaining
): Promise<void> {
	const subject = { plan_id: planId, element_id: null };
	const rows = fields.flatMap((field) => {
		const span = worked[field];
		if (!span) return [];
		const passage = passages.get(placeOf(span));
		return [source(subject, field, passage, text.slice(span.start, span.end))];
	});
	if (rows.length === 0) return;
	await trx
		.deleteFrom('provenance')
		.where('plan_id', '=', planId)
		.where(
			'field',
			'in',
			rows.map(({ field }) => field)
		)
		.execute();
	await trx.insertInto('provenance').values(rows).execute();
}
