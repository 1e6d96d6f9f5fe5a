/** The form in which a draft begins: a text that is pasted, or a file to be read. */
import { m } from '#lib/paraglide/messages.js';
import { FileRefused, type FileFault } from '#lib/server/interchange/archives/refused.ts';
import { readText } from '#lib/server/interchange/texts/read.ts';
import { textLimit } from '#lib/server/interchange/texts/text-lines.ts';

const longest = new Intl.NumberFormat('en').format(textLimit);

const faultWords: Record<FileFault, () => string> = {
	not_an_archive: m.draft_fault_not_an_archive,
	damaged: m.draft_fault_damaged,
	encrypted: m.draft_fault_encrypted,
	too_large: m.draft_fault_too_large,
	too_many_entries: m.draft_fault_too_many_entries,
	entry_twice: m.draft_fault_entry_twice,
	entry_outside: m.draft_fault_entry_outside,
	false_size: m.draft_fault_false_size,
	too_large_unpacked: m.draft_fault_too_large_unpacked,
	too_much_memory: m.draft_fault_too_much_memory,
	too_slow: m.draft_fault_too_slow,
	no_text: m.draft_fault_no_text,
	text_too_long: () => m.draft_fault_text_too_long({ max: longest }),
	unknown_encoding: m.draft_fault_unknown_encoding,
	unknown_type: m.draft_fault_unknown_type
};

export interface Begun {
	title: string;
	text: string;
	fileName: string | null;
}

export type BegunForm = { ok: true; begun: Begun } | { ok: false; errors: Record<string, string> };

const longestTitle = 500;

async function fileText(file: File): Promise<{ text: string } | { error: string }> {
	try {
		return { text: await readText(file.name, new Uint8Array(await file.arrayBuffer())) };
	} catch (cause) {
		if (cause instanceof FileRefused) return { error: faultWords[cause.fault]() };
		throw cause;
	}
}

/** Reads the form; what is wrong stands beside its field. */
export async function readBegun(form: FormData): Promise<BegunForm> {
	const typed = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replaceAll('\0', '') : '';
	};
	const file = form.get('file');
	const sent = file instanceof File && file.size > 0 ? file : null;
	const [title, pasted] = [typed('title').trim(), typed('text')];
	const errors: Record<string, string> = {};
	if (title === '' || title.length > longestTitle) errors['title'] = m.draft_name_missing();
	if (sent && pasted.trim() !== '') errors['file'] = m.draft_both();
	else if (!sent && pasted.trim() === '') errors['text'] = m.draft_text_missing();
	else if (pasted.length > textLimit) errors['text'] = m.draft_text_long({ max: longest });
	if (Object.keys(errors).length > 0) return { ok: false, errors };
	const read = sent ? await fileText(sent) : { text: pasted };
	if ('error' in read) return { ok: false, errors: { file: read.error } };
	return { ok: true, begun: { title, text: read.text, fileName: sent?.name ?? null } };
}
