/** The sessions of a person, as that person sees and ends them. */
import type { Db } from '../../db/connect.ts';
import type { BeganBy } from '../../db/schema/accounts.ts';
import { transact } from '../../writing/write.ts';
import { byOwner } from '../acts.ts';
import { Already } from '../errors.ts';
import { absoluteLimitHours } from '../session-adapter.ts';
import { idleMinutes } from '../sessions.ts';
import { hashOf } from '../tokens.ts';

export interface OwnSession {
	id: string;
	/** The one in which it is looked at. */
	isThis: boolean;
	address: string | null;
	device: string | null;
	by: BeganBy;
	beganAt: Date;
	/** To a minute. */
	usedAt: Date;
}

/** The open sessions of a person, this one first, then the last used. */
export async function list(
	db: Db,
	userId: string,
	token: string,
	now: Date
): Promise<OwnSession[]> {
	const oldest = new Date(now.getTime() - absoluteLimitHours * 3_600_000);
	const rows = await db
		.selectFrom('session')
		.select(['id', 'address', 'device', 'began_by', 'created_at', 'expires_at'])
		.where('user_id', '=', userId)
		.where('expires_at', '>', now)
		.where('created_at', '>', oldest)
		.orderBy('expires_at', 'desc')
		.limit(100)
		.execute();
	const own = hashOf(token);
	return rows
		.map(({ id, address, device, began_by, created_at, expires_at }) => ({
			id,
			isThis: id === own,
			address,
			device,
			by: began_by,
			beganAt: created_at,
			usedAt: new Date(expires_at.getTime() - idleMinutes * 60_000)
		}))
		.sort((a, b) => Number(b.isThis) - Number(a.isThis));
}

/** Ends one session of a person. Throws `Already` where it is over, or was never this person's. */
export async function end(db: Db, userId: string, id: string): Promise<void> {
	await transact(db, async (trx) => {
		const ended = await trx
			.deleteFrom('session')
			.where('id', '=', id)
			.where('user_id', '=', userId)
			.returning('id')
			.executeTakeFirst();
		if (!ended) throw new Already();
		return { result: undefined, entries: [byOwner('session_ended', userId)] };
	});
}

/** Ends all sessions of a person but the one of this token, and sign-ins that are half done. */
export async function endOthers(db: Db, userId: string, token: string): Promise<void> {
	await transact(db, async (trx) => {
		await trx
			.deleteFrom('session')
			.where('user_id', '=', userId)
			.where('id', '!=', hashOf(token))
			.execute();
		await trx.deleteFrom('half_sign_in').where('user_id', '=', userId).execute();
		return { result: undefined, entries: [byOwner('other_sessions_ended', userId)] };
	});
}
