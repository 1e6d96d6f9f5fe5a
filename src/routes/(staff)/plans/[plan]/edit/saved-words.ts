/** What is said once a form was taken: that it is stored, or that it said nothing new. */
import { m } from '#lib/paraglide/messages.js';

/** The mark in the address that {@link savedWords} reads. */
export const savedMark = (changed: boolean): string => (changed ? 'saved' : 'saved=nothing');

export function savedWords(url: URL, { revision }: { revision: string }): string | null {
	const mark = url.searchParams.get('saved');
	if (mark === null) return null;
	return mark === 'nothing' ? m.edit_saved_nothing() : m.edit_saved({ revision });
}
