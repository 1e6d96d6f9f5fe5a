/** One-time links, made by who operates the server; they also let a person back in who lost a password. */
import { sql } from 'kysely';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { transact, type Transacted } from '../writing/write.ts';
import { byNobody } from './acts.ts';
import type { Caller } from './caller.ts';
import { enter, type Entered } from './sign-in.ts';
import { hashOf, newToken } from './tokens.ts';

const hours = 3_600_000;
/** Whoever starts the server for the first time may come back to it only the next morning. */
const firstLinkLasts = 24 * hours;
const linkLasts = 1 * hours;

export const firstAdministrator = 'administrator@localhost';

/** Stores a link and returns its secret, which is kept nowhere else. */
export async function insertLink(
	trx: Trx,
	userId: string,
	now: Date,
	lasts = linkLasts
): Promise<string> {
	const token = newToken();
	await trx
		.insertInto('sign_in_link')
		.values({
			token_hash: hashOf(token),
			user_id: userId,
			created_at: now,
			expires_at: new Date(now.getTime() + lasts)
		})
		.execute();
	return token;
}

async function make(
	trx: Trx,
	userId: string,
	{ origin, lasts, now }: { origin: string; lasts: number; now: Date }
): Promise<Transacted<string>> {
	const token = await insertLink(trx, userId, now, lasts);
	const entries = [byNobody('sign_in_link_made', userId)];
	return { result: `${origin}/auth/link/${token}`, entries };
}

/** A link for an account, or `undefined` where the address is unknown or its account disabled. */
export async function linkFor(
	db: Db,
	email: string,
	origin: string,
	now = new Date()
): Promise<string | undefined> {
	return await transact<string | undefined>(db, async (trx) => {
		const account = await trx
			.selectFrom('user_account')
			.select('id')
			.where('email', '=', email.toLowerCase())
			.where('disabled_at', 'is', null)
			.executeTakeFirst();
		if (!account) return { result: undefined, entries: [] };
		return await make(trx, account.id, { origin, lasts: linkLasts, now });
	});
}

async function createFirstAdministrator(trx: Trx): Promise<string | undefined> {
	const account = await trx
		.insertInto('user_account')
		.values({ email: firstAdministrator, name: 'Administrator' })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!account) return undefined;
	await trx
		.insertInto('role_grant')
		.values({ user_id: account.id, role: 'administrator', organisation_id: null })
		.execute();
	return account.id;
}

/**
 * A link for the first administrator, whose account is made where there is no administrator yet.
 * Until some administrator has set a password, each start gives a fresh link, so that whoever lost
 * it is not locked out; from then on `undefined`. Made-up people of a demonstration do not count.
 */
export async function firstSignInLink(
	db: Db,
	origin: string,
	now = new Date()
): Promise<string | undefined> {
	return await transact<string | undefined>(db, async (trx) => {
		// two processes that start together must not both make the account
		await sql`select pg_advisory_xact_lock(hashtext('first administrator'))`.execute(trx);
		const administrators = await trx
			.selectFrom('user_account as account')
			.innerJoin('role_grant', 'role_grant.user_id', 'account.id')
			.select(['account.id', 'account.password_hash'])
			.where('role_grant.role', '=', 'administrator')
			.where('account.demonstration', '=', false)
			.where('account.disabled_at', 'is', null)
			.orderBy('account.id')
			.execute();
		const [first] = administrators;
		const userId = first?.id ?? (await createFirstAdministrator(trx));
		if (!userId || administrators.some((account) => account.password_hash !== null))
			return { result: undefined, entries: [] };
		const link = await make(trx, userId, { origin, lasts: firstLinkLasts, now });
		const granted = byNobody('role_granted', userId, { role: 'administrator' });
		return first ? link : { ...link, entries: [granted, ...link.entries] };
	});
}

function unused(db: Db, token: string, now: Date) {
	return db
		.selectFrom('sign_in_link as link')
		.innerJoin('user_account as account', 'account.id', 'link.user_id')
		.where('link.token_hash', '=', hashOf(token))
		.where('link.used_at', 'is', null)
		.where('link.expires_at', '>', now)
		.where('account.disabled_at', 'is', null);
}

/** Whose link it is, if it may still be used; looking changes nothing. */
export async function ownerOf(
	db: Db,
	token: string,
	now: Date
): Promise<{ name: string } | undefined> {
	return await unused(db, token, now).select('account.name').executeTakeFirst();
}

/**
 * Uses a link up, and all others of the same person with it. Returns what it gives, or `undefined`
 * where the link is unknown, used, expired, or its account disabled.
 */
export async function signInWithLink(
	db: Db,
	token: string,
	instead: string | null,
	now: Date,
	from: Caller = { address: null }
): Promise<(Entered & { suggestPassword: boolean }) | undefined> {
	return await transact<(Entered & { suggestPassword: boolean }) | undefined>(db, async (trx) => {
		const link = await trx
			.updateTable('sign_in_link')
			.set({ used_at: now })
			.where('token_hash', '=', hashOf(token))
			.where('token_hash', 'in', unused(trx, token, now).select('link.token_hash'))
			// asked again of the row itself: of two who come at once, the second finds it used
			.where('used_at', 'is', null)
			.returning('user_id')
			.executeTakeFirst();
		if (!link) return { result: undefined, entries: [] };
		const userId = link.user_id;
		await forgetUnused(trx, userId);
		const account = await trx
			.selectFrom('user_account')
			.select(['password_hash', 'demonstration'])
			.where('id', '=', userId)
			.executeTakeFirstOrThrow();
		const { result, entries } = await enter(trx, { userId, by: 'link', from, instead }, now);
		const suggestPassword = !account.demonstration && account.password_hash === null;
		return { result: { ...result, suggestPassword }, entries };
	});
}

/** Makes the links worthless that a person has not used. */
export async function forgetUnused(db: Db, userId: string): Promise<void> {
	await db
		.deleteFrom('sign_in_link')
		.where('user_id', '=', userId)
		.where('used_at', 'is', null)
		.execute();
}
