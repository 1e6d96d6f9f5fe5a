/** Who is told of something: the people who act for an organisation, and the planners. */
import { sql } from 'kysely';
import type { Digest } from '#lib/domain/reporting/notices.ts';
import type { Db } from '../db/connect.ts';

export interface Recipients {
	/**
	 * Organisations whose reports are meant: their reporters and approvers, and those of the
	 * organisations that report through them.
	 */
	organisationIds?: readonly string[];
	/** All planners. */
	planners?: boolean;
	/** Left out of them, mostly since they did it. */
	exceptUserId?: string;
}

export interface Recipient {
	userId: string;
	/** For which organisation's report; null: a planner. */
	organisationId: string | null;
	digest: Digest;
}

/** Whoever has never chosen is told at once. */
export const usualDigest: Digest = 'at_once';

const enabled = (db: Db) =>
	db
		.selectFrom('user_account as person')
		.innerJoin('role_grant as grant', 'grant.user_id', 'person.id')
		.leftJoin('mail_preference as wish', 'wish.user_id', 'person.id')
		.where('person.disabled_at', 'is', null);

const digest = sql<Digest>`coalesce(wish.digest, ${sql.lit(usualDigest)})`;

/** Those who act for an organisation that has ended act for nobody. */
async function ofOrganisations(db: Db, organisationIds: readonly string[]): Promise<Recipient[]> {
	return await enabled(db)
		.innerJoin('reporting_through as through', 'through.organisation_id', 'grant.organisation_id')
		.innerJoin('organisation as own', 'own.id', 'grant.organisation_id')
		.where('grant.role', 'in', ['reporter', 'approver'])
		.where('through.through_id', '=', sql<string>`any(${organisationIds}::bigint[])`)
		.where((eb) =>
			eb.or([eb('own.valid_to', 'is', null), eb('own.valid_to', '>', sql<string>`current_date`)])
		)
		.select(['person.id as userId', 'through.through_id as organisationId'])
		.select(digest.as('digest'))
		.distinct()
		.execute();
}

async function planners(db: Db): Promise<Recipient[]> {
	const rows = await enabled(db)
		.where('grant.role', '=', 'planner')
		.select('person.id as userId')
		.select(digest.as('digest'))
		.distinct()
		.execute();
	return rows.map((row) => ({ ...row, organisationId: null }));
}

/** Who is meant, by account; whoever acts for two of the organisations is there for each. */
export async function recipients(
	db: Db,
	{ organisationIds = [], planners: all = false, exceptUserId }: Recipients
): Promise<Recipient[]> {
	const found = [
		...(organisationIds.length > 0 ? await ofOrganisations(db, organisationIds) : []),
		...(all ? await planners(db) : [])
	];
	return found
		.filter(({ userId }) => userId !== exceptUserId)
		.toSorted((a, b) => Number(a.userId) - Number(b.userId));
}
