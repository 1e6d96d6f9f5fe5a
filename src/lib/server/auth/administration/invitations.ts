import { sql, type Transaction } from 'kysely';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import { append } from '../../writing/entries.ts';
import type { Db } from '../../db/connect.ts';
import type { Database } from '../../db/schema.ts';
import { NotAllowed, NotFound } from '../../writing/refusals.ts';
import { EmailTaken, PasswordRefused } from '../errors.ts';
import { passwordProblem } from '../password-rules.ts';
import { hashPassword } from '../passwords.ts';
import { enter, type Entered } from '../sign-in.ts';
import { hashOf, newToken } from '../tokens.ts';

const lasts = 7 * 24 * 3_600_000;

export interface NewInvitation {
	email: string;
	name: string;
	role: Role;
	/** For reporters and approvers; null for all others. */
	organisationId: string | null;
}

function open(db: Db, now: Date) {
	return db.selectFrom('invitation').where('accepted_at', 'is', null).where('expires_at', '>', now);
}

/** Invitations that can still be accepted, the newest first, at most 100. */
export async function list(db: Db, now: Date) {
	return await open(db, now)
		.leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
		.select([
			'invitation.id',
			'invitation.email',
			'invitation.name',
			'invitation.role',
			'invitation.expires_at',
			'organisation.acronym'
		])
		.orderBy('invitation.id', 'desc')
		.limit(100)
		.execute();
}

/** What an invitation says, if it can still be accepted; looking changes nothing. */
export async function find(
	db: Db,
	token: string,
	now: Date
): Promise<{ email: string; name: string } | undefined> {
	return await open(db, now)
		.where('token_hash', '=', hashOf(token))
		.select(['email', 'name'])
		.executeTakeFirst();
}

/**
 * Invites a person and returns the secret for the address to send, which is kept nowhere. An older
 * invitation to the same e-mail address ends. Throws `NotAllowed`, or `EmailTaken`.
 */
export async function invite(
	db: Db,
	actor: Actor,
	{ email, name, role, organisationId }: NewInvitation,
	now: Date
): Promise<string> {
	if (actor.kind !== 'user' || !can(actor, 'administer')) throw new NotAllowed();
	const token = newToken();
	await db.transaction().execute(async (trx) => {
		await oneAtATime(trx, email);
		const known = trx.selectFrom('user_account').select('id').where('email', '=', email);
		if (await known.executeTakeFirst()) throw new EmailTaken();
		await trx
			.updateTable('invitation')
			.set({ expires_at: now })
			.where('email', '=', email)
			.where('accepted_at', 'is', null)
			.where('expires_at', '>', now)
			.execute();
		const { id } = await trx
			.insertInto('invitation')
			.values({
				token_hash: hashOf(token),
				email,
				name,
				role,
				organisation_id: organisationId,
				invited_by: actor.id,
				created_at: now,
				expires_at: new Date(now.getTime() + lasts)
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const detail = { role, organisation_id: organisationId };
		const subject = { subjectKind: 'invitation', subjectId: id };
		await append(trx, { actorId: actor.id, action: 'invited', ...subject, detail });
	});
	return token;
}

/** Two invitations to one address at once would not see each other, and both stay open. */
const oneAtATime = (trx: Transaction<Database>, email: string) =>
	sql`select pg_advisory_xact_lock(hashtext('invitation'), hashtext(${email}))`.execute(trx);

/** Ends an open invitation. Throws `NotAllowed`, or `NotFound` where it is not open. */
export async function withdraw(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	if (actor.kind !== 'user' || !can(actor, 'administer')) throw new NotAllowed();
	await db.transaction().execute(async (trx) => {
		const ended = await trx
			.updateTable('invitation')
			.set({ expires_at: now })
			.where('id', '=', id)
			.where('accepted_at', 'is', null)
			.where('expires_at', '>', now)
			.returning('id')
			.executeTakeFirst();
		if (!ended) throw new NotFound();
		const subject = { subjectKind: 'invitation', subjectId: id };
		await append(trx, { actorId: actor.id, action: 'invitation_withdrawn', ...subject });
	});
}

/** Ends the open invitations of somebody who leaves. */
export async function endInvitationsOf(
	trx: Transaction<Database>,
	userId: string,
	now: Date
): Promise<void> {
	await trx
		.updateTable('invitation')
		.set({ expires_at: now })
		.where('invited_by', '=', userId)
		.where('accepted_at', 'is', null)
		.where('expires_at', '>', now)
		.execute();
}

/**
 * Makes the invited person's account with the role that was promised and signs the person in. Throws `PasswordRefused`; `NotFound` where the invitation is unknown, used or expired;
 * `EmailTaken` where the account was made meanwhile.
 */
export async function accept(
	db: Db,
	token: string,
	given: { name: string; password: string; instead: string | null },
	now: Date
): Promise<Entered> {
	const invited = await find(db, token, now);
	if (!invited) throw new NotFound();
	const problem = await passwordProblem(given.password, [given.name, invited.email]);
	if (problem) throw new PasswordRefused(problem);
	const password_hash = await hashPassword(given.password);
	return await db.transaction().execute(async (trx) => {
		const invitation = await trx
			.updateTable('invitation')
			.set({ accepted_at: now })
			.where('token_hash', '=', hashOf(token))
			.where('accepted_at', 'is', null)
			.where('expires_at', '>', now)
			.returning(['id', 'email', 'role', 'organisation_id'])
			.executeTakeFirst();
		if (!invitation) throw new NotFound();
		const { email, role, organisation_id } = invitation;
		const account = await trx
			.insertInto('user_account')
			.values({ email, name: given.name, password_hash, created_at: now })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!account) throw new EmailTaken();
		const userId = account.id;
		await trx.insertInto('role_grant').values({ user_id: userId, role, organisation_id }).execute();
		await append(trx, {
			actorId: userId,
			action: 'invitation_accepted',
			subjectKind: 'invitation',
			subjectId: invitation.id,
			detail: { user_id: userId, role, organisation_id }
		});
		return await enter(trx, { userId, by: 'invitation', instead: given.instead }, now);
	});
}
