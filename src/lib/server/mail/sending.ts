/** Sends what waits, while the application runs and a mail server is set. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { tooLateAfterMilliseconds, triedAgainIn } from '#lib/domain/reporting/mail-states.ts';
import type { Db } from '../db/connect.ts';
import { NotDelivered, openLine, type Letter, type Line } from './line.ts';
import {
	claim,
	giveUpCutOff,
	handOver,
	putOff,
	settle,
	TakenMeanwhile,
	type ClaimedMail
} from './queue.ts';
import type { MailSettings } from './settings.ts';

/** What a mail says; or why it is not sent. */
export type Composed = Omit<Letter, 'messageId'> | { withheld: string };
export type Compose = (db: Db, mail: ClaimedMail) => Promise<Composed>;

export interface Sending extends MailSettings {
	compose: Compose;
}

const looksAfterMilliseconds = 2_000;
/** Where the mail server or the database is away. */
const restsMilliseconds = 20_000;

/** The same for the same reason, whichever process sends it. */
function messageIdOf(reason: string, from: string): string {
	const host = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
	return `<${createHash('sha256').update(reason).digest('hex').slice(0, 40)}@${host}>`;
}

/** Over one line at a time, which is opened for the first mail and closed after the last. */
class Sender {
	readonly #db: Db;
	readonly #sending: Sending;
	#line: Line | undefined;

	constructor(db: Db, sending: Sending) {
		this.#db = db;
		this.#sending = sending;
	}

	async #deliver(mail: ClaimedMail, letter: Letter): Promise<void> {
		this.#line ??= await openLine(this.#sending);
		await this.#line.send(letter, () => handOver(this.#db, mail));
	}

	async #noteFailure(mail: ClaimedMail, cause: unknown): Promise<void> {
		this.close();
		if (!(cause instanceof NotDelivered)) throw cause;
		if (cause.cause instanceof TakenMeanwhile) return;
		console.error(`A mail could not be sent: ${cause.code}`);
		const delay = triedAgainIn(mail.tries, cause.answer);
		// without an answer it is not known whether a text that has left was taken
		if (cause.answer === undefined && (await this.#hasLeft(mail)))
			await settle(this.#db, mail, 'unsure', cause.code);
		else if (delay === null) await settle(this.#db, mail, 'failed', cause.code);
		else await putOff(this.#db, mail, delay, cause.code);
	}

	async #hasLeft({ id, tries }: ClaimedMail): Promise<boolean> {
		const row = await this.#db
			.selectFrom('mail')
			.where('id', '=', id)
			.where('tries', '=', tries)
			.select('state')
			.executeTakeFirst();
		return row?.state === 'handing_over';
	}

	/** Whether the mail server was there. */
	async send(mail: ClaimedMail): Promise<boolean> {
		const isLate = Date.now() - mail.sendAfter.getTime() > tooLateAfterMilliseconds;
		const composed = isLate
			? { withheld: 'too_late' }
			: await this.#sending.compose(this.#db, mail);
		if ('withheld' in composed) {
			await settle(this.#db, mail, 'withheld', composed.withheld);
			return true;
		}
		try {
			const messageId = messageIdOf(mail.reason, this.#sending.from);
			await this.#deliver(mail, { ...composed, messageId });
		} catch (cause) {
			await this.#noteFailure(mail, cause);
			return (cause as NotDelivered).answer !== undefined;
		}
		await this.#noteSent(mail);
		return true;
	}

	/** That it was taken must not be lost: it would be unsure for ever. */
	async #noteSent(mail: ClaimedMail, tries = 5): Promise<void> {
		try {
			await settle(this.#db, mail, 'sent');
		} catch (cause) {
			if (tries === 1) throw cause;
			await wait(1_000);
			await this.#noteSent(mail, tries - 1);
		}
	}

	close(): void {
		this.#line?.close();
		this.#line = undefined;
	}
}

/** Sends all that is due; whether the mail server was there. */
async function sendDue(db: Db, sender: Sender, end: AbortSignal): Promise<boolean> {
	await giveUpCutOff(db);
	while (!end.aborted) {
		const mail = await claim(db);
		if (!mail) return true;
		if (!(await sender.send(mail))) return false;
	}
	return true;
}

/** Sends what is due until the signal ends it; a mail that is on its way then is sent to its end. */
export async function keepSending(db: Db, sending: Sending, end: AbortSignal): Promise<void> {
	const sender = new Sender(db, sending);
	let complained = '';
	while (!end.aborted) {
		let isThere = false;
		try {
			isThere = await sendDue(db, sender, end);
		} catch (cause) {
			const { code = 'unknown' } = cause as { code?: string };
			if (code !== complained) console.error(`Mails cannot be sent at the moment: ${code}`);
			complained = code;
		}
		sender.close();
		const next = isThere ? looksAfterMilliseconds : restsMilliseconds;
		await wait(next, undefined, { signal: end, ref: false }).catch(() => {});
	}
}
