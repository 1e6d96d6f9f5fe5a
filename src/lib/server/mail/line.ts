/**
 * One connection to the mail server, over which mails go one after the other. It tells when a mail's text
 * begins to leave: until then nobody has got it, whatever happens.
 */
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { patience, type MailSettings } from './settings.ts';

/** A mail with all its parts. */
export interface Letter {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** Of the mail's reason: who gets it twice can tell. */
	messageId: string;
	/** Where its reader opts out. */
	unsubscribe: string;
}

export class NotDelivered extends Error {
	override name = 'NotDelivered';
	/** A word of ours or of the network; never the server's own, which may hold addresses. */
	readonly code: string;
	/** The mail server's code of this mail; undefined: it gave none. */
	readonly answer: number | undefined;

	/** @param isOfMail whether what the server refused was the mail, and not whoever sends it */
	constructor(cause: unknown, isOfMail: boolean) {
		super('A mail was not delivered', { cause });
		const { code, responseCode } = cause as { code?: unknown; responseCode?: unknown };
		const answer = typeof responseCode === 'number' ? responseCode : undefined;
		this.answer = isOfMail ? answer : undefined;
		this.code = String(answer ?? code ?? 'unknown').slice(0, 40);
	}
}

export interface Line {
	/**
	 * Hands a mail over.
	 *
	 * @param leaving called once the server asks for the text; what it throws keeps the text back
	 * @throws NotDelivered; the line is to be closed after it
	 */
	send(letter: Letter, leaving: () => Promise<void>): Promise<void>;
	close(): void;
}

async function textOf(letter: Letter, from: string): Promise<Buffer> {
	const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
	const { unsubscribe, ...parts } = letter;
	const message = new MailComposer({
		from,
		...parts,
		headers: {
			'Auto-Submitted': 'auto-generated',
			// an address of ours: neither folded nor encoded
			'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` }
		},
		disableFileAccess: true,
		disableUrlAccess: true
	}).compile();
	return await message.build();
}

/** A text that asks first whether it may be read; it is read when the server has asked for it. */
function askedFirst(text: Buffer, leaving: () => Promise<void>): Readable {
	let asked = false;
	return new Readable({
		read() {
			if (asked) return;
			asked = true;
			leaving().then(
				() => {
					this.push(text);
					this.push(null);
				},
				(cause: Error) => this.destroy(cause)
			);
		}
	});
}

/** The address within `Name <address>`. */
const bare = (sender: string) => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();

function connected(connection: SMTPConnection): Promise<void> {
	return new Promise((done, failed) => {
		connection.once('error', failed);
		connection.once('end', () => failed(Object.assign(new Error('ended'), { code: 'EENDED' })));
		connection.connect((cause) => (cause ? failed(cause) : done()));
	});
}

function signedIn(connection: SMTPConnection, { username, password }: URL): Promise<void> {
	if (!username) return Promise.resolve();
	const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
	return new Promise((done, failed) => {
		connection.login({ credentials }, (cause) => (cause ? failed(cause) : done()));
	});
}

/** Opens a line. Throws {@link NotDelivered} where the server is not reached or lets nobody in. */
export async function openLine({ url, from }: MailSettings): Promise<Line> {
	const { default: Connection } = await import('nodemailer/lib/smtp-connection');
	const address = new URL(url);
	const secure = address.protocol === 'smtps:';
	const connection = new Connection({
		host: address.hostname,
		port: Number(address.port) || (secure ? 465 : 587),
		secure,
		...patience
	});
	try {
		await connected(connection);
		await signedIn(connection, address);
	} catch (cause) {
		connection.close();
		throw new NotDelivered(cause, false);
	}
	// what breaks while nothing is sent is met by the next mail
	connection.on('error', () => {});
	return {
		async send(letter, leaving) {
			const text = askedFirst(await textOf(letter, from), leaving);
			const envelope = { from: bare(from), to: [letter.to] };
			await new Promise<void>((done, failed) => {
				connection.send(envelope, text, (cause) =>
					cause ? failed(new NotDelivered(cause, true)) : done()
				);
			});
		},
		close: () => connection.quit()
	};
}
