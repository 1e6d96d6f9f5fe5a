/** What looks odd in what was entered, for whoever reviews it: computed, never a judgement by itself. */
import type { ElementRecord } from '../records/records.ts';

export const warningNames = ['fell', 'unchanged', 'done_open'] as const;
export type WarningName = (typeof warningNames)[number];

/** So many updates that say the same percent are worth a question. */
const sameAgain = 3;

/** An activity's warnings, by its latest updates. */
export function activityWarnings({ updates }: Pick<ElementRecord, 'updates'>): WarningName[] {
	const [last, before] = [updates.at(-1), updates.at(-2)];
	if (!last) return [];
	const percent = last.physicalPercent;
	const latest = updates.slice(-sameAgain);
	const isSame = latest.every((one) => one.physicalPercent === percent);
	const goesOn = last.delivery === 'in_progress';
	return [
		...(percent !== null && (before?.physicalPercent ?? 0) > percent ? (['fell'] as const) : []),
		...(goesOn && latest.length === sameAgain && isSame ? (['unchanged'] as const) : []),
		...(goesOn && percent === 100 ? (['done_open'] as const) : [])
	];
}
