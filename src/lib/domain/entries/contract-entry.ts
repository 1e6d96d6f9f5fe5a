/** What may be said of a contract, whoever enters it. */
import type { IsoDate } from '../records/records.ts';
import type { ContractState } from '../records/vocabulary.ts';
import type { Problem } from './entered.ts';
import { dayProblem } from './plan-days.ts';

/** `ocds-`, six letters or digits, a hyphen and what the publisher calls the process (OCDS 1.1). */
const openContracting = /^ocds-[a-z0-9]{6}-\S+$/i;

export interface ContractEntry {
	ocid: string | null;
	supplier: string | null;
	supplier_organisation_id: string | null;
	contract_state: ContractState;
	signed_on: IsoDate | null;
	starts_on: IsoDate | null;
	ends_on: IsoDate | null;
}

function dayProblems(contract: ContractEntry, today: IsoDate): Problem[] {
	const { contract_state, signed_on, starts_on, ends_on } = contract;
	const anywhere = { periodStart: null, periodEnd: null };
	const absurd = Object.entries({ signed_on, starts_on, ends_on }).flatMap(([field, day]) => {
		const found = dayProblem('measured', day, anywhere);
		return found ? [{ field, ...found }] : [];
	});
	if (absurd.length > 0) return absurd;
	const problems: Problem[] = [];
	if (signed_on !== null && contract_state === 'planned')
		problems.push({ field: 'signed_on', problem: 'signed_though_planned' });
	else if (signed_on !== null && signed_on > today)
		problems.push({ field: 'signed_on', problem: 'in_future', day: today });
	if (starts_on !== null && ends_on !== null && ends_on < starts_on)
		problems.push({ field: 'ends_on', problem: 'end_before_start', day: starts_on });
	return problems;
}

/** What is wrong with a contract: its identifier, its supplier, its days. */
export function contractProblems(contract: ContractEntry, today: IsoDate): Problem[] {
	const { ocid, supplier, supplier_organisation_id } = contract;
	const problems: Problem[] = [];
	if (ocid !== null && !openContracting.test(ocid))
		problems.push({ field: 'ocid', problem: 'not_an_ocid' });
	if ((supplier === null) === (supplier_organisation_id === null))
		problems.push({ field: 'supplier', problem: 'one_supplier' });
	return [...problems, ...dayProblems(contract, today)];
}
