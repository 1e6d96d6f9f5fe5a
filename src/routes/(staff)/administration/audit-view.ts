/** Entries of the audit log as the page and the file show them. */
import { deviceWords } from '#lib/accounts/device-words.ts';
import type { AuditRow } from '#lib/server/audit/queries.ts';
import type { ReportedChange } from '#lib/server/audit/reported.ts';
import type { Fields } from '#lib/domain/records/changes.ts';
import { m } from '#lib/paraglide/messages.js';
import { changeWords, type FieldChange } from '#lib/ui/forms/field-words.ts';
import { moment } from '#lib/ui/format.ts';
import { saysItself } from '../plans/[plan]/edit/history/history-words.ts';
import { detailText, subjectText, whatText } from './audit-words.ts';

export interface EntryView {
	id: string;
	at: string;
	who: string;
	/** Network address and browser, as long as they are kept. */
	from: string | null;
	what: string;
	about: string;
	plan: { slug: string; title: string } | null;
	detail: string;
	changes: FieldChange[];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What an edit changed, as its entry says it itself. */
function edited({ detail, currency }: AuditRow): FieldChange[] {
	const { before, after } = detail;
	if (!isFields(after)) return [];
	const shown = Object.fromEntries(Object.entries(after).filter(([name]) => !saysItself.has(name)));
	return changeWords(isFields(before) ? before : {}, shown, currency ?? '');
}

const said = (reported: ReportedChange[], currency: string | null): FieldChange[] =>
	reported.flatMap(({ line, before, after }) =>
		changeWords(before, after, currency ?? '').map((change) => ({
			...change,
			label: line === null ? change.label : m.account_audit_of_line({ line, field: change.label })
		}))
	);

const fromText = ({ address, device }: AuditRow): string | null => {
	const parts = [address, device && deviceWords(device)].filter(Boolean);
	return parts.length > 0 ? parts.join(', ') : null;
};

export function entryView(row: AuditRow, reported: ReportedChange[] = []): EntryView {
	return {
		id: row.id,
		at: moment(row.occurred_at, 'UTC'),
		who: row.actor_name ?? m.account_audit_nobody(),
		from: fromText(row),
		what: whatText(row),
		about: subjectText(row),
		plan: row.plan_slug === null ? null : { slug: row.plan_slug, title: row.plan_title ?? '' },
		detail: detailText(row),
		changes: reported.length > 0 ? said(reported, row.currency) : edited(row)
	};
}
