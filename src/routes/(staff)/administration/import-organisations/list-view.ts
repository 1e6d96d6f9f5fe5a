/** What a list of organisations would do, row by row, in words. */
import type {
	ListFault,
	RowDifference,
	RowProblem
} from '#lib/domain/interchange/organisation-list.ts';
import { m } from '#lib/paraglide/messages.js';
import { day } from '#lib/ui/format.ts';
import { organisationWords } from '#lib/ui/vocabulary.ts';
import type { OrganisationKind } from '#lib/domain/entries/organisation-entry.ts';

export function faultWords(fault: ListFault): string {
	if (fault.fault === 'rows')
		return m.organisation_import_error_rows({ count: fault.count, most: fault.most });
	if (fault.fault === 'column_twice')
		return m.organisation_import_error_twice({ name: fault.name });
	const missing = fault.missing === 'name' ? m.organisation_name() : m.organisation_acronym();
	return m.organisation_import_error_columns({ missing });
}

const words: Record<RowProblem['problem'], (of: { value: string; row: number }) => string> = {
	acronym: m.organisation_error_acronym,
	name: m.organisation_error_name,
	name_taken: m.organisation_refused_name_taken,
	kind_missing: m.organisation_import_error_kind_missing,
	ended: m.organisation_import_error_ended,
	circle: m.organisation_import_error_circle,
	kind: m.organisation_import_error_kind,
	day: m.organisation_import_error_day,
	other: m.organisation_import_error_other,
	renames: ({ value: name }) => m.organisation_import_renames({ name }),
	row_twice: m.organisation_import_error_row_twice
};

const problemText = (problem: RowProblem): string =>
	words[problem.problem]({ value: '', row: 0, ...problem });

const outcomeWords: Record<RowDifference['outcome'], () => string> = {
	created: m.organisation_import_created,
	changed: m.organisation_import_changed,
	unchanged: m.organisation_import_unchanged,
	refused: m.organisation_import_refused
};

const labels = {
	kind: m.organisation_kind,
	parent: m.organisation_part_of,
	through: m.organisation_reports_through,
	began: m.organisation_began_on
};

function textOf(field: keyof typeof labels, value: string | null): string {
	if (value === null) return '';
	if (field === 'kind') return organisationWords[value as OrganisationKind]();
	return field === 'began' ? day(value) : value;
}

export interface RowView {
	row: number;
	acronym: string;
	name: string;
	outcome: RowDifference['outcome'];
	word: string;
	problem: string | null;
	changes: { label: string; before: string; after: string }[];
}

const rowView = ({ row, outcome, problem, changes }: RowDifference): RowView => ({
	...{ row: row.row, acronym: row.acronym, name: row.name, outcome },
	word: outcomeWords[outcome](),
	problem: problem && problemText(problem),
	changes: changes.map(({ field, before, after }) => ({
		label: labels[field](),
		before: textOf(field, before),
		after: textOf(field, after)
	}))
});

/** So many rows are shown; those that are refused come first, those that change nothing last. */
const mostShown = 300;
const order: RowDifference['outcome'][] = ['refused', 'created', 'changed', 'unchanged'];

export function listView(differences: readonly RowDifference[], seen: string) {
	const count = (outcome: RowDifference['outcome']) =>
		differences.filter((one) => one.outcome === outcome).length;
	const sorted = differences.toSorted(
		(one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome)
	);
	return {
		seen,
		counts: {
			...{ created: count('created'), changed: count('changed') },
			...{ unchanged: count('unchanged'), refused: count('refused') }
		},
		all: differences.length,
		rows: sorted.slice(0, mostShown).map(rowView)
	};
}
