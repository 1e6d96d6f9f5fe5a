/** How what a plan sets out comes into it. */
import { m } from '#lib/paraglide/messages.js';

export const ways = ['text', 'workbook', 'hand'] as const;
export type Way = (typeof ways)[number];

export const wayMeanings: Record<Way, () => string> = {
	text: m.start_way_text,
	workbook: m.start_way_workbook,
	hand: m.start_way_hand
};

/** Where one goes on. */
export const nextOf = (way: Way, slug: string): string =>
	({
		text: `/drafts?plan=${slug}`,
		workbook: `/plans/${slug}/edit/workbook`,
		hand: `/plans/${slug}/edit?saved=started`
	})[way];
