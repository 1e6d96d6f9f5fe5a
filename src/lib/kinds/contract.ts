/** What is said of a contract for an activity. */
import { contractStates } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, money, oneOf, optionalWords, reference, words, type ValuesOf } from './field.ts';

export const contract = {
	contract_title: words(500, () => m.contract_error_title(), { word: m.contract_title }),
	ocid: optionalWords(120, { word: m.contract_ocid, hint: m.contract_ocid_hint }),
	supplier: optionalWords(300, { word: m.contract_supplier, hint: m.contract_supplier_hint }),
	supplier_identifier: optionalWords(100, {
		word: m.contract_supplier_identifier,
		hint: m.contract_supplier_identifier_hint
	}),
	supplier_organisation_id: reference({ word: m.contract_supplier_organisation }),
	contract_value: money({ word: m.contract_value, hint: m.contract_value_hint, size: 18 }),
	budget_line_id: reference({ word: m.work_budget_line }),
	contract_state: oneOf(contractStates, { word: m.contract_state }),
	signed_on: day('measured', { word: m.contract_signed_on }),
	starts_on: day('measured', { word: m.contract_starts_on }),
	ends_on: day('measured', { word: m.contract_ends_on })
};

export type ContractValues = ValuesOf<typeof contract>;
