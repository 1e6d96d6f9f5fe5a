/** The mail server by which mails are tried shows them as their readers see them. */
import { afterAll, expect, test } from 'vitest';
import { mailerOf } from '#lib/server/mail/mailer.ts';
import { startMailServer } from '../support/mail-server.ts';

const office = await startMailServer();
const mailer = mailerOf({ url: office.url, from: 'Tanaw <tanaw@example.org>' })!;
afterAll(async () => {
	mailer.close();
	await office.stop();
});

test.each([
	['with signs of other scripts', 'Niño: ₱ 5 – report due'],
	['that ends in a sign that is encoded', 'The report of Niño is due ₱'],
	[
		'of several lines',
		`Ang ulat ng Niño ${'ay kailangang isumite sa lalong madaling panahon '.repeat(4)}ñ`
	]
])('a subject %s stands on a line of its own', async (_, subject) => {
	const before = office.mails.length;
	const line = `Signed at the counter of Niño: ${'word '.repeat(30)}=1+1`;
	mailer.send({ to: 'reader@example.org', subject, text: `${line}\nSecond line` });
	await office.arrived(before + 1);
	const mail = office.mails[before]!;
	const head = mail.split(/\r?\n\r?\n/)[0]!.split(/\r?\n/);
	expect(head).toContain(`Subject: ${subject}`);
	expect(head.every((header) => /^[\w-]+: /.test(header))).toBe(true);
	expect(mail).toContain(`${line}\r\nSecond line`);
});
