/** The contracts of an activity as its page shows them. */
import type { BudgetLineRecord, IsoDate, Money } from '#lib/domain/records/records.ts';
import type { ContractState } from '#lib/domain/records/vocabulary.ts';
import type { ContractValues } from '#lib/kinds/contract.ts';

export interface ContractView {
	id: string;
	title: string;
	ocid: string | null;
	supplier: string;
	supplierIdentifier: string | null;
	value: Money | null;
	state: ContractState;
	signedOn: IsoDate | null;
	startsOn: IsoDate | null;
	endsOn: IsoDate | null;
	line: Pick<BudgetLineRecord, 'fundSource' | 'appropriationYear'> | null;
}

interface StoredContract {
	id: string;
	values: ContractValues;
	withdrawn: boolean;
}

/** Whether a contract stands on a day: what was signed later is of a later day. */
export const standsBy =
	(day: IsoDate) =>
	({ withdrawn, values: { signed_on } }: StoredContract): boolean =>
		!withdrawn && (signed_on === null || signed_on <= day);

/** In the order in which they were added. */
export function contractViews(
	contracts: readonly StoredContract[],
	lines: readonly BudgetLineRecord[],
	organisations: ReadonlyMap<string, string>
): ContractView[] {
	return contracts.map(({ id, values }) => ({
		id,
		title: values.contract_title,
		ocid: values.ocid,
		supplier: values.supplier ?? organisations.get(values.supplier_organisation_id ?? '') ?? '–',
		supplierIdentifier: values.supplier_identifier,
		value: values.contract_value,
		state: values.contract_state,
		signedOn: values.signed_on,
		startsOn: values.starts_on,
		endsOn: values.ends_on,
		line: lines.find((line) => line.id === values.budget_line_id) ?? null
	}));
}
