/** By which parts KPIs are reported: which terms are new, which are called otherwise, what is crossed. */
import {
	disaggregationProblems,
	type EnteredDisaggregation,
	type EnteredDimension
} from '../entries/disaggregation-entry.ts';
import type { Problem } from '../entries/entered.ts';
import { same, type FieldValue, type Fields } from '../records/changes.ts';
import type { Dimension, Disaggregation } from '../records/disaggregation.ts';
import { overOrganisationsRules, overTimeRules, unitKinds } from '../records/vocabulary.ts';
import { fieldsAfter } from './check-kpis.ts';
import type { Known, ResolvedKpi } from './known.ts';
import { bareWords } from './match-words.ts';
import type { CrossChange, KpiChange, PartChange } from './record-changes.ts';
import type { Wanted, WantedCross, WantedKpi, WantedPart } from './wanted.ts';

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
const alike = (one: string, other: string) => bareWords(one) === bareWords(other);

interface Named {
	name: string;
}

/** The one that is called so, else the one with that number unless another row is called as it is. */
function found<Of extends Named>(
	among: readonly Of[],
	name: string,
	number: number | null,
	rows: readonly string[]
): Of | undefined {
	const called = among.find((one) => alike(one.name, name));
	if (called) return called;
	const numbered = number === null ? undefined : among[number - 1];
	return numbered && !rows.some((other) => alike(other, numbered.name)) ? numbered : undefined;
}

function partOf(
	row: WantedPart,
	rows: readonly WantedPart[],
	{ code, stored }: ResolvedKpi,
	known: Known
): PartChange {
	const [name, term] = [textOf(row.fields['dimension']?.value), textOf(row.fields['term']?.value)];
	const dimensions = stored?.disaggregation?.dimensions ?? [];
	const dimensionNames = rows.map(({ fields }) => textOf(fields['dimension']?.value));
	const dimension: Dimension | undefined = found(dimensions, name, row.dimension, dimensionNames);
	const siblings = rows.filter(({ fields }) => alike(textOf(fields['dimension']?.value), name));
	const termNames = siblings.map(({ fields }) => textOf(fields['term']?.value));
	const had = found(dimension?.terms ?? [], term, row.number, termNames);
	const before: Fields | null =
		dimension && had
			? { dimension: dimension.name, adds_up: dimension.addsUp, term: had.name }
			: null;
	const { adds_up, ...given } = row.fields;
	const isSaid = adds_up !== undefined && adds_up.value !== null;
	const { changes } = known.compare('part', isSaid ? row.fields : given, before);
	const state = before === null ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
	return {
		...{ record: 'part', state, at: row.at, code, title: [name, term].join(': '), kpi: code },
		...{ dimensionId: dimension?.id ?? null, termId: had?.id ?? null },
		...{ dimension: name, term, changes },
		addsUp: isSaid ? adds_up.value === true : (dimension?.addsUp ?? false)
	};
}

/** What a KPI's parts become by what is stated of them; what is not named stays as it is. */
export function disaggregationAfter(
	stored: Disaggregation | null,
	parts: readonly PartChange[],
	crosses: readonly CrossChange[]
): EnteredDisaggregation {
	const dimensions: { id: string | null; name: string; addsUp: boolean; terms: Term[] }[] = (
		stored?.dimensions ?? []
	).map((one) => ({ ...one, terms: one.terms.map((term) => ({ ...term })) }));
	for (const { dimensionId, termId, dimension, addsUp, term } of parts) {
		let own = dimensions.find(({ id, name }) =>
			dimensionId === null ? id === null && alike(name, dimension) : id === dimensionId
		);
		if (!own) dimensions.push((own = { id: null, name: dimension, addsUp, terms: [] }));
		own.name = dimension;
		own.addsUp = addsUp;
		const had = termId === null ? undefined : own.terms.find(({ id }) => id === termId);
		if (had) had.name = term;
		else own.terms.push({ id: null, name: term });
	}
	const place = (name: string) => dimensions.findIndex((one) => alike(one.name, name));
	const pairs = (stored?.crosses ?? []).map((ids): [number, number] => {
		const at = ids.map((id) => dimensions.findIndex((one) => one.id === id));
		return [at[0] ?? -1, at[1] ?? -1];
	});
	for (const { one, other } of crosses) {
		const [low = -1, high = -1] = [place(one), place(other)].toSorted((a, b) => a - b);
		if (!pairs.some(([a, b]) => a === low && b === high)) pairs.push([low, high]);
	}
	return { dimensions, crosses: pairs };
}

