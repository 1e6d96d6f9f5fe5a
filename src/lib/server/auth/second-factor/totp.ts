/**
 * Codes that change every 30 seconds: RFC 6238 on RFC 4226, as all authenticator apps make them. It
 * is one HMAC and a cut, so no library stands between us and the RFC's own test values.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const stepMilliseconds = 30_000;
/** Clocks of phones may be a step off, either way. */
const drift = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The number of 30-second steps since 1970. */
export const stepOf = (now: Date) => Math.floor(now.getTime() / stepMilliseconds);

/** The code of one step. Apps know six digits of SHA-1 only; the RFC's values have eight, and others. */
export function codeAt(
	secret: Uint8Array,
	step: number,
	{ digits = 6, algorithm = 'sha1' }: { digits?: number; algorithm?: string } = {}
): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac(algorithm, secret).update(counter).digest();
	const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fffffff;
	return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is, now or one step off; `undefined` for any other text. */
export function matchingStep(secret: Uint8Array, code: string, now: Date): number | undefined {
	const given = code.replaceAll(/\s/g, '');
	if (!/^\d{6}$/.test(given)) return undefined;
	const steps = [0, -drift, drift].map((off) => stepOf(now) + off);
	const fits = (step: number) =>
		timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(given));
	return steps.filter(fits)[0];
}

/** Base 32 of RFC 4648 without padding, as apps take a secret that is typed. */
export function base32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	const groups = bits.match(/.{1,5}/g) ?? [];
	return groups.map((group) => alphabet[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

/** The address that an authenticator app reads from the QR code. */
export function keyUri(secret: Uint8Array, { issuer, email }: { issuer: string; email: string }) {
	const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
	return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
