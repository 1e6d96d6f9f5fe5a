/** How what a plan sets out comes into it. */
import { m } from '#lib/paraglide/messages.js';

export const ways = ['text', 'workbook', 'template', 'hand'] as const;
export type Way = (typeof ways)[number];

export const wayMeanings: Record<Way, () => string> = {
	text: m.start_way_text,
	workbook: m.start_way_workbook,
	template: m.start_way_template,
	hand: m.start_way_hand
};

/**
 * Where one goes on.
 *
 * @param from the template that was chosen; null: none was
 */
export const nextOf = (way: Way, slug: string, from: string | null): string =>
	({
		text: `/drafts?plan=${slug}`,
		workbook: `/plans/${slug}/edit/workbook`,
		template: `/plans/${slug}/edit/template${from === null ? '' : `?from=${encodeURIComponent(from)}`}`,
		hand: `/plans/${slug}/edit?saved=started`
	})[way];
