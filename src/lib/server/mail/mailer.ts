/** Mail through the operator's own server. It is never waited for: what is said by mail is said elsewhere too. */

export interface Mail {
	to: string;
	subject: string;
	/** Plain text. */
	text: string;
}

export interface Mailer {
	/** Sends it by and by; a failure is noted in the log, without the address. */
	send: (mail: Mail) => void;
}

export interface MailSettings {
	/** `smtp://user:password@host:587`, or `smtps:`. */
	url: string;
	/** What stands as the sender. */
	from: string;
}

const patienceMilliseconds = 20_000;

async function deliver({ url, from }: MailSettings, mail: Mail): Promise<void> {
	// most processes never send any
	const { createTransport } = await import('nodemailer');
	const transport = createTransport({
		url,
		connectionTimeout: patienceMilliseconds,
		greetingTimeout: patienceMilliseconds,
		socketTimeout: patienceMilliseconds
	});
	try {
		await transport.sendMail({ from, ...mail });
	} finally {
		transport.close();
	}
}

/** The mailer of these settings; null where none are given: then nothing is sent. */
export function mailerOf(settings: Partial<MailSettings>): Mailer | null {
	const { url, from } = settings;
	if (!url || !from) return null;
	return {
		send: (mail) =>
			void deliver({ url, from }, mail).catch((cause: unknown) => {
				const { code = 'unknown' } = cause as { code?: string };
				console.error(`A mail could not be sent: ${code.slice(0, 40)}`);
			})
	};
}
