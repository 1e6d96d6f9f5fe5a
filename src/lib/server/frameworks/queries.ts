/** The frameworks of the installation. */
import type { Framework } from '#lib/domain/frameworks/axes.ts';
import type { Db } from '../db/connect.ts';

/** All of them with their terms, in order. */
export async function frameworks(db: Db): Promise<Framework[]> {
	const rows = await db
		.selectFrom('framework')
		.innerJoin('framework_term as term', 'term.framework_id', 'framework.id')
		.select(['framework.slug', 'framework.title as framework'])
		.select(['term.id', 'term.code', 'term.title'])
		.orderBy('framework.id')
		.orderBy('term.position')
		.execute();
	const bySlug = Map.groupBy(rows, ({ slug }) => slug);
	return [...bySlug].map(([slug, terms]) => ({
		...{ slug, title: terms[0]!.framework },
		terms: terms.map(({ id, code, title }) => ({ id, code, title }))
	}));
}
