/** Tells people of something, in the transaction of what they are told: the two stand or fall together. */
import type { NoticeKind, NoticeWords } from '#lib/domain/reporting/notices.ts';
import { mailedAfter } from '#lib/domain/reporting/digests.ts';
import type { Trx } from '../db/connect.ts';
import { recipients, type Recipient, type Recipients } from './recipients.ts';

export interface Notice {
	kind: NoticeKind;
	/**
	 * What there is to tell, by ids: `period_opened:12`, `returned:77` (the transition). A person is told
	 * the same once for an organisation, whoever finds it out a second time.
	 */
	reason: string;
	planId: string;
	periodId?: string | null;
	reportId?: string | null;
	/** What its sentence is made of besides the names of plan, period and organisation. */
	words?: NoticeWords;
	to: Recipients;
}

/** No statement has more parameters than PostgreSQL takes. */
const rowsAtOnce = 1_000;

interface Row {
	recipient: Recipient;
	reason: string;
	mail: { reason: string; sendAfter: Date } | null;
}

function rowOf(recipient: Recipient, { reason: why }: Notice, now: Date, zone: string): Row {
	const { userId, organisationId, digest } = recipient;
	const reason = `${why}:${organisationId ?? 'planners'}:${userId}`;
	const sendAfter = mailedAfter(digest, now, zone);
	if (sendAfter === null) return { recipient, reason, mail: null };
	const own = digest === 'at_once' ? reason : `${digest}:${userId}:${sendAfter.toISOString()}`;
	return { recipient, reason, mail: { reason: own, sendAfter } };
}

async function withoutTold(trx: Trx, rows: Row[]): Promise<Row[]> {
	const reasons = rows.map(({ reason }) => reason);
	const told = await trx
		.selectFrom('notice')
		.where('reason', 'in', reasons)
		.select('reason')
		.execute();
	const known = new Set(told.map(({ reason }) => reason));
	return rows.filter(({ reason }) => !known.has(reason));
}

/** The ids of the mails that carry the rows, made where they are missing. */
async function mailsOf(trx: Trx, rows: Row[]): Promise<Map<string, string>> {
	const mails = new Map(
		rows.flatMap(({ mail, recipient }) =>
			mail
				? [
						[
							mail.reason,
							{ reason: mail.reason, user_id: recipient.userId, send_after: mail.sendAfter }
						]
					]
				: []
		)
	);
	if (mails.size === 0) return new Map();
	const made = await trx
		.insertInto('mail')
		.values([...mails.values()])
		// one that is there is locked, so that it is not sent before this is committed
		.onConflict((one) =>
			one.column('reason').doUpdateSet({ reason: (eb) => eb.ref('mail.reason') })
		)
		.returning(['id', 'reason'])
		.execute();
	return new Map(made.map(({ id, reason }) => [reason, id]));
}

async function insert(trx: Trx, notice: Notice, rows: Row[], now: Date): Promise<number> {
	if (rows.length === 0) return 0;
	const mails = await mailsOf(trx, rows);
	const made = await trx
		.insertInto('notice')
		.values(
			rows.map(({ recipient, reason, mail }) => ({
				reason,
				kind: notice.kind,
				user_id: recipient.userId,
				plan_id: notice.planId,
				period_id: notice.periodId ?? null,
				organisation_id: recipient.organisationId,
				report_id: notice.reportId ?? null,
				words: JSON.stringify(notice.words ?? {}),
				made_at: now,
				mail_id: mail && (mails.get(mail.reason) ?? null)
			}))
		)
		.onConflict((one) => one.column('reason').doNothing())
		.returning('id')
		.execute();
	return made.length;
}

/**
 * Makes a notice for each person that it is for, and a mail to whoever wants one; what somebody was
 * told before, for the same reason, is not told again. Call it inside the command that it tells of.
 *
 * @param now the real moment, not a pinned one
 * @returns how many people it was told
 */
export async function notify(trx: Trx, notice: Notice, now = new Date()): Promise<number> {
	const people = await recipients(trx, notice.to);
	if (people.length === 0) return 0;
	const { time_zone } = await trx
		.selectFrom('plan')
		.where('id', '=', notice.planId)
		.select('time_zone')
		.executeTakeFirstOrThrow();
	let told = 0;
	for (let from = 0; from < people.length; from += rowsAtOnce) {
		const rows = people
			.slice(from, from + rowsAtOnce)
			.map((one) => rowOf(one, notice, now, time_zone));
		told += await insert(trx, notice, await withoutTold(trx, rows), now);
	}
	return told;
}
