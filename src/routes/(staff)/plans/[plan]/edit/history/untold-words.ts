/** What the history does not tell of a plan from before it had versions, in words. */
import { m } from '#lib/paraglide/messages.js';
import type { Untold, UntoldRecord } from '#lib/server/plans/history.ts';
import { fieldLabel } from '#lib/ui/forms/field-words.ts';
import { list } from '#lib/ui/format.ts';

export interface ShownUntold {
	/** Of how many fields. */
	fields: number;
	until: Date;
	records: { what: string; fields: string }[];
	/** How many records are not named. */
	more: number;
}

const most = 50;

/** Fields that are called otherwise here than a form calls them, or that no form has. */
const words: Record<string, () => string> = {
	'*': m.edit_history_untold_all,
	position: m.edit_place,
	reporter_id: m.edit_kpi_reporter,
	topic: m.edit_history_untold_heading,
	elements: m.edit_history_untold_concerns
};

const fieldWord = (name: string): string => words[name]?.() ?? fieldLabel(name);

function whatOf({ kind, code }: UntoldRecord): string {
	if (kind === 'plan') return m.edit_history_untold_plan();
	if (kind === 'plan_note') return m.edit_history_untold_note();
	const what = kind === 'kpi' ? m.workbook_record_kpi() : m.workbook_record_line();
	return kind === 'element' ? (code ?? '') : [what, code].join(' ');
}

export const shownUntold = ({ records, until }: Untold): ShownUntold => ({
	fields: records.reduce((sum, { fields }) => sum + fields.length, 0),
	until,
	records: records
		.slice(0, most)
		.map((record) => ({ what: whatOf(record), fields: list(record.fields.map(fieldWord)) })),
	more: Math.max(0, records.length - most)
});
