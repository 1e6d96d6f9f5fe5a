/** What the mails of notices say, and where their readers opt out. */
import type { Seal } from '#lib/server/auth/second-factor/seal.ts';
import type { Compose } from '#lib/server/mail/sending.ts';
import { addressee, noticesIn } from '#lib/server/notices/queries.ts';
import { noticeMail } from '#lib/views/notices/notice-mail.ts';

const sealedFor = 'opting out of mails';

/** The address under which whoever has the mail ends mails to its reader, and can do nothing else. */
export function optOutAddress(seal: Seal, origin: string, userId: string): string {
	const token = seal.close(Buffer.from(userId), sealedFor).toString('base64url');
	return `${origin}/auth/mails/${token}`;
}

const isToken = (text: string) => /^[\w-]{39,80}$/.test(text);

/** Whose mails such an address ends; undefined where it is none of ours. */
export const optingOut = (seal: Seal, token: string): string | undefined =>
	isToken(token) ? seal.open(Buffer.from(token, 'base64url'), sealedFor)?.toString() : undefined;

/** What a mail says when it is sent, or why it is not. */
export const composeWith =
	(seal: Seal, origin: () => string): Compose =>
	async (db, { id, userId }) => {
		const [person, notices] = await Promise.all([addressee(db, userId), noticesIn(db, id)]);
		if (!person || person.disabled) return { withheld: 'disabled' };
		if (person.demonstration) return { withheld: 'demonstration' };
		if (person.digest === 'never') return { withheld: 'opted_out' };
		if (notices.length === 0) return { withheld: 'nothing' };
		const unsubscribe = optOutAddress(seal, origin(), userId);
		const around = { name: person.name, origin: origin(), optOut: unsubscribe };
		return { to: person.email, unsubscribe, ...noticeMail(notices, around) };
	};
