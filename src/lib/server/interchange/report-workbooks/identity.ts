/**
 * What is hidden in a report's workbook: whose it is, of which period, when it was downloaded, and what
 * stood in it then. It is sealed with the instance's key: altered, or of another instance, it does not open.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DownloadedItem } from '#lib/domain/report-workbook/items.ts';
import type { Seal } from '../../auth/second-factor/seal.ts';

export interface Identity {
	planId: string;
	/** Null: no period had begun. */
	periodId: string | null;
	/** In whose report it stands. */
	organisationId: string;
	/** For people: what it is called, also where it is taken for another. */
	period: string | null;
	organisation: string;
	/** The moment of the download. */
	at: string;
	items: DownloadedItem[];
}

const sealedFor = 'a workbook of a report';
/** What is cut off before it is no seal. */
const fewestBytes = 29;
/** Nothing that was sealed here unpacks to more. */
const mostBytes = 32 * 1024 * 1024;

export const sealed = (seal: Seal, identity: Identity): string =>
	seal.close(deflateRawSync(JSON.stringify(identity)), sealedFor).toString('base64url');

/** Undefined where it was altered, or sealed with another key. */
export function opened(seal: Seal, text: string): Identity | undefined {
	const bytes = Buffer.from(text, 'base64url');
	const packed = bytes.length < fewestBytes ? undefined : seal.open(bytes, sealedFor);
	if (!packed) return undefined;
	const unpacked = inflateRawSync(packed, { maxOutputLength: mostBytes });
	return JSON.parse(unpacked.toString()) as Identity;
}
