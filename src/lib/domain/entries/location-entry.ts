/** What may be said of where work is done. */
import type { Problem } from './entered.ts';

/** What is wrong with an administrative unit: a code says nothing without its register. */
export const locationProblems = ({
	unit_code,
	code_system
}: {
	unit_code: string | null;
	code_system: string | null;
}): Problem[] =>
	unit_code !== null && code_system === null ? [{ field: 'code_system', problem: 'required' }] : [];
