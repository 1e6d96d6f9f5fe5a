import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Adapter, DatabaseSession } from 'lucia';
import type { Grant } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { BeganBy } from '#lib/server/db/schema/accounts.ts';
import { statement } from '#lib/server/db/statement.ts';
import { together } from '#lib/server/db/together.ts';
import { hashOf } from './tokens.ts';

export const absoluteLimitHours = 12;

export interface UserAttributes {
	email: string;
	name: string;
	demonstration: boolean;
	hasPassword: boolean;
	hasFactor: boolean;
	/** How many notices the person has not read. */
	unread: number;
	grants: Grant[];
}

export interface SessionAttributes {
	began_by: BeganBy;
	/** From where it came, where that is known. */
	address: string | null;
	device: string | null;
	/** When the person last gave the password or a code. */
	confirmed_at: Date;
}

/** Sessions by their hash, each with its user and the user's grants; not those of disabled accounts. */
const sessionsOf = statement((db, given: { hashes: string[] }) =>
	db
		.selectFrom('session')
		.innerJoin('user_account as account', 'account.id', 'session.user_id')
		.select((eb) => [
			'session.id',
			'session.user_id',
			'session.created_at',
			'session.expires_at',
			'session.began_by',
			'session.address',
			'session.device',
			'session.confirmed_at',
			'account.email',
			'account.name',
			'account.demonstration',
			eb('account.password_hash', 'is not', null).$castTo<boolean>().as('has_password'),
			eb
				.exists(
					eb
						.selectFrom('second_factor')
						.select('second_factor.user_id')
						.whereRef('second_factor.user_id', '=', 'account.id')
						.where('second_factor.confirmed_at', 'is not', null)
				)
				.$castTo<boolean>()
				.as('has_factor'),
			sql<number>`(
				select count(*)::int from notice where notice.user_id = account.id and read_at is null
			)`.as('unread'),
			jsonArrayFrom(
				eb
					.selectFrom('role_grant')
					.leftJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
					.select(['role', sql<string | null>`organisation_id::text`.as('organisationId')])
					.select(sql<boolean>`coalesce(organisation.valid_to <= current_date, false)`.as('ended'))
					.whereRef('role_grant.user_id', '=', 'account.id')
					.orderBy('role_grant.id')
			).as('grants')
		])
		.where((eb) => eb('session.id', '=', eb.fn.any(eb.val(given.hashes))))
		.where('account.disabled_at', 'is', null)
);

const sessionOf = together(async (db: Db, hashes: string[]) => {
	const rows = await sessionsOf(db, { hashes });
	return new Map(rows.map((row) => [row.id, row]));
});

const attributesOf = ({ began_by, address, device, confirmed_at }: SessionAttributes) => ({
	began_by,
	address,
	device,
	confirmed_at
});

/**
 * Lucia's sessions in our tables. The database keeps sha256 of a session's id and gives back the id
 * that was given. Lucia reads the machine's clock; the adapter translates between it and `now`.
 */
export function sessionAdapter(db: Db, now: Date): Adapter {
	const ahead = Date.now() - now.getTime();
	const toLucia = (instant: Date) => new Date(instant.getTime() + ahead);
	const fromLucia = (instant: Date) => new Date(instant.getTime() - ahead);

	return {
		async getSessionAndUser(id) {
			const row = await sessionOf(db, hashOf(id));
			const oldest = now.getTime() - absoluteLimitHours * 3_600_000;
			if (!row || row.created_at.getTime() <= oldest) return [null, null];
			const { user_id: userId, email, name, demonstration, unread, grants } = row;
			const has = { hasPassword: row.has_password, hasFactor: row.has_factor };
			const attributes = { email, name, demonstration, ...has, unread, grants };
			return [
				{ id, userId, expiresAt: toLucia(row.expires_at), attributes: attributesOf(row) },
				{ id: userId, attributes }
			];
		},
		async getUserSessions(userId) {
			const rows = await db
				.selectFrom('session')
				.select(['id', 'expires_at', 'began_by', 'address', 'device', 'confirmed_at'])
				.where('user_id', '=', userId)
				.execute();
			return rows.map((row): DatabaseSession => ({
				id: row.id,
				userId,
				expiresAt: toLucia(row.expires_at),
				attributes: attributesOf(row)
			}));
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			await db
				.insertInto('session')
				.values({
					id: hashOf(id),
					user_id: userId,
					created_at: now,
					expires_at: fromLucia(expiresAt),
					...attributes
				})
				.execute();
		},
		async updateSessionExpiration(id, expiresAt) {
			await db
				.updateTable('session')
				.set({ expires_at: fromLucia(expiresAt) })
				.where('id', '=', hashOf(id))
				.execute();
		},
		async deleteSession(id) {
			await db.deleteFrom('session').where('id', '=', hashOf(id)).execute();
		},
		async deleteUserSessions(userId) {
			await db.deleteFrom('session').where('user_id', '=', userId).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom('session').where('expires_at', '<=', now).execute();
		}
	};
}
