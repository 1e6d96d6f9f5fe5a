/** A derivation as the API sends it: money as decimal text, the rest as it is. */
import { dayOf } from '#lib/domain/records/dates.ts';
import type {
	Derivation,
	DerivationInput,
	Quantity,
	Unit
} from '#lib/domain/figures/derivation.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import type { DerivationDocument, DerivationInputDocument } from './shapes/figures.ts';

export function plainQuantity(quantity: Quantity | null): number | string | null {
	return typeof quantity === 'bigint' ? moneyText(quantity) : quantity;
}

/** A day is written as a day, not as its number. */
function valueOf(value: Quantity, unit: Unit): number | string | null {
	return unit === 'date' ? dayOf(Number(value)) : plainQuantity(value);
}

function inputDocument(
	input: DerivationInput,
	currency: string,
	depth: number
): DerivationInputDocument {
	const { kind, id, code, title, weight, raw, counted, on, state, sourceId, derivation } = input;
	const { reporting } = input;
	return {
		kind,
		id,
		code,
		title,
		weight,
		raw: plainQuantity(raw),
		counted: plainQuantity(counted),
		on,
		state: state.state,
		...('reason' in state && { reason: state.reason }),
		...(reporting !== null && { reporting }),
		source_id: sourceId,
		derivation:
			derivation === null || depth === 0
				? null
				: derivationDocument(derivation, currency, depth - 1)
	};
}

/**
 * @param depth how many levels of parts are sent with their own derivations; all, unless told
 */
export function derivationDocument(
	derivation: Derivation,
	currency: string,
	depth = Infinity
): DerivationDocument {
	const { figure, of, unit, asOf, period, rule, result, coverage, inputs } = derivation;
	return {
		figure,
		of: { kind: of.kind, id: of.id, code: of.code, title: of.title },
		unit,
		...(unit === 'money' && { currency }),
		as_of: asOf,
		...(period && {
			period: { label: period.label, starts_on: period.startsOn, ends_on: period.endsOn }
		}),
		rule,
		value: result.known ? valueOf(result.value, unit) : null,
		...(!result.known && { reason: result.reason }),
		coverage,
		inputs: inputs.map((input) => inputDocument(input, currency, depth))
	};
}
