/** Mail through the operator's own server. It is never waited for: what is said by mail is said elsewhere too. */
import type { Transporter } from 'nodemailer';
import { patience, type MailSettings } from './settings.ts';

export interface Mail {
	to: string;
	subject: string;
	/** Plain text. */
	text: string;
	/** The same with marks. */
	html?: string;
}

export interface Mailer {
	/** Sends it by and by; a failure is noted in the log, without the address. */
	send: (mail: Mail) => void;
	/** Ends its connections. */
	close: () => void;
}

/** No machine answers it, and nothing is fetched for it. */
const always = {
	headers: { 'Auto-Submitted': 'auto-generated' },
	disableFileAccess: true,
	disableUrlAccess: true
};

/** Most processes never send any, so that it is loaded with the first. */
async function transportOf(url: string): Promise<Transporter> {
	const { createTransport } = await import('nodemailer');
	return createTransport({ url, pool: true, maxConnections: 2, ...patience });
}

/** The mailer of these settings; null where none are given: then nothing is sent. */
export function mailerOf(settings: Partial<MailSettings>): Mailer | null {
	const { url, from } = settings;
	if (!url || !from) return null;
	let opened: Promise<Transporter> | undefined;
	const deliver = async (mail: Mail) => {
		const transport = await (opened ??= transportOf(url));
		await transport.sendMail({ from, ...mail, ...always });
	};
	return {
		send: (mail) =>
			void deliver(mail).catch((cause: unknown) => {
				const { code = 'unknown' } = cause as { code?: string };
				console.error(`A mail could not be sent: ${code.slice(0, 40)}`);
			}),
		close: () => void opened?.then((transport) => transport.close())
	};
}
