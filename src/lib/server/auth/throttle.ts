/**
 * How often somebody may try to sign in, counted in the database so that it holds for all processes
 * and over restarts. Attempts beyond the limit are not counted, else whoever goes on trying could
 * keep a person out for ever.
 */
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';
import { transact } from '../writing/write.ts';
import { hashOf } from './tokens.ts';

const windowMinutes = 15;
/** Failures in the window, since the last success, after which an account waits. */
const accountLimit = 10;
/** Failures in the window from one address; a whole ministry may share one. */
const addressLimit = 50;

const keptHours = 24;

/** An IPv6 subscriber has a whole /64: counting single addresses would count nothing. */
function networkOf(address: string): string {
	if (!address.includes(':') || address.includes('.')) return address;
	const [before = '', after = ''] = address.split('::');
	const first = before.split(':').filter(Boolean);
	const last = after.split(':').filter(Boolean);
	const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
	return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

const keysOf = ({ email, address }: { email: string; address: string }) => ({
	account: hashOf(email.toLowerCase()),
	address: hashOf(networkOf(address))
});

async function failures(db: Db, keys: ReturnType<typeof keysOf>, now: Date) {
	const since = new Date(now.getTime() - windowMinutes * 60_000);
	const { rows } = await sql<{ account: number; address: number }>`
		select
			(select count(*)::int from sign_in_attempt
				where account_key = ${keys.account} and attempted_at > ${since} and not succeeded
				and id > coalesce((select max(id) from sign_in_attempt
					where account_key = ${keys.account} and succeeded), 0)) as account,
			(select count(*)::int from sign_in_attempt
				where address_key = ${keys.address} and attempted_at > ${since} and not succeeded) as address
	`.execute(db);
	return rows[0] ?? { account: 0, address: 0 };
}

/**
 * Counts an attempt, as failed until `confirm` says otherwise, and returns its id; `undefined` where
 * the account or the address has failed too often. Attempts on one account wait for each other here,
 * so a burst of them cannot slip through together.
 */
export async function admit(
	db: Db,
	who: { email: string; address: string },
	now: Date
): Promise<string | undefined> {
	const keys = keysOf(who);
	return await transact<string | undefined>(db, async (trx) => {
		await sql`select pg_advisory_xact_lock(1, hashtext(${keys.account}))`.execute(trx);
		await sql`select pg_advisory_xact_lock(2, hashtext(${keys.address}))`.execute(trx);
		const failed = await failures(trx, keys, now);
		if (failed.account >= accountLimit || failed.address >= addressLimit)
			return { result: undefined, entries: [] };
		const attempt = await trx
			.insertInto('sign_in_attempt')
			.values({
				account_key: keys.account,
				address_key: keys.address,
				attempted_at: now,
				succeeded: false
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		return { result: attempt.id, entries: [] };
	});
}

/** Forgets the attempts on an account. */
export async function forgetAttempts(db: Db, email: string): Promise<void> {
	const key = hashOf(email.toLowerCase());
	await db.deleteFrom('sign_in_attempt').where('account_key', '=', key).execute();
}

/** Says that an attempt succeeded, and forgets what is too old to count. */
export async function confirm(db: Db, attemptId: string, now: Date): Promise<void> {
	await db
		.updateTable('sign_in_attempt')
		.set({ succeeded: true })
		.where('id', '=', attemptId)
		.execute();
	const old = new Date(now.getTime() - keptHours * 3_600_000);
	await db
		.deleteFrom('sign_in_attempt')
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('sign_in_attempt')
				.select('id')
				.where('attempted_at', '<', old)
				.forUpdate()
				.skipLocked()
		)
		.execute();
}
