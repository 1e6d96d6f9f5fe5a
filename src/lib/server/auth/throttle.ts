/**
 * How long somebody who failed has to wait before trying again, counted in the database so that it
 * holds for all processes and over restarts. Nobody is locked out: each further failure makes the wait
 * longer, up to a limit, and failures leak away. Only failures count; what is tried before the wait is
 * over is refused unseen and not counted, else whoever goes on trying could keep a person out for ever.
 *
 * Failures on an account, from whatever browser, make strangers wait on it; a browser that signed in
 * on it before is counted by itself, so that strangers cannot make it wait.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import type { Caller } from './caller.ts';
import { isKnown } from './known-browsers.ts';
import { networksOf } from './networks.ts';
import { hashOf } from './tokens.ts';

interface Rule {
	/** Failures that cost nothing: people mistype. */
	free: number;
	/** The wait after the first that costs something, in seconds; it doubles with each further one. */
	first: number;
	/** The longest wait, in seconds. */
	longest: number;
	/** In so many seconds one failure is forgotten. */
	leak: number;
}

/** After fifteen failures one guess an hour is left. */
const ofAccount: Rule = { free: 5, first: 10, longest: 3_600, leak: 3_600 };
/** A whole ministry may share an address. */
const ofSmallNetwork: Rule = { free: 50, first: 10, longest: 900, leak: 30 };
const ofWideNetwork: Rule = { ...ofSmallNetwork, free: 250 };

interface Counted {
	key: string;
	rule: Rule;
}

export interface Attempt extends Caller {
	/** What is tried: an e-mail address, or the second factor of an account. */
	at: string;
	/** Whose account it is; null: nobody's. */
	userId: string | null;
}

const accountKey = (at: string) => hashOf(at.toLowerCase());

/** Under which keys an attempt counts, always in the same order, since they are locked in it. */
async function countedOf(trx: Trx, { at, userId, browser, address }: Attempt, now: Date) {
	if (userId && browser && (await isKnown(trx, { browser, userId }, now)))
		return [{ key: hashOf(`browser ${hashOf(browser)} at ${at.toLowerCase()}`), rule: ofAccount }];
	const counted: Counted[] = [{ key: accountKey(at), rule: ofAccount }];
	if (address === null) return counted;
	const { small, wide } = networksOf(address);
	if (wide) counted.push({ key: hashOf(wide), rule: ofWideNetwork });
	return [...counted, { key: hashOf(small), rule: ofSmallNetwork }];
}

const waitSeconds = (level: number, { free, first, longest }: Rule) =>
	Math.round(level) < free ? 0 : Math.min(longest, first * 2 ** Math.round(level - free));

interface Level {
	level: number;
	failedAt: Date;
}

async function levelOf(db: Db, key: string): Promise<Level | undefined> {
	return await db
		.selectFrom('sign_in_failure')
		.where('key', '=', key)
		.select(['level', 'failed_at as failedAt'])
		.executeTakeFirst();
}

/** When the wait ends that a level of failures costs; in the past where it costs none. */
const endOf = ({ level, failedAt }: Level, rule: Rule) =>
	new Date(failedAt.getTime() + waitSeconds(level, rule) * 1_000);

/** What has been counted, less what has leaked away since. */
const leaked = ({ level, failedAt }: Level, { leak }: Rule, now: Date) =>
	Math.max(0, level - (now.getTime() - failedAt.getTime()) / 1_000 / leak);

/** What is decided of one attempt, while no other on the same account or network is. */
export interface Decision {
	/** The attempt came too early: whether it would be right must not be looked at. */
	waits: boolean;
	/** Counts it as failed; true where that made the wait of strangers on the account a long one. */
	fails: () => Promise<boolean>;
	/** Forgets the failures of this account, or of this browser on it. */
	succeeds: () => Promise<void>;
}

/** Waits that are long enough to write to somebody about. */
const longFrom = ofAccount.free + 3;

async function count(trx: Trx, { key, rule }: Counted, now: Date): Promise<number> {
	const before = await levelOf(trx, key);
	const level = (before ? leaked(before, rule, now) : 0) + 1;
	const expires_at = new Date(now.getTime() + level * rule.leak * 1_000);
	await trx
		.insertInto('sign_in_failure')
		.values({ key, level, failed_at: now, expires_at })
		.onConflict((conflict) =>
			conflict.column('key').doUpdateSet({ level, failed_at: now, expires_at })
		)
		.execute();
	return level;
}

async function forgetExpired(trx: Trx, now: Date): Promise<void> {
	await trx
		.deleteFrom('sign_in_failure')
		.where('key', 'in', (eb) =>
			eb
				.selectFrom('sign_in_failure')
				.select('key')
				.where('expires_at', '<=', now)
				.forUpdate()
				.skipLocked()
		)
		.execute();
}

/**
 * Decides on an attempt. Attempts on one account, or from one network, wait for each other here until
 * the transaction ends, so that a burst of them cannot slip through together.
 */
export async function decide(trx: Trx, attempt: Attempt, now: Date): Promise<Decision> {
	const counted = await countedOf(trx, attempt, now);
	for (const { key } of counted)
		await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`.execute(trx);
	let waits = false;
	for (const { key, rule } of counted) {
		const level = await levelOf(trx, key);
		waits ||= level !== undefined && endOf(level, rule) > now;
	}
	return {
		waits,
		fails: async () => {
			await forgetExpired(trx, now);
			let long = false;
			for (const one of counted) {
				const level = await count(trx, one, now);
				long ||= one.key === accountKey(attempt.at) && Math.round(level) === longFrom;
			}
			return long;
		},
		succeeds: async () => {
			await trx.deleteFrom('sign_in_failure').where('key', '=', counted[0]!.key).execute();
		}
	};
}

/** Until when strangers have to wait on an account; null: they need not. */
export async function waitsUntil(db: Db, at: string, now: Date): Promise<Date | null> {
	const level = await levelOf(db, accountKey(at));
	const end = level && endOf(level, ofAccount);
	return end && end > now ? end : null;
}

/** How many failures on an account are not yet forgotten, rounded up. */
export async function failuresOn(db: Db, at: string, now: Date): Promise<number> {
	const level = await levelOf(db, accountKey(at));
	return level ? Math.ceil(leaked(level, ofAccount, now)) : 0;
}

/** Forgets the failures on an account. */
export async function forgetFailures(db: Db, at: string): Promise<void> {
	await db.deleteFrom('sign_in_failure').where('key', '=', accountKey(at)).execute();
}
