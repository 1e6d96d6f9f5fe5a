/** A derivation as one page shows it: what has a page of its own is a link, the rest lies within. */
import type { Derivation, DerivationInput, FigureName, InputKind, Quantity } from './explain.ts';
import type { PartState } from '../records/known.ts';
import { recompute } from './recompute.ts';
import type { IsoDate } from '../records/records.ts';
import { elementKinds, type ReportingState } from '../records/vocabulary.ts';

export interface ExplainedInput {
	kind: InputKind;
	code: string | null;
	title: string | null;
	weight: number | null;
	/** As it is, before clamping. */
	raw: Quantity | null;
	/** As it counts. */
	counted: Quantity | null;
	/** The day that it speaks of: its own, or that of the latest report beneath it. */
	on: IsoDate | null;
	state: PartState;
	/** How an organisation's report stands. */
	reporting: ReportingState | null;
	/** The figure that explains this input on a page of its own. */
	link: { figure: FigureName; of: `element:${string}` | `kpi:${string}` } | null;
	nested: Explained | null;
}

export interface Explained extends Omit<Derivation, 'inputs'> {
	inputs: ExplainedInput[];
	/** The value once more, computed from nothing but the inputs. */
	again: Quantity | null;
}

const reports: readonly InputKind[] = ['update', 'measurement', 'budget_line', 'organisation'];

/** The latest day that a report beneath an input speaks of. */
function reportedOn({ kind, on, derivation }: DerivationInput): IsoDate | null {
	if (derivation === null) return reports.includes(kind) ? on : null;
	const days = derivation.inputs.map(reportedOn).filter((day) => day !== null);
	return days.sort().at(-1) ?? null;
}

function linkOf({ kind, code, derivation }: DerivationInput): ExplainedInput['link'] {
	if (code === null || derivation === null) return null;
	const { figure } = derivation;
	if (kind === 'kpi') return { figure, of: `kpi:${code}` };
	const isElement = (elementKinds as readonly string[]).includes(kind);
	return isElement ? { figure, of: `element:${code}` } : null;
}

function explainedInput(input: DerivationInput): ExplainedInput {
	const { kind, code, title, weight, raw, counted, state, reporting, derivation } = input;
	const link = linkOf(input);
	return {
		kind,
		code,
		title,
		weight,
		raw,
		counted,
		on: input.on ?? reportedOn(input),
		state,
		reporting,
		link,
		nested: link === null && derivation !== null ? explained(derivation) : null
	};
}

/** What a page shows of a derivation, with the value computed again from its inputs. */
export function explained({ inputs, ...derivation }: Derivation): Explained {
	return {
		...derivation,
		inputs: inputs.map(explainedInput),
		again: recompute({ ...derivation, inputs })
	};
}
