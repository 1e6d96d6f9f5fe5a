/** What may be set of the parts by which a KPI's values are reported. */
import type { Disaggregation } from '../records/disaggregation.ts';
import type { KpiUnit, KpiRecord } from '../records/records.ts';
import type { Problem } from './entered.ts';
import { isRatio } from './measured-value.ts';

export interface EnteredTerm {
	/** Null: it is new. */
	id: string | null;
	name: string;
}

export interface EnteredDimension {
	/** Null: it is new. */
	id: string | null;
	name: string;
	addsUp: boolean;
	terms: readonly EnteredTerm[];
}

export interface EnteredDisaggregation {
	dimensions: readonly EnteredDimension[];
	/** Pairs of places in `dimensions`, from 0. */
	crosses: readonly (readonly [number, number])[];
}

/** What is stored, as it would be entered. */
export function enteredOf({ dimensions, crosses }: Disaggregation): EnteredDisaggregation {
	const place = (id: string) => dimensions.findIndex((dimension) => dimension.id === id);
	return { dimensions, crosses: crosses.map(([one, other]) => [place(one), place(other)]) };
}

export const mostDimensions = 3;
const fewestTerms = 2;
const mostTerms = 150;
const mostCells = 400;
const longestName = 200;

type Counted = Pick<KpiRecord, 'overTime' | 'overOrganisations'> & { unit: Pick<KpiUnit, 'kind'> };

/** Whether the values of parts can come to the total: counts and money do, and the two counts of a ratio. */
export const canAddUp = (kpi: Counted): boolean =>
	isRatio(kpi) || kpi.unit.kind === 'count' || kpi.unit.kind === 'currency';

/** As two names are alike: without regard to the case and width of letters, and to blanks. */
const alike = (name: string) => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();

/** The first name that another has already. */
function twice(names: readonly string[]): string | undefined {
	const seen = new Set<string>();
	return names.find((name) => {
		const key = alike(name);
		const isSeen = seen.has(key);
		seen.add(key);
		return isSeen;
	});
}

const field = (at: number, part: string) => `dimension-${at}-${part}`;

function termProblems({ terms }: EnteredDimension, at: number): Problem[] {
	const names = terms.map(({ name }) => name);
	if (terms.length < fewestTerms) return [{ field: field(at, 'more'), problem: 'too_few_terms' }];
	if (terms.length > mostTerms)
		return [{ field: field(at, 'more'), problem: 'too_many_terms', most: mostTerms }];
	const same = twice(names);
	if (same !== undefined) return [{ field: field(at, 'more'), problem: 'term_twice', name: same }];
	const isLong = names.some((name) => name.length > longestName);
	return isLong ? [{ field: field(at, 'more'), problem: 'name_too_long', most: longestName }] : [];
}

function dimensionProblems(dimension: EnteredDimension, at: number, kpi: Counted): Problem[] {
	const { name, addsUp } = dimension;
	return [
		...(name === '' ? [{ field: field(at, 'name'), problem: 'dimension_unnamed' } as const] : []),
		...(name.length > longestName
			? [{ field: field(at, 'name'), problem: 'name_too_long', most: longestName } as const]
			: []),
		...(addsUp && !canAddUp(kpi)
			? [{ field: field(at, 'adds_up'), problem: 'cannot_add_up' } as const]
			: []),
		...termProblems(dimension, at)
	];
}

function crossProblems({ dimensions, crosses }: EnteredDisaggregation): Problem[] {
	const isPair = ([one, other]: readonly [number, number]) =>
		one < other && dimensions[one] !== undefined && dimensions[other] !== undefined;
	const isTwice = new Set(crosses.map(String)).size < crosses.length;
	if (isTwice || !crosses.every(isPair)) return [{ field: 'crosses', problem: 'cross_unknown' }];
	const size = (at: number) => dimensions[at]?.terms.length ?? 0;
	const cells =
		dimensions.reduce((sum, { terms }) => sum + terms.length, 0) +
		crosses.reduce((sum, [one, other]) => sum + size(one) * size(other), 0);
	return cells > mostCells
		? [{ field: 'crosses', problem: 'too_many_cells', most: mostCells }]
		: [];
}

/** All that is wrong with the parts of a KPI, in the order of the form. */
export function disaggregationProblems(of: EnteredDisaggregation, kpi: Counted): Problem[] {
	const { dimensions } = of;
	if (dimensions.length > mostDimensions)
		return [
			{ field: field(mostDimensions, 'name'), problem: 'too_many_dimensions', most: mostDimensions }
		];
	const same = twice(dimensions.map(({ name }) => name).filter(Boolean));
	const at = dimensions.findLastIndex(({ name }) => same !== undefined && name === same);
	const own = dimensions.flatMap((dimension, place) => dimensionProblems(dimension, place, kpi));
	return [
		...own,
		...(same === undefined
			? []
			: [{ field: field(at, 'name'), problem: 'dimension_twice', name: same } as const]),
		...(own.length === 0 ? crossProblems(of) : [])
	];
}
