/** What people were told, for themselves and in mails; and how mails fare, for planners. */
import { subDays } from 'date-fns';
import { sql } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { MailState } from '#lib/domain/reporting/mail-states.ts';
import type { Digest, MailReader, ToldNotice } from '#lib/domain/reporting/notices.ts';
import type { Db } from '../db/connect.ts';
import { usualDigest } from './recipients.ts';

export const noticesOnPage = 50;
export const mailsOnPage = 50;

/** As UUIDs are written; others are of nothing. */
export const isNoticeId = (text: string): boolean =>
	/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);

const told = (db: Db) =>
	db
		.selectFrom('notice')
		.innerJoin('plan', 'plan.id', 'notice.plan_id')
		.leftJoin('reporting_period as period', 'period.id', 'notice.period_id')
		.leftJoin('organisation', 'organisation.id', 'notice.organisation_id')
		.leftJoin('report', 'report.id', 'notice.report_id')
		.leftJoin('organisation as reporting', 'reporting.id', 'report.organisation_id')
		.select([
			'notice.id',
			'notice.kind',
			'notice.words',
			'notice.made_at as madeAt',
			'notice.read_at as readAt',
			'period.label as period'
		])
		.select((eb) => [
			eb.fn.coalesce('organisation.acronym', 'reporting.acronym').as('acronym'),
			jsonBuildObject({
				slug: eb.ref('plan.slug'),
				title: sql<string>`coalesce(plan.short_title, plan.title)`,
				language: eb.ref('plan.language'),
				timeZone: eb.ref('plan.time_zone')
			}).as('plan')
		]);

/** One page of what somebody was told, the newest first. Pages count from 1. */
export async function noticesOf(
	db: Db,
	userId: string,
	page: number
): Promise<{ notices: ToldNotice[]; more: boolean }> {
	const rows = await told(db)
		.where('notice.user_id', '=', userId)
		.orderBy('notice.made_at', 'desc')
		.orderBy('notice.id')
		.limit(noticesOnPage + 1)
		.offset((page - 1) * noticesOnPage)
		.execute();
	return { notices: rows.slice(0, noticesOnPage), more: rows.length > noticesOnPage };
}

/** How far back, and how many amendments, a reporter's first page names. */
const recently = { days: 90, most: 5 };

/** Amendments that concern what somebody reports on, of the last three months, the newest first. */
export async function amendmentsTold(db: Db, userId: string, now: Date): Promise<ToldNotice[]> {
	return await told(db)
		.where('notice.user_id', '=', userId)
		.where('notice.kind', '=', 'plan_changed')
		.where('notice.made_at', '>=', subDays(now, recently.days))
		.orderBy('notice.made_at', 'desc')
		.orderBy('notice.id')
		.limit(recently.most)
		.execute();
}

/** What a mail carries, the oldest first. */
export async function noticesIn(db: Db, mailId: string): Promise<ToldNotice[]> {
	return await told(db)
		.where('notice.mail_id', '=', mailId)
		.orderBy('notice.made_at')
		.orderBy('notice.reason')
		.execute();
}

export interface MailAddressee extends MailReader {
	id: string;
	disabled: boolean;
	digest: Digest;
}

/** To whom a mail goes, and how often that person wants any. */
export async function addressee(db: Db, userId: string): Promise<MailAddressee | undefined> {
	return await db
		.selectFrom('user_account as person')
		.leftJoin('mail_preference as wish', 'wish.user_id', 'person.id')
		.where('person.id', '=', userId)
		.select((eb) => [
			'person.id',
			'person.name',
			'person.email',
			'person.demonstration',
			eb('person.disabled_at', 'is not', null).$castTo<boolean>().as('disabled'),
			sql<Digest>`coalesce(wish.digest, ${usualDigest})`.as('digest')
		])
		.executeTakeFirst();
}

export interface StoredMail {
	id: string;
	state: MailState;
	/** A code of what went wrong last. */
	problem: string | null;
	tries: number;
	sendAfter: Date;
	endedAt: Date | null;
	person: MailReader;
	notices: Pick<ToldNotice, 'kind' | 'words' | 'period' | 'acronym' | 'plan'>[];
}

async function withNotices<Row extends { id: string }>(db: Db, rows: Row[]) {
	const ids = rows.map(({ id }) => id);
	const notices = await told(db)
		.select('notice.mail_id')
		.where('notice.mail_id', '=', sql<string>`any(${ids}::uuid[])`)
		.orderBy('notice.made_at')
		.execute();
	const byMail = Map.groupBy(notices, ({ mail_id }) => mail_id);
	return rows.map((row) => ({ ...row, notices: byMail.get(row.id) ?? [] }));
}

/** One page of mails, the newest first; `open`: only those that are not sent yet, or failed. */
export async function mails(
	db: Db,
	{ page, open }: { page: number; open: boolean }
): Promise<{ mails: StoredMail[]; more: boolean }> {
	const rows = await db
		.selectFrom('mail')
		.innerJoin('user_account as person', 'person.id', 'mail.user_id')
		.select(['mail.id', 'mail.state', 'mail.problem', 'mail.tries'])
		.select(['mail.send_after as sendAfter', 'mail.ended_at as endedAt'])
		.select((eb) =>
			jsonBuildObject({
				name: eb.ref('person.name'),
				email: eb.ref('person.email'),
				demonstration: eb.ref('person.demonstration')
			}).as('person')
		)
		.$if(open, (query) => query.where('mail.state', 'not in', ['sent', 'withheld']))
		.orderBy('mail.made_at', 'desc')
		.orderBy('mail.id')
		.limit(mailsOnPage + 1)
		.offset((page - 1) * mailsOnPage)
		.execute();
	return {
		mails: await withNotices(db, rows.slice(0, mailsOnPage)),
		more: rows.length > mailsOnPage
	};
}

/** To whom a mail goes; undefined where there is no such mail. */
export async function addresseeOf(db: Db, mailId: string): Promise<MailReader | undefined> {
	return await db
		.selectFrom('mail')
		.innerJoin('user_account as person', 'person.id', 'mail.user_id')
		.where('mail.id', '=', mailId)
		.select(['person.name', 'person.email', 'person.demonstration'])
		.executeTakeFirst();
}
