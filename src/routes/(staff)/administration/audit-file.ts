/** Entries of the audit log as rows of a file. */
import type { AuditRow } from '#lib/server/audit/queries.ts';
import type { ReportedChange } from '#lib/server/audit/reported.ts';
import { entryView } from './audit-view.ts';

export const entryColumns = [
	'number',
	'at',
	'actor_id',
	'actor',
	'action',
	'what',
	'about',
	'plan',
	'detail',
	'changes',
	'address',
	'device'
];

export function entryCells(row: AuditRow, reported?: ReportedChange[]): (string | null)[] {
	const { who, what, about, detail, changes } = entryView(row, reported);
	const changed = changes.map(({ label, before, after }) =>
		before ? `${label}: ${before} → ${after}` : `${label}: ${after}`
	);
	return [
		row.id,
		row.occurred_at.toISOString(),
		row.actor_id,
		who,
		row.action,
		what,
		about,
		row.plan_slug,
		detail,
		changed.join('; '),
		row.address,
		row.device
	];
}
