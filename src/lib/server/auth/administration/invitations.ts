import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { NotFound } from '../../writing/refusals.ts';
import { answered, remember, type SentForm } from '../../writing/sent-forms.ts';
import { transact } from '../../writing/write.ts';
import type { Caller } from '../caller.ts';
import { Already, EmailTaken, PasswordRefused } from '../errors.ts';
import { passwordProblem } from '../password-rules.ts';
import { hashPassword } from '../passwords.ts';
import { siteNames } from '../site-names.ts';
import { enter, type Entered } from '../sign-in.ts';
import { hashOf, newToken } from '../tokens.ts';
import { asAdministrator, checkOrganisation } from './administrators.ts';

const lasts = 7 * 24 * 3_600_000;

export interface NewInvitation {
	email: string;
	name: string;
	role: Role;
	/** For reporters and approvers; null for all others. */
	organisationId: string | null;
}

/** Those who may still invite: an invitation is worth what its inviter may do today. */
const inviters = (db: Db) =>
	db
		.selectFrom('role_grant')
		.innerJoin('user_account as inviter', 'inviter.id', 'role_grant.user_id')
		.where('role_grant.role', '=', 'administrator')
		.where('inviter.disabled_at', 'is', null)
		.select('inviter.id');

function open(db: Db, now: Date) {
	return db
		.selectFrom('invitation')
		.where('accepted_at', 'is', null)
		.where('expires_at', '>', now)
		.where('invited_by', 'in', inviters(db));
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
 * invitation to the same e-mail address ends; the same form sent twice invites once, and the secret
 * that was returned last is the one that counts. Throws `NotAllowed`, `EmailTaken`,
 * or `NoSuchOrganisation`.
 */
export async function invite(
	db: Db,
	actor: Actor,
	invitation: NewInvitation,
	now: Date,
	request?: SentForm
): Promise<string> {
	const token = newToken();
	await asAdministrator(db, actor, async (trx, invitedBy) => {
		const before = request && (await answered<string>(trx, request));
		if (before) {
			await renew(trx, before.result, token, now);
			return { result: undefined };
		}
		await checkOrganisation(trx, invitation.organisationId);
		await oneAtATime(trx, invitation.email);
		const known = trx.selectFrom('user_account').select('id').where('email', '=', invitation.email);
		if (await known.executeTakeFirst()) throw new EmailTaken();
		await endOpen(trx, now).where('email', '=', invitation.email).execute();
		const id = await insert(trx, { ...invitation, token, invitedBy }, now);
		if (request) await remember(trx, request, id);
		const { role, organisationId } = invitation;
		const detail = { role, organisation_id: organisationId };
		const entry = { action: 'invited', subjectKind: 'invitation', subjectId: id, detail };
		return { result: undefined, entry };
	});
	return token;
}

/** Gives an open invitation another secret, since the first answer is shown to nobody. */
async function renew(trx: Trx, id: string, token: string, now: Date): Promise<void> {
	const renewed = await trx
		.updateTable('invitation')
		.set({ token_hash: hashOf(token) })
		.where('id', '=', id)
		.where('accepted_at', 'is', null)
		.where('expires_at', '>', now)
		.returning('id')
		.executeTakeFirst();
	if (!renewed) throw new EmailTaken();
}

const endOpen = (trx: Trx, now: Date) =>
	trx
		.updateTable('invitation')
		.set({ expires_at: now })
		.where('accepted_at', 'is', null)
		.where('expires_at', '>', now);

async function insert(
	trx: Trx,
	given: NewInvitation & { token: string; invitedBy: string },
	now: Date
): Promise<string> {
	const { id } = await trx
		.insertInto('invitation')
		.values({
			token_hash: hashOf(given.token),
			email: given.email,
			name: given.name,
			role: given.role,
			organisation_id: given.organisationId,
			invited_by: given.invitedBy,
			created_at: now,
			expires_at: new Date(now.getTime() + lasts)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Two invitations to one address at once would not see each other, and both stay open. */
const oneAtATime = (trx: Trx, email: string) =>
	sql`select pg_advisory_xact_lock(hashtext('invitation'), hashtext(${email}))`.execute(trx);

/** Ends an open invitation. Throws `NotAllowed`, `Already`, or `NotFound` where there is none. */
export async function withdraw(db: Db, actor: Actor, id: string, now: Date): Promise<void> {
	await asAdministrator(db, actor, async (trx) => {
		const ended = await endOpen(trx, now).where('id', '=', id).returning('id').executeTakeFirst();
		if (!ended) {
			const known = trx.selectFrom('invitation').select('id').where('id', '=', id);
			throw (await known.executeTakeFirst()) ? new Already() : new NotFound();
		}
		const entry = { action: 'invitation_withdrawn', subjectKind: 'invitation', subjectId: id };
		return { result: undefined, entry };
	});
}

/** Ends the open invitations of somebody who leaves, or may not invite any more. */
export async function endInvitationsOf(trx: Trx, userId: string, now: Date): Promise<void> {
	await endOpen(trx, now).where('invited_by', '=', userId).execute();
}

/**
 * Makes the invited person's account with the role that was promised and signs the person in. Throws `PasswordRefused`; `NotFound` where the invitation is unknown, used or expired;
 * `EmailTaken` where the account was made meanwhile.
 */
export async function accept(
	db: Db,
	token: string,
	given: { name: string; password: string; instead: string | null; from?: Caller },
	now: Date
): Promise<Entered> {
	const invited = await find(db, token, now);
	if (!invited) throw new NotFound();
	const about = { person: [given.name, invited.email], site: await siteNames(db) };
	const problem = await passwordProblem(given.password, about);
	if (problem) throw new PasswordRefused(problem);
	const password_hash = await hashPassword(given.password);
	return await transact(db, async (trx) => {
		const { id, email, role, organisation_id } = await use(trx, token, now);
		const account = await trx
			.insertInto('user_account')
			.values({ email, name: given.name, password_hash, created_at: now })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!account) throw new EmailTaken();
		const userId = account.id;
		await trx.insertInto('role_grant').values({ user_id: userId, role, organisation_id }).execute();
		const accepted = {
			actorId: userId,
			action: 'invitation_accepted',
			subjectKind: 'invitation',
			subjectId: id,
			detail: { user_id: userId, role, organisation_id }
		};
		const { instead, from = { address: null } } = given;
		const entered = await enter(trx, { userId, by: 'invitation', from, instead }, now);
		return { ...entered, entries: [accepted, ...entered.entries] };
	});
}

/** Uses an invitation up. Throws `NotFound` where it is unknown, used or expired, or its inviter gone. */
async function use(trx: Trx, token: string, now: Date) {
	const invitation = await trx
		.updateTable('invitation')
		.set({ accepted_at: now })
		.where('token_hash', '=', hashOf(token))
		.where('accepted_at', 'is', null)
		.where('expires_at', '>', now)
		.where('invited_by', 'in', inviters(trx))
		.returning(['id', 'email', 'role', 'organisation_id'])
		.executeTakeFirst();
	if (!invitation) throw new NotFound();
	return invitation;
}
