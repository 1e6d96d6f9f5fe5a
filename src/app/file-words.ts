/** Why a file is not read, in words beside its field. */
import { m } from '#lib/paraglide/messages.js';
import type { FileFault, FileRefused } from '#lib/server/interchange/archives/refused.ts';

const words: Partial<Record<FileFault, () => string>> = {
	encrypted: m.workbook_fault_encrypted,
	too_large: m.workbook_fault_too_large,
	too_many_entries: m.workbook_fault_bomb,
	entry_twice: m.workbook_fault_bomb,
	entry_outside: m.workbook_fault_bomb,
	false_size: m.workbook_fault_bomb,
	too_large_unpacked: m.workbook_fault_bomb,
	too_much_memory: m.workbook_fault_bomb,
	too_slow: m.workbook_fault_bomb,
	unknown_type: m.workbook_fault_type,
	not_an_archive: m.workbook_fault_type
};

/** A damaged table of text says at which line. */
export function fileFaultWords({ fault, message }: FileRefused): string {
	const line = /line (\d+)/i.exec(message)?.[1];
	if (fault === 'damaged' && line) return m.workbook_fault_line({ line });
	return (words[fault] ?? m.workbook_fault_damaged)();
}
