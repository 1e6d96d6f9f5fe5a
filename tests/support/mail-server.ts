/** A real mail server that keeps what it is sent, as text. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
	/** As the operator would name it. */
	url: string;
	/** All mails so far, each with its headers. */
	mails: string[];
	/** Until so many mails have come. */
	arrived(count: number): Promise<void>;
	stop(): Promise<void>;
}

const bytesOf = (quoted: string) =>
	quoted.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
const asText = (bytes: string) => Buffer.from(bytes, 'latin1').toString('utf8');

/** Each header on a line of its own, its words decoded. */
const headersOf = (head: string) =>
	head
		.replaceAll(/\?=\s+=\?/g, '?==?')
		.replaceAll(/\r?\n[ \t]+/g, ' ')
		.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
			how.toLowerCase() === 'b'
				? Buffer.from(word, 'base64').toString('utf8')
				: asText(bytesOf(word.replaceAll('_', ' ')))
		);

/** Lines of quoted-printable, joined and decoded. */
const bodyOf = (body: string) => asText(bytesOf(body.replaceAll(/=\r?\n/g, '')));

/** A mail as it came, as a person reads it. */
function decoded(mail: string): string {
	const end = /\r?\n\r?\n/.exec(mail)?.index ?? mail.length;
	return headersOf(mail.slice(0, end)) + bodyOf(mail.slice(end));
}

/** How it takes a mail; what these return, or nothing, is the code that it is refused with. */
export interface Taking {
	/** Asked for each reader, before the text. */
	reader?: (address: string) => Promise<number | void> | number | void;
	/** Asked once the whole text is there. */
	text?: (mail: string) => Promise<number | void> | number | void;
}

const refusal = (code: number | void) =>
	code ? Object.assign(new Error('Refused'), { responseCode: code }) : null;

export async function startMailServer(taking: Taking = {}): Promise<MailServer> {
	const mails: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		onRcptTo: ({ address }, _session, done) => {
			void Promise.resolve(taking.reader?.(address)).then((code) => done(refusal(code)));
		},
		onData: (stream, _session, done) => {
			// a client that breaks off sent nothing
			text(stream).then(
				async (sent) => {
					const mail = decoded(sent);
					const code = await taking.text?.(mail);
					if (!code) mails.push(mail);
					done(refusal(code));
				},
				() => {}
			);
		}
	});
	server.on('error', () => {});
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		mails,
		arrived: async (count) => {
			while (mails.length < count) await new Promise((done) => setTimeout(done, 20));
		},
		stop: () => new Promise((done) => server.close(() => done()))
	};
}
