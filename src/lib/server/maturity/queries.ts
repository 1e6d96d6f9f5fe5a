/** Maturity models, in all their versions. */
import type { MaturityModel } from '#lib/domain/maturity/model.ts';
import type { Db } from '../db/connect.ts';

/** A model as it is stored. */
export interface StoredModel extends MaturityModel {
	id: string;
	/** Its name in addresses; each version has its own. */
	slug: string;
	/** The names of the versions before and after; null: there is none. */
	follows: string | null;
	followedBy: string | null;
}

const rows = (db: Db) =>
	db
		.selectFrom('maturity_model as one')
		.leftJoin('maturity_model as before', 'before.id', 'one.follows_id')
		.leftJoin('maturity_model as later', 'later.follows_id', 'one.id')
		.select(['one.id', 'one.slug', 'one.definition'])
		.select(['before.slug as follows', 'later.slug as followedBy'])
		.orderBy('one.id');

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const modelOf = ({ definition, ...row }: Row): StoredModel => ({ ...definition, ...row });

/** All, in the order in which they were made. */
export const list = async (db: Db): Promise<StoredModel[]> =>
	(await rows(db).execute()).map(modelOf);

/** The model of that name in addresses; undefined where there is none. */
export async function find(db: Db, slug: string): Promise<StoredModel | undefined> {
	const row = await rows(db).where('one.slug', '=', slug).executeTakeFirst();
	return row && modelOf(row);
}

/** The model with that id; undefined where there is none. */
export async function modelById(db: Db, id: string): Promise<StoredModel | undefined> {
	const row = await rows(db).where('one.id', '=', id).executeTakeFirst();
	return row && modelOf(row);
}
