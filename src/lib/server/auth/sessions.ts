/** Sessions: lucia keeps them, this module is the only one that knows. */
import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { BeganBy } from '#lib/server/db/schema.ts';
import type { Caller } from './caller.ts';
import { sessionAdapter, type SessionAttributes, type UserAttributes } from './session-adapter.ts';
import { hashOf } from './tokens.ts';

const idleLimit = new TimeSpan(30, 'm');
/** A page renews its session, but not more often than this: most reads write nothing. */
const renewalMilliseconds = 60_000;

function luciaOf(db: Db, now: Date) {
	return new Lucia(sessionAdapter(db, now), {
		sessionExpiresIn: idleLimit,
		getUserAttributes: (attributes: UserAttributes) => attributes
	});
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaOf>;
		DatabaseUserAttributes: UserAttributes;
		DatabaseSessionAttributes: SessionAttributes;
	}
}

export interface SignedInUser {
	id: string;
	email: string;
	name: string;
	/** A made-up person of the demonstration plan, who can have no password. */
	demonstration: boolean;
	hasPassword: boolean;
	/** A second factor that is set up; then every session of the person has passed it. */
	hasFactor: boolean;
}

/**
 * Whose session a token is, by one query; `undefined` where it is unknown, idle for 30 minutes,
 * older than 12 hours, or its user is disabled.
 */
export async function readSession(
	db: Db,
	token: string,
	now: Date
): Promise<{ user: SignedInUser; actor: Actor & { kind: 'user' } } | undefined> {
	const { session, user } = await luciaOf(db, now).validateSession(token);
	if (!session) return undefined;
	// lucia would renew past half of the limit only, and sign people out after 15 idle minutes
	const renewed = session.expiresAt.getTime() - Date.now();
	if (!session.fresh && renewed < idleLimit.milliseconds() - renewalMilliseconds)
		await sessionAdapter(db, now).updateSessionExpiration(
			token,
			new Date(Date.now() + idleLimit.milliseconds())
		);
	const { grants, ...rest } = user;
	return { user: rest, actor: { kind: 'user', id: user.id, grants } };
}

/** How a session began, and from where. */
export interface Began {
	by: BeganBy;
	from: Caller;
}

const longestDevice = 300;

/** Starts a session and returns its token, which is new: a token from before is of no use. */
export async function startSession(
	db: Db,
	userId: string,
	now: Date,
	{ by, from }: Began = { by: 'password', from: { address: null } }
): Promise<string> {
	const lucia = luciaOf(db, now);
	await lucia.deleteExpiredSessions();
	const device = from.device?.slice(0, longestDevice) ?? null;
	const began = { began_by: by, address: from.address, device, confirmed_at: now };
	return (await lucia.createSession(userId, began)).id;
}

export async function endSession(db: Db, token: string): Promise<void> {
	await luciaOf(db, new Date()).invalidateSession(token);
}

/** Signs a person out everywhere, also where a sign-in is half done. */
export async function endSessionsOf(db: Db, userId: string): Promise<void> {
	await luciaOf(db, new Date()).invalidateUserSessions(userId);
	await db.deleteFrom('half_sign_in').where('user_id', '=', userId).execute();
}

/**
 * Whether the session began with a one-time link: then a new password may be set without the old
 * one, which the person may have lost.
 */
export async function beganByLink(db: Db, token: string): Promise<boolean> {
	const found = await db
		.selectFrom('session')
		.select('id')
		.where('id', '=', hashOf(token))
		.where('began_by', '=', 'link')
		.executeTakeFirst();
	return found !== undefined;
}

/** How long a password counts that was given at sign-in. */
const latelyMinutes = 10;

/** Whether the session is so young that asking who it is again would prove nothing new. */
export async function beganLately(db: Db, token: string, now: Date): Promise<boolean> {
	const found = await db
		.selectFrom('session')
		.select('id')
		.where('id', '=', hashOf(token))
		.where('created_at', '>', new Date(now.getTime() - latelyMinutes * 60_000))
		.executeTakeFirst();
	return found !== undefined;
}
