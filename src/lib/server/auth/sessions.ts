/** Sessions: lucia keeps them, this module is the only one that knows. */
import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { BeganBy } from '#lib/server/db/schema/accounts.ts';
import type { Caller } from './caller.ts';
import { sessionAdapter, type SessionAttributes, type UserAttributes } from './session-adapter.ts';
import { hashOf } from './tokens.ts';

export const idleMinutes = 30;
const idleLimit = new TimeSpan(idleMinutes, 'm');
/** A page renews its session, but not more often than this: most reads write nothing. */
const renewalMilliseconds = 60_000;

function luciaOf(db: Db, now: Date) {
	return new Lucia(sessionAdapter(db, now), {
		sessionExpiresIn: idleLimit,
		getUserAttributes: (attributes: UserAttributes) => attributes,
		getSessionAttributes: ({ confirmed_at }: SessionAttributes) => ({ confirmedAt: confirmed_at })
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
	/** How many notices the person has not read. */
	unread: number;
}

export interface ReadSession {
	user: SignedInUser;
	actor: Actor & { kind: 'user' };
	/** When the person last gave the password or a code. */
	confirmedAt: Date;
}

/**
 * Whose session a token is, by one query; `undefined` where it is unknown, idle for 30 minutes,
 * older than 12 hours, or its user is disabled.
 */
export async function readSession(
	db: Db,
	token: string,
	now: Date
): Promise<ReadSession | undefined> {
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
	const actor = { kind: 'user' as const, id: user.id, grants };
	return { user: rest, actor, confirmedAt: session.confirmedAt };
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

/** How long a password or a code counts that was given. */
const confirmedMinutes = 15;

/** Whether the person gave the password or a code so lately that asking again would prove nothing new. */
export const isConfirmed = (confirmedAt: Date, now: Date): boolean =>
	now.getTime() - confirmedAt.getTime() <= confirmedMinutes * 60_000;

/** Whether that holds for the session of a token. */
export async function confirmedLately(db: Db, token: string, now: Date): Promise<boolean> {
	const session = await db
		.selectFrom('session')
		.select('confirmed_at')
		.where('id', '=', hashOf(token))
		.executeTakeFirst();
	return session !== undefined && isConfirmed(session.confirmed_at, now);
}

/** Notes in the session that the person has just given the password or a code. */
export async function noteConfirmed(db: Db, token: string, now: Date): Promise<void> {
	const session = db.updateTable('session').set({ confirmed_at: now });
	await session.where('id', '=', hashOf(token)).execute();
}
