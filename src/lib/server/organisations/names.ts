/** Names that are taken, and addresses that are free. */
import { sql } from 'kysely';
import { asCompared, slugOf } from '#lib/domain/entries/organisation-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';

/** Whoever changes organisations waits for others who do: a name, a successor or a day may be another's next. */
export const oneAtATime = (trx: Trx) =>
	sql`select pg_advisory_xact_lock(hashtext('organisations'))`.execute(trx);

export interface NameAsked {
	acronym: string;
	name: string;
	jurisdiction: string;
	/** From when it is to be called so. */
	from: IsoDate;
	/** Those that may be called so: itself, and those that end for it. */
	except?: readonly string[];
	/** In which fields of the form the two stand. */
	fields?: { acronym: string; name: string };
}

/** @throws Refused where another that exists on the day is called so */
export async function refuseTaken(trx: Trx, asked: NameAsked): Promise<void> {
	const { except = [], fields = { acronym: 'acronym', name: 'name' } } = asked;
	const others = await trx
		.selectFrom('organisation')
		.where('jurisdiction', '=', asked.jurisdiction)
		.where('id', '<>', sql<string>`all(${except}::bigint[])`)
		.where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', asked.from)]))
		.select(['acronym', 'name'])
		.execute();
	const taken = (of: 'acronym' | 'name') =>
		others.some((other) => asCompared(other[of]) === asCompared(asked[of]));
	if (taken('acronym')) throw new Refused(fields.acronym, 'acronym_taken');
	if (taken('name')) throw new Refused(fields.name, 'name_taken');
}

/** A name in addresses that is nobody else's, and was nobody else's: `mth`, else `mth-2`. */
export async function freeSlug(trx: Trx, acronym: string, ownId: string | null): Promise<string> {
	const wanted = slugOf(acronym);
	const rows = await sql<{ slug: string }>`
		select slug from organisation where id is distinct from ${ownId}::bigint
		union select slug from former_organisation_slug
			where organisation_id is distinct from ${ownId}::bigint
	`.execute(trx);
	const taken = new Set(rows.rows.map(({ slug }) => slug));
	if (!taken.has(wanted)) return wanted;
	let number = 2;
	while (taken.has(`${wanted}-${number}`)) number += 1;
	return `${wanted}-${number}`;
}
