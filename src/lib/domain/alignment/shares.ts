/** Shares of one child: what is stated of it for parents that hold on one day is at most all of it. */
import type { IsoDate } from '../records/records.ts';
import { beginning, beginnings, holdsOn, isPart, type Link } from './links.ts';

/** Decimals of a percent that a share may have. */
export const shareDecimals = 2;
const whole = 10_000n;

/** In hundredths of a percent, so that 33.33 three times is 99.99. */
function hundredths(share: string): bigint {
	const [units = '0', fraction = ''] = share.split('.');
	return BigInt(units + fraction.slice(0, shareDecimals).padEnd(shareDecimals, '0'));
}

const sumOf = (links: readonly Link[]): bigint =>
	links.reduce((sum, { share }) => sum + (share === null ? 0n : hundredths(share)), 0n);

export interface SharedTooMuch {
	/** The first day on which it is so; null: it always was. */
	day: IsoDate | null;
	/** What the others come to on that day, in percent. */
	others: number;
}

/**
 * Whether a link's share, with those of the same child's other links, is more than all of it on some day.
 *
 * @param others without the link itself
 */
export function sharedTooMuch(link: Link, others: readonly Link[]): SharedTooMuch | undefined {
	if (link.share === null) return undefined;
	const siblings = others.filter(({ child }) => isPart(child, link.child));
	const days = beginnings([link, ...siblings]).filter((day) => holdsOn(link, day));
	for (const day of days.toSorted()) {
		const sum = sumOf(siblings.filter((one) => holdsOn(one, day)));
		if (sum + hundredths(link.share) > whole)
			return { day: day === beginning ? null : day, others: Number(sum) / 100 };
	}
	return undefined;
}
