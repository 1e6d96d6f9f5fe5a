/** Writes where each field of a plan, an element, a KPI or an organisation comes from. */
import type { Insertable, Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import type { ProvenanceTable } from '#lib/server/db/schema/provenance.ts';
import type { Provenance, Publication } from './load.ts';

type Trx = Transaction<Database>;

/** What provenance refers to: the ids of the passages, and where to keep other public records. */
export interface Register {
	planId: string;
	passages: Map<string, string>;
}

/** Keeps a publication that a plan's provenance refers to. */
export async function publish(trx: Trx, planId: string, publication: Publication): Promise<string> {
	const { id } = await trx
		.insertInto('publication')
		.values({
			plan_id: planId,
			title: publication.title,
			publisher: publication.publisher,
			published_on: publication.date,
			address: publication.address
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

type Subject = Partial<
	Pick<Insertable<ProvenanceTable>, 'plan_id' | 'element_id' | 'kpi_id' | 'organisation_id'>
>;

/** Writes where each field of a subject comes from. */
export async function insertProvenance(
	trx: Trx,
	register: Register,
	subject: Subject,
	fields: Record<string, Provenance>
): Promise<void> {
	const rows: Insertable<ProvenanceTable>[] = [];
	for (const [field, provenance] of Object.entries(fields)) {
		const passage = 'passage' in provenance ? provenance.passage : null;
		rows.push({
			plan_id: null,
			element_id: null,
			kpi_id: null,
			organisation_id: null,
			...subject,
			field,
			kind: provenance.kind,
			passage_id: passage && register.passages.get(passage)!,
			quote: 'quote' in provenance ? provenance.quote : null,
			reason: 'reason' in provenance ? provenance.reason : null,
			publication_id:
				provenance.kind === 'public_record'
					? await publish(trx, register.planId, provenance.publication)
					: null
		});
	}
	if (rows.length > 0) await trx.insertInto('provenance').values(rows).execute();
}
