/**
 * What people were refused because their role does not allow it: counted by account, thing and hour, so
 * that nobody fills the log by asking again; a refused command stands in the log too, once an hour.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/connect.ts';
import type { AuditEntry } from './entries.ts';

const keptDays = 90;

export interface Denial {
	userId: string;
	/** The route, or the right that a command asks for. */
	what: string;
	/** Left out where somebody only looked. */
	command?: { subjectKind: string; subjectId: string | null; detail: Record<string, unknown> };
}

/** Counts a refusal, and returns what the log says of it. */
export async function countDenial(
	trx: Trx,
	{ userId, what, command }: Denial,
	now: Date
): Promise<AuditEntry[]> {
	const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
	const expires_at = new Date(now.getTime() + keptDays * 86_400_000);
	await trx.deleteFrom('denial').where('expires_at', '<=', now).execute();
	const { times } = await trx
		.insertInto('denial')
		.values({ user_id: userId, what, hour, times: 1, expires_at })
		.onConflict((conflict) =>
			conflict
				.columns(['user_id', 'what', 'hour'])
				.doUpdateSet({ times: sql`denial.times + 1`, expires_at })
		)
		.returning('times')
		.executeTakeFirstOrThrow();
	return command && times === 1 ? [{ actorId: userId, action: 'denied', ...command }] : [];
}

export interface DenialRow {
	userId: string;
	name: string;
	what: string;
	hour: Date;
	times: number;
}

/** The newest counts, at most 100. */
export async function latestDenials(db: Db): Promise<DenialRow[]> {
	return await db
		.selectFrom('denial')
		.innerJoin('user_account as account', 'account.id', 'denial.user_id')
		.select([
			'denial.user_id as userId',
			'account.name',
			'denial.what',
			'denial.hour',
			'denial.times'
		])
		.orderBy('denial.hour', 'desc')
		.orderBy('denial.times', 'desc')
		.limit(100)
		.execute();
}
