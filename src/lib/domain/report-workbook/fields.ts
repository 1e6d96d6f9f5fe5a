/** How the cells of an item are read: one field a cell, by the names of the form's fields. */
import { reachedField } from '../entries/activity-entry.ts';
import { cellField } from '../entries/cell-entry.ts';
import { isRatio, valueAsked, type EnteredKpi } from '../entries/measured-value.ts';
import type { NumberAsked } from '../entries/numbers.ts';
import { cellGroups } from '../kpis/expected-cells.ts';
import type { Part } from '../kpis/agreement.ts';
import { confidences, deliveryStates, slippageCauses } from '../records/vocabulary.ts';
import { noChange } from './items.ts';

/** Vocabularies from whose words a cell is chosen. */
export const choices = {
	delivery: deliveryStates,
	slippage_cause: slippageCauses,
	declared_confidence: confidences,
	[noChange]: ['yes']
} as const satisfies Record<string, readonly string[]>;
export type ChoiceName = keyof typeof choices;

export type FieldReads =
	| { as: 'choice'; of: ChoiceName }
	| { as: 'day' | 'note' }
	/** `orNone`: it may be said that it does not apply. */
	| { as: 'number'; asked: NumberAsked; orNone?: true };

export type ItemFields = ReadonlyMap<string, FieldReads>;

const day = { as: 'day' } as const;
const note = { as: 'note' } as const;
const unchanged = [noChange, { as: 'choice', of: noChange }] as const;

/** Of an activity with milestones their days say how far it is, not a percent. */
export function activityFields(milestoneIds: readonly string[]): ItemFields {
	const percent = { as: 'number', asked: { kind: 'percent', decimals: 2 } } as const;
	return new Map<string, FieldReads>([
		['delivery', { as: 'choice', of: 'delivery' }],
		...(milestoneIds.length > 0 ? [] : ([['percent', percent]] as const)),
		...milestoneIds.map((id) => [reachedField(id), day] as const),
		['as_of', day],
		['actual_start', day],
		['actual_end', day],
		['slippage_cause', { as: 'choice', of: 'slippage_cause' }],
		['recovery_on', day],
		['declared_confidence', { as: 'choice', of: 'declared_confidence' }],
		['declared_reason', note],
		['note', note],
		unchanged
	]);
}

/** The parts of a value that are entered: the value, or the two that a ratio is made of. */
export const partsAsked = (kpi: Pick<EnteredKpi, 'overTime' | 'overOrganisations'>): Part[] =>
	isRatio(kpi) ? ['numerator', 'denominator'] : ['value'];

type AskedKpi = Pick<EnteredKpi, 'unit' | 'overTime' | 'overOrganisations' | 'disaggregation'>;

export function kpiFields(kpi: AskedKpi): ItemFields {
	const parts = partsAsked(kpi);
	const asked = (part: Part): NumberAsked =>
		part === 'value' ? valueAsked(kpi.unit) : { kind: 'number', decimals: 6 };
	const groups = kpi.disaggregation === null ? [] : cellGroups(kpi.disaggregation);
	const cells = groups.flatMap((group) => group.cells);
	return new Map<string, FieldReads>([
		...parts.map((part) => [part, { as: 'number', asked: asked(part) }] as const),
		...cells.flatMap(({ key }) =>
			parts.map((part) => {
				const reads = { as: 'number', asked: asked(part), orNone: true } as const;
				return [cellField(key, part), reads] as const;
			})
		),
		['measured_on', day],
		['note', note]
	]);
}

export function lineFields(currency: string): ItemFields {
	const amount = { as: 'number', asked: { kind: 'money', decimals: 2, currency } } as const;
	return new Map<string, FieldReads>([
		['obligation', amount],
		['disbursement', amount],
		['as_of', day],
		unchanged
	]);
}
