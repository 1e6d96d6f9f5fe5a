/** What of the audit log an address asks for. */
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { auditKinds } from '#lib/server/audit/kinds.ts';
import type { AuditFilter } from '#lib/server/audit/queries.ts';

const longestName = 200;

/** What cannot be meant is left out. */
export function filterOf({ searchParams }: URL): AuditFilter {
	const asked = (name: string) =>
		searchParams.get(name)?.replaceAll('\0', '').trim().slice(0, longestName) || null;
	const day = (name: string) => {
		const text = asked(name);
		return text !== null && isIsoDate(text) ? text : null;
	};
	return {
		person: asked('person'),
		plan: asked('plan'),
		kind: auditKinds.find((kind) => kind === asked('kind')) ?? null,
		from: day('from'),
		until: day('until')
	};
}

/** The same as part of an address. */
export function queryOf(filter: AuditFilter, more: Record<string, string> = {}): string {
	const given = Object.entries({ ...filter, ...more }).filter(
		(entry): entry is [string, string] => entry[1] !== null
	);
	const query = new URLSearchParams(given).toString();
	return query === '' ? '' : `?${query}`;
}
