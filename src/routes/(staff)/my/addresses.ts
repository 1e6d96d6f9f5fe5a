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

/** One section by itself, with a page of one of its lists. */
export function listPage({ plan, organisation }: Section, list: ListName, page: number): string {
	const asked = { plan: plan.slug, organisation: organisation.slug, [list]: String(page) };
	return `${resolve('/(staff)/my')}?${new URLSearchParams(asked)}`;
}

/** Where the section's report is filled in offline. */
export function workbookPage({ plan, organisation }: Section): string {
	const asked = { plan: plan.slug, organisation: organisation.slug };
	return `${resolve('/(staff)/my/workbook')}?${new URLSearchParams(asked)}`;
}

/** Where all that did not move is confirmed at once. */
export function unchangedPage({ plan, organisation }: Section): string {
	const asked = { plan: plan.slug, organisation: organisation.slug };
	return `${resolve('/(staff)/my/unchanged')}?${new URLSearchParams(asked)}`;
}

/** The way to the pages of a list. */
export interface Pages {
	href: (page: number) => string;
	/** What tells it from another list of the same name. */
	about: string[];
}
