import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Db } from '#lib/server/db/connect.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';

export interface GrantedRole {
	id: string;
	role: Role;
	/** The organisation's acronym, for roles that are bound to one. */
	organisation: string | null;
}

export interface User {
	id: string;
	email: string;
	name: string;
	demonstration: boolean;
	disabled: boolean;
	/** What was personal is gone; the row stays for what its number is named in. */
	erased: boolean;
	hasFactor: boolean;
	grants: GrantedRole[];
}

export const usersPerPage = 100;

function withGrants(db: Db) {
	return db
		.selectFrom('user_account as account')
		.leftJoin('second_factor as factor', 'factor.user_id', 'account.id')
		.select((eb) => [
			'account.id',
			'account.email',
			'account.name',
			'account.demonstration',
			eb('account.disabled_at', 'is not', null).$castTo<boolean>().as('disabled'),
			eb('account.erased_at', 'is not', null).$castTo<boolean>().as('erased'),
			eb('factor.confirmed_at', 'is not', null).$castTo<boolean>().as('hasFactor'),
			jsonArrayFrom(
				eb
					.selectFrom('role_grant')
					.leftJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
					.select([
						sql<string>`role_grant.id::text`.as('id'),
						'role_grant.role',
						'organisation.acronym as organisation'
					])
					.whereRef('role_grant.user_id', '=', 'account.id')
					.orderBy('role_grant.id')
			).as('grants')
		]);
}

/** One page of people by name, without who was erased, at most 100, and whether more follow. Pages count from 1. */
export async function list(db: Db, page: number): Promise<{ users: User[]; more: boolean }> {
	const rows = await withGrants(db)
		.where('account.erased_at', 'is', null)
		.orderBy(sql`lower(account.name)`)
		.orderBy('account.id')
		.limit(usersPerPage + 1)
		.offset((page - 1) * usersPerPage)
		.execute();
	return { users: rows.slice(0, usersPerPage), more: rows.length > usersPerPage };
}

export async function find(db: Db, id: string): Promise<User | undefined> {
	return await withGrants(db).where('account.id', '=', id).executeTakeFirst();
}

/** Who may be signed in by a link, made-up people last, at most 100. */
export async function listEnabled(db: Db): Promise<User[]> {
	return await withGrants(db)
		.where('account.disabled_at', 'is', null)
		.orderBy('account.demonstration')
		.orderBy('account.email')
		.limit(usersPerPage)
		.execute();
}
