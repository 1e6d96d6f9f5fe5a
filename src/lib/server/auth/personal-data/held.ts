/** What is held about one person: all of it for a copy, counted for the register. */
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';
import { throttleKeyOf } from '../second-factor/throttle-key.ts';
import { hashOf } from '../tokens.ts';

async function account(db: Db, userId: string) {
	return await db
		.selectFrom('user_account as account')
		.leftJoin('second_factor as factor', 'factor.user_id', 'account.id')
		.select((eb) => [
			'account.id',
			'account.email',
			'account.name',
			'account.demonstration',
			'account.created_at',
			eb('account.password_hash', 'is not', null).$castTo<boolean>().as('has_password'),
			'factor.confirmed_at as second_factor_since'
		])
		.where('account.id', '=', userId)
		.executeTakeFirstOrThrow();
}

function roles(db: Db, userId: string) {
	return db
		.selectFrom('role_grant')
		.leftJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
		.select(['role_grant.role', 'organisation.acronym', 'organisation.name as organisation'])
		.where('role_grant.user_id', '=', userId)
		.orderBy('role_grant.id')
		.execute();
}

async function signingIn(db: Db, userId: string, email: string) {
	const sessions = db
		.selectFrom('session')
		.select(['created_at', 'expires_at', 'began_by', 'address', 'device']);
	const links = db.selectFrom('sign_in_link').select(['created_at', 'expires_at', 'used_at']);
	const failures = db.selectFrom('sign_in_failure').select(['level', 'failed_at', 'expires_at']);
	const browsers = db.selectFrom('known_browser').select(['used_at', 'expires_at']);
	const recovery = db.selectFrom('recovery_code').select(['id', 'used_at']);
	const keys = [hashOf(email), hashOf(throttleKeyOf(userId))];
	return {
		sessions: await sessions.where('user_id', '=', userId).orderBy('created_at').execute(),
		one_time_links: await links.where('user_id', '=', userId).orderBy('created_at').execute(),
		failures: await failures.where('key', 'in', keys).orderBy('failed_at').execute(),
		known_browsers: await browsers.where('user_id', '=', userId).orderBy('used_at').execute(),
		recovery_codes: await recovery.where('user_id', '=', userId).orderBy('id').execute()
	};
}

async function invitations(db: Db, userId: string, email: string) {
	const rows = db
		.selectFrom('invitation')
		.select(['id', 'role', 'organisation_id', 'created_at', 'expires_at', 'accepted_at'])
		.orderBy('id');
	return {
		// the name may be another than the account's
		received: await rows.select(['email', 'name']).where('email', '=', email).execute(),
		made: await rows.where('invited_by', '=', userId).execute()
	};
}

/** Entries that name the person, as who did it or as whom it was done to. */
function auditEntries(db: Db, userId: string) {
	return db
		.selectFrom('audit_entry')
		.leftJoin('entry_origin as origin', 'origin.entry_id', 'audit_entry.id')
		.select(['id', 'occurred_at', 'action', 'actor_id', 'plan_id', 'subject_kind', 'subject_id'])
		.select(['origin.address', 'origin.device'])
		.where((eb) =>
			eb.or([
				eb('actor_id', '=', userId),
				eb.and([eb('subject_kind', '=', 'user'), eb('subject_id', '=', userId)])
			])
		)
		.orderBy('id')
		.execute();
}

/** What the person recorded for others to read, by number; the records themselves are the plan's. */
async function recorded(db: Db, userId: string) {
	const by = 'recorded_by';
	const updates = db.selectFrom('activity_update').select(['id', 'element_id', 'as_of', 'note']);
	const measurements = db.selectFrom('measurement').select(['id', 'kpi_id', 'measured_on', 'note']);
	const spending = db.selectFrom('spending').select(['id', 'budget_line_id', 'as_of']);
	const reached = db.selectFrom('milestone_reached').select(['id', 'milestone_id', 'reached_on']);
	const moved = db.selectFrom('report_transition').select(['id', 'report_id', 'state', 'reason']);
	const evidence = db
		.selectFrom('evidence')
		.select(['id', 'element_id', 'kpi_id', 'amendment_id', 'speaks_of', 'caption', 'state_reason']);
	return {
		activity_updates: await updates.where(by, '=', userId).orderBy('id').execute(),
		measurements: await measurements.where(by, '=', userId).orderBy('id').execute(),
		spending: await spending.where(by, '=', userId).orderBy('id').execute(),
		milestones_reached: await reached.where(by, '=', userId).orderBy('id').execute(),
		evidence: await evidence.where(by, '=', userId).orderBy('id').execute(),
		report_transitions: await moved.where('by_user', '=', userId).orderBy('id').execute()
	};
}

