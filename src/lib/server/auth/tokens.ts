import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits for an address or a cookie. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: enough to know it again, not enough to use it. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
