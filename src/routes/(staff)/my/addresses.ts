/** Addresses of a reporter's lists, which may be longer than a page. */
import { resolve } from '$app/paths';
import type { ListName } from './section.ts';

/** Each is one organisation's in one plan. */
export const sectionsOnPage = 10;

export const sectionsPage = (page: number) => `${resolve('/(staff)/my')}?page=${page}`;

interface Section {
	plan: { slug: string };
	organisation: { slug: string };
}

const queryOf = ({ plan, organisation }: Section, more: Record<string, string> = {}) =>
	new URLSearchParams({ plan: plan.slug, organisation: organisation.slug, ...more });

/** One section by itself, with a page of one of its lists. */
export const listPage = (section: Section, list: ListName, page: number): string =>
	`${resolve('/(staff)/my')}?${queryOf(section, { [list]: String(page) })}`;

/** Where the section's report is filled in offline. */
export const workbookPage = (section: Section): string =>
	`${resolve('/(staff)/my/workbook')}?${queryOf(section)}`;

/** Where all that did not move is confirmed at once. */
export const unchangedPage = (section: Section): string =>
	`${resolve('/(staff)/my/unchanged')}?${queryOf(section)}`;

/** The way to the pages of a list. */
export interface Pages {
	href: (page: number) => string;
	/** What tells it from another list of the same name. */
	about: string[];
}
