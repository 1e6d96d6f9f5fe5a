/** A derivation as the API sends it: money as decimal text, the rest as it is. */
import type { Derivation, DerivationInput, Quantity } from '#lib/domain/explain.ts';
import { moneyText } from '#lib/domain/money.ts';
import type { DerivationDocument, DerivationInputDocument } from './shapes.ts';

export function plainQuantity(quantity: Quantity | null): number | string | null {
	return typeof quantity === 'bigint' ? moneyText(quantity) : quantity;
}

function inputDocument(
	input: DerivationInput,
	currency: string,
	depth: number
): DerivationInputDocument {
	const { kind, id, code, title, weight, raw, counted, on, state, sourceId, derivation } = input;
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
		...(state.state !== 'known' && { reason: state.reason }),
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
	const { figure, of, unit, asOf, rule, result, coverage, inputs } = derivation;
	return {
		figure,
		of: { kind: of.kind, id: of.id, code: of.code, title: of.title },
		unit,
		...(unit === 'money' && { currency }),
		as_of: asOf,
		rule,
		value: result.known ? plainQuantity(result.value) : null,
		...(!result.known && { reason: result.reason }),
		coverage,
		inputs: inputs.map((input) => inputDocument(input, currency, depth))
	};
}
