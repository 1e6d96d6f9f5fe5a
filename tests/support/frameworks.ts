/** A framework of one axis, written past the commands. */
import type { Db } from '#lib/server/db/connect.ts';

/** Returns the ids of its terms, in their order. */
export async function makeFramework(
	db: Db,
	{ slug, title }: { slug: string; title: string },
	terms: { code: string; title: string }[]
): Promise<string[]> {
	const { id: framework_id } = await db
		.insertInto('framework')
		.values({ slug, title, reason: 'For a test.' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: axis_id } = await db
		.insertInto('framework_axis')
		.values({ framework_id, position: 0, slug: 'terms', title, arity: 'many' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const rows = await db
		.insertInto('framework_term')
		.values(terms.map((term, position) => ({ framework_id, axis_id, position, ...term })))
		.returning('id')
		.execute();
	return rows.map(({ id }) => id);
}
