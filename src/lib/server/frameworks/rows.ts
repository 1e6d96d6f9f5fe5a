/** How axes and terms become rows. */
import type { WrittenTerm } from '#lib/domain/frameworks/written-terms.ts';
import type { Trx } from '../db/connect.ts';
import type { WrittenAxis } from './fields.ts';

/** Broader terms first, as each needs the id of its own. */
function fromBroader(terms: readonly (WrittenTerm & { axisId: string; position: number })[]) {
	const byCode = new Map(terms.map((term) => [term.code, term]));
	const depth = ({ within }: WrittenTerm): number => {
		const broader = within === null ? undefined : byCode.get(within);
		return broader === undefined ? 0 : 1 + depth(broader);
	};
	return terms.toSorted((one, other) => depth(one) - depth(other));
}

async function insertAxis(
	trx: Trx,
	framework_id: string,
	{ terms: _, ...axis }: WrittenAxis,
	position: number
): Promise<string> {
	const { id } = await trx
		.insertInto('framework_axis')
		.values({ framework_id, position, ...axis })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Writes the axes of a framework that has none. */
export async function writeAxes(
	trx: Trx,
	framework_id: string,
	axes: readonly WrittenAxis[]
): Promise<void> {
	const all: (WrittenTerm & { axisId: string; position: number })[] = [];
	for (const [at, axis] of axes.entries()) {
		const axisId = await insertAxis(trx, framework_id, axis, at);
		all.push(...axis.terms.map((term, position) => ({ ...term, axisId, position })));
	}
	const ids = new Map<string, string>();
	for (const { axisId, within, ...term } of fromBroader(all)) {
		const { id } = await trx
			.insertInto('framework_term')
			.values({
				...{ framework_id, axis_id: axisId, ...term },
				within_id: within === null ? null : ids.get(within)!
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(term.code, id);
	}
}

/**
 * Writes the axes of a framework anew. A term keeps what it is by its code: what the source prints before it,
 * where its words come from, and what became of the terms of the version before.
 */
export async function rewriteAxes(
	trx: Trx,
	framework_id: string,
	axes: readonly WrittenAxis[]
): Promise<void> {
	const kept = await trx
		.selectFrom('framework_term')
		.where('framework_id', '=', framework_id)
		.select(['id', 'code', 'title', 'marker', 'provenance', 'reason'])
		.execute();
	const maps = await trx
		.selectFrom('framework_term_map')
		.innerJoin('framework_term', 'framework_term.id', 'to_id')
		.where('framework_id', '=', framework_id)
		.select(['from_id', 'framework_term_map.reason', 'code'])
		.execute();
	await trx.deleteFrom('framework_axis').where('framework_id', '=', framework_id).execute();
	await writeAxes(trx, framework_id, axes);
	for (const { code, title, marker, provenance, reason } of kept)
		await trx
			.updateTable('framework_term')
			.set({ marker })
			// of words that were changed the source says nothing
			.set((eb) => ({
				provenance: eb.case().when('title', '=', title).then(provenance).else(null).end(),
				reason: eb.case().when('title', '=', title).then(reason).else(null).end()
			}))
			.where('framework_id', '=', framework_id)
			.where('code', '=', code)
			.execute();
	for (const { from_id, reason, code } of maps)
		await trx
			.insertInto('framework_term_map')
			.columns(['from_id', 'to_id', 'reason'])
			.expression((eb) =>
				eb
					.selectFrom('framework_term')
					.where('framework_id', '=', framework_id)
					.where('code', '=', code)
					.select((of) => [of.val(from_id).as('from_id'), 'id', of.val(reason).as('reason')])
			)
			.execute();
}
