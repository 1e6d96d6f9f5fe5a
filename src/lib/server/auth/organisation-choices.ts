import type { Db } from '#lib/server/db/connect.ts';

/** Organisations that exist today, for which somebody can report or approve. */
export async function list(db: Db): Promise<{ id: string; acronym: string; name: string }[]> {
	return await db
		.selectFrom('organisation')
		.select(['id', 'acronym', 'name'])
		.where('valid_to', 'is', null)
		.orderBy('acronym')
		.execute();
}
