import { defineEnvVars } from '@sveltejs/kit/env';
import * as v from 'valibot';

/** Every environment variable that the application reads; `server.ts` reads some besides. */
export const variables = defineEnvVars({
	DATABASE_URL: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//))),
		description: 'A PostgreSQL server, 15 or later; without it the application runs its own.'
	},
	DATABASE_CONNECTIONS: {
		schema: v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1)), '10'),
		description: 'How many connections to the database one process may hold.'
	},
	DATABASE_PATIENCE: {
		schema: v.optional(v.pipe(v.string(), v.toNumber(), v.gtValue(0)), '3'),
		description:
			'How many seconds a request waits for a connection or a lock; a statement may run five times as long.'
	},
	TANAW_DATA: {
		schema: v.optional(v.string(), '.tanaw'),
		description: 'The folder in which the embedded database lives, and the key where none is given.'
	},
	EMBEDDED_PROGRAMS: {
		schema: v.optional(v.string()),
		description: "Set by the server itself: where its own database's programs lie."
	},
	TANAW_KEY: {
		schema: v.optional(v.pipe(v.string(), v.minLength(32))),
		description: 'Seals the secrets of second factors; the same for all servers of one database.'
	},
	TANAW_SECOND_FACTOR: {
		schema: v.optional(v.picklist(['required', 'offered'])),
		description: 'Whether planners, leaders and administrators must have a second factor.'
	},
	TANAW_MAIL: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//))),
		description: 'The mail server: smtp://user:password@host:587; without it no mail is sent.'
	},
	TANAW_MAIL_FROM: {
		schema: v.optional(v.pipe(v.string(), v.regex(/@/))),
		description: 'The sender of mails.'
	},
	ORIGIN: {
		schema: v.optional(v.pipe(v.string(), v.url())),
		description:
			'The address that people type, where a proxy stands in front; links in mails have it.'
	},
	HOST: {
		schema: v.optional(v.string()),
		description: 'Where the server listens.'
	},
	PORT: {
		schema: v.optional(v.string()),
		description: 'The port on which the server listens.'
	},
	TANAW_AUDIT_MAIL: {
		schema: v.optional(v.pipe(v.string(), v.regex(/@/))),
		description: 'Who is sent the head of the audit log once a day.'
	},
	EVIDENCE_DIR: {
		schema: v.optional(v.string()),
		description: 'The folder for files of evidence; left out: `evidence` in TANAW_DATA.'
	},
	EVIDENCE_S3: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+\/[^/]/))),
		description: 'A bucket that speaks S3, instead of a folder: https://host/bucket.'
	},
	EVIDENCE_S3_REGION: {
		schema: v.optional(v.string(), 'us-east-1'),
		description: 'The region of that bucket.'
	},
	EVIDENCE_S3_KEY_ID: {
		schema: v.optional(v.string()),
		description: 'The id of the key to that bucket.'
	},
	EVIDENCE_S3_SECRET: {
		schema: v.optional(v.string()),
		description: 'The secret of the key to that bucket.'
	},
	CLAMD_SOCKET: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^(\/.+|[^/]+:\d+)$/))),
		description:
			'The virus scanner clamd: the path of its socket, or host:port; left out: nothing is scanned.'
	},
	TANAW_SYSLOG: {
		schema: v.optional(v.pipe(v.string(), v.url(), v.regex(/^(udp|tcp):\/\/[^/]+$/))),
		description:
			'The syslog server that is sent each head of the audit log: udp://host:514 or tcp://host:601.'
	},
	ADDRESS_HEADER: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^[\w-]+$/))),
		description: 'The header in which the proxy in front puts the address of the client.'
	},
	XFF_DEPTH: {
		schema: v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1)), '1'),
		description: 'How many proxies add to X-Forwarded-For, where that is the ADDRESS_HEADER.'
	},
	SECURITY_CONTACT: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^(mailto:|https:\/\/)\S+$/))),
		description: 'Where whoever finds a weakness writes to; shown in /.well-known/security.txt.'
	},
	TANAW_TODAY: {
		schema: v.optional(v.pipe(v.string(), v.isoDate())),
		description: 'Pins the day that pages call today, for tests and for showing the demonstration.'
	}
});