/** What the person typed and did not send. */
function typed(db: Db, userId: string) {
	return db
		.selectFrom('entry_draft')
		.select(['address', 'fields', 'saved_at'])
		.where('user_id', '=', userId)
		.orderBy('address')
		.execute();
}

/** What the person was told, and how often mails are wanted. */
async function told(db: Db, userId: string) {
	const notices = db
		.selectFrom('notice')
		.leftJoin('mail', 'mail.id', 'notice.mail_id')
		.select(['notice.kind', 'notice.plan_id', 'notice.period_id', 'notice.organisation_id'])
		.select(['notice.report_id', 'notice.words', 'notice.made_at', 'notice.read_at'])
		.select(['mail.state as mail', 'mail.ended_at as mail_ended_at']);
	const wish = db.selectFrom('mail_preference').select('digest');
	return {
		mails_wanted: (await wish.where('user_id', '=', userId).executeTakeFirst())?.digest ?? null,
		notices: await notices.where('notice.user_id', '=', userId).orderBy('notice.made_at').execute()
	};
}

/**
 * Everything that is held about a person, except what would be of use to a thief: hashes and the
 * second factor's key. One moment of the database throughout.
 */
export async function copyOf(db: Db, userId: string) {
	// nothing is written: a transaction of its own, for the one moment
	return await db
		.transaction()
		.setIsolationLevel('repeatable read')
		.setAccessMode('read only')
		.execute(async (trx) => {
			const person = await account(trx, userId);
			return {
				account: person,
				roles: await roles(trx, userId),
				signing_in: await signingIn(trx, userId, person.email),
				invitations: await invitations(trx, userId, person.email),
				audit_entries: await auditEntries(trx, userId),
				recorded: await recorded(trx, userId),
				typed_not_sent: await typed(trx, userId),
				told: await told(trx, userId)
			};
		});
}

export interface Held {
	sessions: number;
	links: number;
	failures: number;
	browsers: number;
	origins: number;
	received: number;
	made: number;
	entries: number;
	records: number;
	notices: number;
	drafts: number;
}

/** How much of each kind is held, for the register. */
export async function countsOf(db: Db, userId: string, email: string): Promise<Held> {
	const keys = [hashOf(email), hashOf(throttleKeyOf(userId))];
	const { rows } = await sql<Held>`
		select
			(select count(*)::int from session where user_id = ${userId}) as sessions,
			(select count(*)::int from sign_in_link where user_id = ${userId}) as links,
			(select coalesce(ceil(sum(level)), 0)::int from sign_in_failure
				where key in (${sql.join(keys)}) and expires_at > now()) as failures,
			(select count(*)::int from known_browser where user_id = ${userId}) as browsers,
			(select count(*)::int from entry_origin join audit_entry e on e.id = entry_id
				where e.actor_id = ${userId}
				or (e.subject_kind = 'user' and e.subject_id = ${userId}::text)) as origins,
			(select count(*)::int from invitation where email = ${email}) as received,
			(select count(*)::int from invitation where invited_by = ${userId}) as made,
			(select count(*)::int from audit_entry where actor_id = ${userId}
				or (subject_kind = 'user' and subject_id = ${userId}::text)) as entries,
			(select count(*)::int from activity_update where recorded_by = ${userId})
				+ (select count(*)::int from measurement where recorded_by = ${userId})
				+ (select count(*)::int from spending where recorded_by = ${userId})
				+ (select count(*)::int from milestone_reached where recorded_by = ${userId})
				+ (select count(*)::int from evidence where recorded_by = ${userId})
				+ (select count(*)::int from report_transition where by_user = ${userId}) as records,
			(select count(*)::int from notice where user_id = ${userId}) as notices,
			(select count(*)::int from entry_draft where user_id = ${userId}) as drafts
	`.execute(db);
	return rows[0]!;
}
