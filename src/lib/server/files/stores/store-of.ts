/** The store that the operator has set. */
import { join } from 'node:path';
import { storeOnDisk } from './disk.ts';
import { storeInS3 } from './s3.ts';
import type { FileStore } from './store.ts';

export interface StoreSettings {
	/** The folder of all data. */
	data: string;
	/** A folder for files alone; left out: one within that of all data. */
	folder?: string;
	/** The address of a bucket, instead of a folder. */
	s3?: string;
	region: string;
	keyId?: string;
	secret?: string;
}

/** Throws where a bucket is named without its key. */
export function storeOf({ data, folder, s3, region, keyId, secret }: StoreSettings): FileStore {
	if (!s3) return storeOnDisk(folder ?? join(data, 'evidence'));
	if (!keyId || !secret)
		throw new Error('EVIDENCE_S3 needs EVIDENCE_S3_KEY_ID and EVIDENCE_S3_SECRET.');
	return storeInS3({ address: s3, region, keyId, secret });
}
