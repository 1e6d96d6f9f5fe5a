/**
 * What a backup is: lines of JSON, compressed. The first line says how the database stood, then each
 * table has a line of its own before its rows, then comes the end of the audit log, and at last a
 * signature of all lines before it, under the operator's key.
 */
import { createHash, createHmac, hkdfSync, type Hmac } from 'node:crypto';
import * as v from 'valibot';

export const format = 'tanaw backup 2';
/** Without key and signature. */
export const unsignedFormat = 'tanaw backup 1';

/** No row is longer, in characters, nor is any line read beyond it. */
export const longestLine = 8 * 1_024 * 1_024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Beginning = v.object({
	format: v.picklist([format, unsignedFormat]),
	writtenAt: v.string(),
	migrations: v.array(v.string()),
	sequences: v.array(
		v.object({ name: v.string(), value: v.pipe(v.string(), v.regex(/^\d{1,19}$/)) })
	),
	/** Of the key under which it is signed, and under which second factors are sealed. */
	key: v.optional(v.string())
});
export type Beginning = v.InferOutput<typeof Beginning>;

/** The line before a table's rows, of which as many lines follow. */
export const TableLine = v.object({ table: v.string(), rows: count, checksum: v.string() });
export type TableLine = v.InferOutput<typeof TableLine>;

export const End = v.object({
	auditHead: v.nullable(v.object({ id: v.string(), hash: v.string() }))
});
export type End = v.InferOutput<typeof End>;

export const Signature = v.object({ signature: v.string() });

/** What was copied, to be held against what was there. */
export interface Copied {
	tables: TableLine[];
	auditHead: End['auditHead'];
}

const derived = (key: string, what: string) => Buffer.from(hkdfSync('sha256', key, '', what, 32));

/** Tells keys apart, and nothing about them. */
export function fingerprintOf(key: string): string {
	return createHash('sha256').update(derived(key, 'tanaw fingerprint')).digest('hex').slice(0, 16);
}

export function signatureUnder(key: string): Hmac {
	return createHmac('sha256', derived(key, 'tanaw backup'));
}
