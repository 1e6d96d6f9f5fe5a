/** Whether somebody holds the second factor of an account. */
import type { Db, Trx } from '#lib/server/db/connect.ts';
import type { AuditEntry } from '../../writing/entries.ts';
import { transact } from '../../writing/write.ts';
import { byNobody, byOwner } from '../acts.ts';
import type { Caller } from '../caller.ts';
import { decide } from '../throttle.ts';
import { findRecoveryCode, spendRecoveryCode } from './recovery-codes.ts';
import type { Seal } from './seal.ts';
import { throttleKeyOf } from './throttle-key.ts';
import { matchingStep } from './totp.ts';

export interface Proof {
	kind: 'code' | 'recovery_code';
	text: string;
	from: Caller;
}

/** Accepts a code of now, once: what was accepted, and all before it, is refused afterwards. */
export async function useCode(
	trx: Trx,
	seal: Seal,
	{ userId, text, confirmed }: { userId: string; text: string; confirmed: boolean },
	now: Date
): Promise<boolean> {
	const factor = await trx
		.selectFrom('second_factor')
		.select(['secret', 'last_step'])
		.where('user_id', '=', userId)
		.where('confirmed_at', confirmed ? 'is not' : 'is', null)
		// of two who bring the same code at once, the second waits and finds it used
		.forUpdate()
		.executeTakeFirst();
	// sealed under another key no code is right; a recovery code is, and an administrator resets it
	const secret = factor && seal.open(factor.secret, userId);
	const step = secret && matchingStep(secret, text, now);
	if (step === undefined || step <= Number(factor?.last_step)) return false;
	const used = trx.updateTable('second_factor').set({ last_step: step });
	await used.where('user_id', '=', userId).execute();
	return true;
}

/** Spends a recovery code that was found before; the log says so. */
async function useRecoveryCode(
	trx: Trx,
	userId: string,
	codeId: string | undefined,
	now: Date
): Promise<Tried> {
	const right = codeId !== undefined && (await spendRecoveryCode(trx, codeId, now));
	return { right, entries: right ? [byOwner('recovery_code_used', userId)] : [] };
}

/** What an attempt to show a code came to. */
export interface Tried {
	right: boolean;
	entries: AuditEntry[];
}

/**
 * Runs one attempt to show a code, counted like attempts at passwords. What comes before the wait is
 * over is refused unseen, so that it uses nothing up; only attempts that were counted are in the log,
 * so nobody can fill it by trying.
 */
export async function attempted(
	db: Db,
	{ userId, from }: { userId: string; from: Caller },
	now: Date,
	attempt: (trx: Trx) => Promise<Tried>
): Promise<boolean> {
	return await transact(db, async (trx) => {
		const { waits, fails, succeeds } = await decide(
			trx,
			{ at: throttleKeyOf(userId), userId, ...from },
			now
		);
		if (waits) return { result: false, entries: [] };
		const { right, entries } = await attempt(trx);
		if (right) {
			await succeeds();
			return { result: true, entries };
		}
		await fails();
		return { result: false, entries: [{ ...byNobody('second_factor_refused', userId), from }] };
	});
}

/** Whether the text is a code of now or an unused recovery code of this person; it is used up. */
export async function prove(
	db: Db,
	seal: Seal,
	userId: string,
	{ kind, text, from }: Proof,
	now: Date
): Promise<boolean> {
	// looked for before anything is locked, since it takes its time
	const codeId = kind === 'code' ? undefined : await findRecoveryCode(db, userId, text);
	return await attempted(db, { userId, from }, now, async (trx) =>
		kind === 'code'
			? { right: await useCode(trx, seal, { userId, text, confirmed: true }, now), entries: [] }
			: await useRecoveryCode(trx, userId, codeId, now)
	);
}
