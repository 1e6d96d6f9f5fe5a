/** A derivation as one page shows it: what has a page of its own is a link, the rest lies within. */
import type { PartState } from '../records/known.ts';
import type { IsoDate } from '../records/records.ts';
import { elementKinds, type ReportingState } from '../records/vocabulary.ts';
import type { Derivation, DerivationInput, InputKind, Quantity } from './derivation.ts';
import { isFigureName, type FigureName } from './explained-figures.ts';

export interface ExplainedInput {
	kind: InputKind;
	code: string | null;
	title: string | null;
	weight: number | null;
	/** As it is, before clamping. */
	raw: Quantity | null;
	/** As it counts. */
	counted: Quantity | null;
	/** The day that it speaks of. */
	on: IsoDate | null;
	state: PartState;
	/** How an organisation's report is. */
	reporting: ReportingState | null;
	/** The figure that explains this input on a page of its own. */
	link: { figure: FigureName; of: `element:${string}` | `kpi:${string}`; asOf: IsoDate } | null;
	nested: Explained | null;
}

export interface Explained extends Omit<Derivation, 'inputs' | 'figure'> {
	figure: FigureName;
	/** As many as a page shows, those first that weigh most where there are more. */
	inputs: ExplainedInput[];
	/** How many more there are. */
	more: number;
	/** How many of all count. */
	parts: number;
	/** The sums of a weighted average over all inputs; null: it is none. */
	sums: { products: number; weights: number } | null;
}

/** A page has at most as many rows. */
const mostInputs = 100;

function linkOf({ kind, code, derivation }: DerivationInput): ExplainedInput['link'] {
	if (code === null || derivation === null || !isFigureName(derivation.figure)) return null;
	const { figure, asOf } = derivation;
	if (kind === 'kpi') return { figure, of: `kpi:${code}`, asOf };
	const isElement = (elementKinds as readonly string[]).includes(kind);
	return isElement ? { figure, of: `element:${code}`, asOf } : null;
}

function explainedInput(made: DerivationInput): ExplainedInput {
	const { kind, code, title, weight, raw, counted, on, state, reporting, derivation } = made;
	const link = linkOf(made);
	const nested = link === null && derivation !== null ? explained(derivation) : null;
	return { kind, code, title, weight, raw, counted, on, state, reporting, link, nested };
}

function shownInputs(inputs: DerivationInput[]): DerivationInput[] {
	if (inputs.length <= mostInputs) return inputs;
	return inputs
		.toSorted((one, other) => (other.weight ?? 0) - (one.weight ?? 0))
		.slice(0, mostInputs);
}

function sumsOf({ rule, inputs }: Derivation): Explained['sums'] {
	if (rule !== 'weighted_share' && rule !== 'milestone_share') return null;
	const sums = { products: 0, weights: 0 };
	for (const { state, weight, counted } of inputs) {
		const counts = state.state === 'known' || state.state === 'carried';
		if (!counts || weight === null || typeof counted !== 'number') continue;
		sums.products += weight * counted;
		sums.weights += weight;
	}
	return sums.weights > 0 ? sums : null;
}

/** What a page shows of a derivation. */
export function explained(derivation: Derivation): Explained {
	const shown = shownInputs(derivation.inputs);
	return {
		...derivation,
		figure: derivation.figure as FigureName,
		inputs: shown.map(explainedInput),
		more: derivation.inputs.length - shown.length,
		parts: derivation.inputs.filter(({ state }) => state.state === 'known').length,
		sums: sumsOf(derivation)
	};
}
