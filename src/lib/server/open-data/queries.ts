/** What of a plan the API sends besides its figures. */
import type { Db } from '../db/connect.ts';
import type { ProvenanceDocument } from './shapes/object.ts';

/** Where the title of each plan comes from, by plan id. */
export async function planTitleSources(db: Db): Promise<Map<string, ProvenanceDocument>> {
	const rows = await db
		.selectFrom('provenance')
		.where('plan_id', 'is not', null)
		.where('field', '=', 'title')
		.select(['plan_id', 'kind', 'quote', 'reason'])
		.execute();
	return new Map(
		rows.map(({ plan_id, kind, quote, reason }) => [
			plan_id ?? '',
			{ kind, ...(quote !== null && { quote }), ...(reason !== null && { reason }) }
		])
	);
}
