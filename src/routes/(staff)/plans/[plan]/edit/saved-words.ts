/** What is said once a form was taken: that it is stored, or that it said nothing new. */
import { m } from '#lib/paraglide/messages.js';

/** The mark in the address that {@link savedWords} reads. */
export const savedMark = (changed: boolean): string => (changed ? 'saved' : 'saved=nothing');

export function savedWords(url: URL, { revision }: { revision: string }): string | null {
	const mark = url.searchParams.get('saved');
	if (mark === null) return null;
	return mark === 'nothing' ? m.edit_saved_nothing() : m.edit_saved({ revision });
}

/** The same on pages of records that are added, changed and withdrawn. */
export function savedRecordWords(mark: string | null): string | null {
	const words: Record<string, () => string> = {
		added: m.work_saved_added,
		changed: m.work_saved_changed,
		withdrawn: m.work_saved_withdrawn,
		handed: m.work_saved_handed,
		nothing: m.edit_saved_nothing
	};
	return words[mark ?? '']?.() ?? null;
}
