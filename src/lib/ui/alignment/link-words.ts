/** What is said of a link besides what it leads to. */
import { m } from '#lib/paraglide/messages.js';
import { day, percent } from '#lib/ui/format.ts';
import type { LinkView } from '#lib/domain/alignment/seen.ts';

/** How much of the child goes there. */
export const shareWords = ({ share }: Pick<LinkView, 'share'>): string =>
	share === null
		? m.alignment_share_none()
		: m.alignment_share_of({ share: percent(Number(share) / 100) });

/** On which days it holds; empty: on all. */
export function daysWords({ from, until }: Pick<LinkView, 'from' | 'until'>): string {
	if (from && until) return m.alignment_days({ from: day(from), until: day(until) });
	if (from) return m.alignment_days_from({ from: day(from) });
	return until ? m.alignment_days_until({ until: day(until) }) : '';
}
