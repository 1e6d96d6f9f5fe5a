import { error } from '@sveltejs/kit';

/** The page of a list that the address asks for, from 1; what is no such number is 404. */
export function pageAsked(url: URL): number {
	const given = url.searchParams.get('page') ?? '1';
	return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : error(404, 'not_found');
}
