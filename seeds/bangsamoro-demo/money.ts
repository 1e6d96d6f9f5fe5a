/** Money as the database writes it, from whole hundredths. */
import type { Money } from '#lib/domain/records/records.ts';

/** `123456n` → `1234.56`. */
export function decimalText(hundredths: Money): string {
	const digits = hundredths.toString().padStart(3, '0');
	return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `'2.5'` million → `250000000n` hundredths. */
export function fromMillions(text: string): Money {
	const [whole = '0', tenths = ''] = text.split('.');
	return BigInt(whole + tenths.padEnd(1, '0')) * 10_000_000n;
}

/** A share of an amount, in whole hundredths; more of the share is never less money. */
export function shareOf(amount: Money, share: number): Money {
	return (amount * BigInt(Math.round(share * 1_000_000))) / 1_000_000n;
}

export function smaller(one: Money, other: Money): Money {
	return one < other ? one : other;
}

export function larger(one: Money, other: Money): Money {
	return one > other ? one : other;
}
