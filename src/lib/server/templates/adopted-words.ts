/** Where words come from that an amendment brings into force and that were taken from a template. */
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { KeptProvenance } from '#lib/domain/templates/template.ts';
import { takenWords } from '#lib/domain/templates/taken-words.ts';
import type { Trx } from '../db/connect.ts';
import type { Explained, ProvenanceSubject } from '../writing/provenance.ts';
import type { DatedChange } from '../writing/written.ts';

interface Item {
	id: string;
	provenance: KeptProvenance[];
}

/** The item of a record that a draft adds; null: it was taken from none. */
const itemOf = ({ kind, isNew, fields }: DatedChange): string | null => {
	if (!isNew || (kind !== 'element' && kind !== 'kpi')) return null;
	const id = fields[kind === 'element' ? 'template_element_id' : 'template_kpi_id'];
	return typeof id === 'string' ? id : null;
};

async function itemsOf(
	trx: Trx,
	table: 'template_element' | 'template_kpi',
	ids: string[]
): Promise<Map<string, Item & Record<string, unknown>>> {
	if (ids.length === 0) return new Map();
	const rows = await trx.selectFrom(table).where('id', 'in', ids).selectAll().execute();
	return new Map(rows.map((row) => [row.id, row as unknown as Item & Record<string, unknown>]));
}

const wordFields = ['title', 'short_title', 'description', 'definition', 'means_of_verification'];

/**
 * What of the words of added records is the template's, letter for letter, where that quotes a publication:
 * the draft kept the words alone. All else is said to be the amendment's, as of everything that it changes.
 */
export async function explainTaken(
	trx: Trx,
	drafted: readonly DatedChange[],
	{ kind, reason }: { kind: ProvenanceKind; reason: string }
): Promise<Explained[]> {
	const taken = drafted.flatMap((change) => {
		const item = itemOf(change);
		return item === null ? [] : [{ change, item }];
	});
	const ids = (of: 'element' | 'kpi') =>
		taken.flatMap(({ change, item }) => (change.kind === of ? [item] : []));
	const elements = await itemsOf(trx, 'template_element', ids('element'));
	const kpis = await itemsOf(trx, 'template_kpi', ids('kpi'));
	return taken.flatMap(({ change, item: id }): Explained[] => {
		const isElement = change.kind === 'element';
		const item = (isElement ? elements : kpis).get(id);
		if (!item) return [];
		const subject: ProvenanceSubject = isElement
			? { element_id: change.id }
			: { kpi_id: change.id };
		return wordFields.flatMap((field): Explained[] => {
			if (typeof change.fields[field] !== 'string') return [];
			const { kind: own, because: _, ...words } = takenWords(item, field, kind);
			const isAlike = change.fields[field] === item[field];
			return [{ subject, fields: [field], kind: isAlike ? own : kind, reason, words }];
		});
	});
}