type Term = { -readonly [Name in keyof EnteredDimension['terms'][number]]: string | null } & {
	name: string;
};

function crossOf(row: WantedCross, { code, stored }: ResolvedKpi): CrossChange {
	const { one, other, at } = row;
	const all = stored?.disaggregation;
	const called = (id: string) => all?.dimensions.find((dimension) => dimension.id === id)?.name;
	const isStored = (all?.crosses ?? []).some((ids) =>
		same(
			ids.map((id) => bareWords(called(id) ?? '')).toSorted(),
			[one, other].map(bareWords).toSorted()
		)
	);
	const given = { one: { value: one, at }, other: { value: other, at } };
	const changes = isStored
		? []
		: Object.entries(given).map(([field, { value }]) => ({
				...{ field, before: null, after: value, at }
			}));
	const state = isStored ? 'unchanged' : 'created';
	const title = [one, other].join(' × ');
	return { record: 'cross', state, at, code, title, kpi: code, one, other, changes };
}

/** How a KPI's values add up once its changes are made: whether parts can come to its total. */
function countedOf(kpi: KpiChange | undefined, stored: ResolvedKpi['stored']) {
	const fields: Fields = fieldsAfter(stored?.fields ?? {}, kpi ?? { changes: [] });
	return {
		unit: { kind: unitKinds.find((one) => one === fields['unit_kind']) ?? 'count' },
		overTime: overTimeRules.find((one) => one === fields['over_time']) ?? 'last',
		overOrganisations:
			overOrganisationsRules.find((one) => one === fields['over_organisations']) ?? 'none'
	} as const;
}

/** The cell of what a problem with a KPI's parts is about. */
function placeOf(
	{ field }: Problem,
	after: EnteredDisaggregation,
	parts: readonly PartChange[],
	crosses: readonly CrossChange[]
) {
	const [, place] = /^dimension-(\d+)-/.exec(field) ?? [];
	const dimension = place === undefined ? undefined : after.dimensions[Number(place)];
	const own = parts.filter((one) => dimension && alike(one.dimension, dimension.name));
	return (own[0] ?? (place === undefined ? crosses[0] : undefined) ?? parts[0] ?? crosses[0])?.at;
}

const ofKpi = (wanted: Wanted) => {
	const parts = wanted.records.filter((one) => one.record === 'part');
	const crosses = wanted.records.filter((one) => one.record === 'cross');
	const kpis = new Set<WantedKpi>([...parts, ...crosses].map(({ kpi }) => kpi));
	return { parts, crosses, kpis };
};

/** The terms and crossings that workbooks state; of a KPI all, or none where they cannot be together. */
export function compareKpiParts(
	wanted: Wanted,
	kpis: readonly KpiChange[],
	known: Known
): { parts: PartChange[]; crosses: CrossChange[] } {
	const all = ofKpi(wanted);
	const compared = [...all.kpis].map((kpi) => {
		const resolved = known.kpis.get(kpi);
		const change = kpis.find(({ code }) => code === resolved?.code);
		// a KPI that is refused says so itself
		if (!resolved || !change) return { parts: [], crosses: [] };
		const rows = all.parts.filter((one) => one.kpi === kpi);
		const parts = rows.map((row) => partOf(row, rows, resolved, known));
		const crosses = all.crosses.filter((one) => one.kpi === kpi);
		const crossed = crosses.map((row) => crossOf(row, resolved));
		const { stored } = resolved;
		const after = disaggregationAfter(stored?.disaggregation ?? null, parts, crossed);
		const [problem] = disaggregationProblems(after, countedOf(change, stored));
		if (!problem) return { parts, crosses: crossed };
		const at = placeOf(problem, after, parts, crossed) ?? kpi.at;
		known.refuse({ value: resolved.code, at }, problem);
		return { parts: [], crosses: [] };
	});
	return {
		parts: compared.flatMap(({ parts }) => parts),
		crosses: compared.flatMap(({ crosses }) => crosses)
	};
}
