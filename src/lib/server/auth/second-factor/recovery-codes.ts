/** Ten codes for the day the phone is gone; each works once, and only their hashes are kept. */
import { randomInt } from 'node:crypto';
import type { Db, Trx } from '#lib/server/db/connect.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';

const howMany = 10;
/** Without letters that look like digits; 12 of them are 59 bits, and argon2id guards the rest. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

/** A code without the hyphens and blanks that make it readable. */
const bare = (code: string) => code.toLowerCase().replaceAll(/[\s-]/g, '');

function newCode(): string {
	const signs = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
	return signs.match(/.{4}/g)!.join('-');
}

export interface RecoveryCodes {
	/** To be shown once. */
	codes: string[];
	hashes: string[];
}

/** New codes and their hashes; made before a transaction begins, since hashing takes its time. */
export async function makeRecoveryCodes(): Promise<RecoveryCodes> {
	const codes = Array.from({ length: howMany }, newCode);
	return { codes, hashes: await Promise.all(codes.map((code) => hashPassword(bare(code)))) };
}

/** Puts new codes in the place of all that a person had. */
export async function replaceRecoveryCodes(
	trx: Trx,
	userId: string,
	{ hashes }: RecoveryCodes
): Promise<void> {
	await trx.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
	const rows = hashes.map((code_hash) => ({ user_id: userId, code_hash }));
	await trx.insertInto('recovery_code').values(rows).execute();
}

/** The id of the person's unused code that this text is, if any. */
export async function findRecoveryCode(
	db: Db,
	userId: string,
	text: string
): Promise<string | undefined> {
	const unused = await db
		.selectFrom('recovery_code')
		.select(['id', 'code_hash'])
		.where('user_id', '=', userId)
		.where('used_at', 'is', null)
		.execute();
	const code = bare(text);
	if (code.length !== length) return undefined;
	for (const row of unused) if (await verifyPassword(row.code_hash, code)) return row.id;
	return undefined;
}

/** Uses a code up; false where somebody has done so meanwhile. */
export async function spendRecoveryCode(trx: Trx, id: string, now: Date): Promise<boolean> {
	const spent = await trx
		.updateTable('recovery_code')
		.set({ used_at: now })
		.where('id', '=', id)
		.where('used_at', 'is', null)
		.returning('id')
		.executeTakeFirst();
	return spent !== undefined;
}
