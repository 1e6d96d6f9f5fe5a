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

/** Lines of quoted-printable, joined and decoded. */
const decoded = (mail: string) =>
	Buffer.from(
		mail
			.replaceAll(/=\r?\n/g, '')
			.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1'
	).toString('utf8');

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
