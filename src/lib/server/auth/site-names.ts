/** What everybody here knows, and whoever guesses tries first: names of plans and organisations. */
import type { Db } from '../db/connect.ts';

const product = 'Tanaw';

export async function siteNames(db: Db): Promise<string[]> {
	const plans = await db
		.selectFrom('plan')
		.where('draft', '=', false)
		.select(['slug', 'title', 'short_title'])
		.execute();
	const organisations = await db
		.selectFrom('organisation')
		.select(['slug', 'acronym', 'name', 'jurisdiction'])
		.execute();
	const names = [
		...plans.flatMap(({ slug, title, short_title }) => [slug, title, short_title ?? '']),
		...organisations.flatMap(({ slug, acronym, name, jurisdiction }) => [
			slug,
			acronym,
			name,
			jurisdiction
		])
	];
	return [product, ...new Set(names.filter(Boolean))];
}
