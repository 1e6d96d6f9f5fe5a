/** What people are told by mail, where the operator has set a server for it. */
import type { RequestEvent } from '@sveltejs/kit';
import { deviceWords } from '#lib/accounts/device-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { linkByMail } from '#lib/server/auth/lost-password.ts';
import { find } from '#lib/server/auth/users.ts';
import type { Mailer } from '#lib/server/mail/mailer.ts';
import type { Unlock } from '#lib/server/auth/unlocking.ts';
import { moment } from '#lib/ui/format.ts';

type Mailing = Pick<RequestEvent, 'locals' | 'url'>;

async function write(
	{ locals: { db, mailer } }: Mailing,
	userId: string,
	words: (person: { name: string }) => { subject: string; text: string }
): Promise<void> {
	if (!mailer) return;
	const person = await find(db, userId);
	if (!person || person.demonstration || person.disabled) return;
	mailer.send({ to: person.email, ...words(person) });
}

/** Somebody signed in from a browser in which nobody did before. */
export const tellOfNewBrowser = (event: Mailing, userId: string): Promise<void> =>
	write(event, userId, ({ name }) => {
		const { address, device } = event.locals.caller;
		const from = {
			address: address ?? m.account_mail_address_unknown(),
			device: deviceWords(device)
		};
		const when = moment(new Date(), 'UTC');
		const link = `${event.url.origin}/account/sessions`;
		return {
			subject: m.account_mail_new_browser_subject(),
			text: m.account_mail_new_browser({ name, when, link, ...from })
		};
	});

/** Somebody has lost a password, or says so. */
export async function tellOfLostPassword(
	{ locals: { db, mailer }, url }: Mailing,
	email: string
): Promise<void> {
	const found = mailer ? await linkByMail(db, email, new Date()) : undefined;
	if (!found) return;
	const { name, token } = found;
	mailer?.send({
		to: found.email,
		subject: m.account_mail_lost_subject(),
		text: m.account_mail_lost({ name, link: `${url.origin}/auth/link/${token}` })
	});
}

/** Somebody is invited. Whether a mail of it goes out: the link is shown to the inviter as well. */
export function tellInvited(
	mailer: Mailer | null,
	{ email, name, link }: { email: string; name: string; link: string }
): boolean {
	mailer?.send({
		to: email,
		subject: m.notice_invitation_subject(),
		text: m.notice_invitation_mail({ name, link })
	});
	return mailer !== null;
}

/** The newest entry of the audit log and its hash, to be kept where nobody can change both. */
export function tellOfHead(
	mailer: Mailer | null,
	to: string | undefined,
	{ id, hash }: { id: string; hash: string }
): void {
	if (!mailer || !to) return;
	mailer.send({
		to,
		subject: m.account_mail_head_subject({ id }),
		text: m.account_mail_head({ id, hash })
	});
}

/** Strangers fail on an account so often that its owner would have to wait too. */
export const tellOfWaiting = (event: Mailing, { userId, token }: Unlock): Promise<void> =>
	write(event, userId, ({ name }) => ({
		subject: m.account_mail_waiting_subject(),
		text: m.account_mail_waiting({ name, link: `${event.url.origin}/auth/unlock/${token}` })
	}));
