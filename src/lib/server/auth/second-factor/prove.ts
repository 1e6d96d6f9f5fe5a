/** Whether somebody holds the second factor of an account. */
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { note, transact } from '../../writing/write.ts';
import { byNobody, byOwner } from '../acts.ts';
import { admit, confirm } from '../throttle.ts';
import { findRecoveryCode, spendRecoveryCode } from './recovery-codes.ts';
import type { Seal } from './seal.ts';
import { matchingStep } from './totp.ts';

export interface Proof {
	kind: 'code' | 'recovery_code';
	text: string;
	/** The network address that the request came from. */
	address: string;
}

/**
 * Codes are counted apart from passwords: a right password would else wipe out the wrong codes, and
 * whoever knows it could try codes without end.
 */
export const throttleKeyOf = (userId: string) => `second factor of ${userId}`;

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
	const step = factor && matchingStep(seal.open(factor.secret, userId), text, now);
	if (step === undefined || step <= Number(factor?.last_step)) return false;
	const used = trx.updateTable('second_factor').set({ last_step: step });
	await used.where('user_id', '=', userId).execute();
	return true;
}

async function useRecoveryCode(db: Db, userId: string, text: string, now: Date): Promise<boolean> {
	const id = await findRecoveryCode(db, userId, text);
	if (id === undefined) return false;
	return await transact(db, async (trx) => {
		const spent = await spendRecoveryCode(trx, id, now);
		return { result: spent, entries: spent ? [byOwner('recovery_code_used', userId)] : [] };
	});
}

/**
 * Runs one attempt to show a code, counted by account and address like attempts at passwords. What
 * comes after too many failures is refused unseen, so that it uses nothing up; only attempts that
 * were counted are in the log, so nobody can fill it by trying.
 */
export async function attempted(
	db: Db,
	{ userId, address }: { userId: string; address: string },
	now: Date,
	attempt: () => Promise<boolean>
): Promise<boolean> {
	const admitted = await admit(db, { email: throttleKeyOf(userId), address }, now);
	if (!admitted) return false;
	if (await attempt()) {
		await confirm(db, admitted, now);
		return true;
	}
	await note(db, byNobody('second_factor_refused', userId));
	return false;
}

/** Whether the text is a code of now or an unused recovery code of this person; it is used up. */
export async function prove(
	db: Db,
	seal: Seal,
	userId: string,
	{ kind, text, address }: Proof,
	now: Date
): Promise<boolean> {
	const given = { userId, text, confirmed: true };
	return await attempted(db, { userId, address }, now, async () =>
		kind === 'code'
			? await transact(db, async (trx) => ({
					result: await useCode(trx, seal, given, now),
					entries: []
				}))
			: await useRecoveryCode(db, userId, text, now)
	);
}
