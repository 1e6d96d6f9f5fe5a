/** The part of a KPI's form that says by which parts it is reported: from what is stored to what is typed, and back. */
import {
	disaggregationProblems,
	enteredOf,
	mostDimensions,
	type EnteredDimension,
	type EnteredDisaggregation,
	type EnteredTerm
} from '#lib/domain/entries/disaggregation-entry.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { ruleOf, type KpiColumns } from '#lib/kinds/kpi.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { errorsOf } from '#lib/ui/forms/problem-words.ts';
import { rowsOf } from '#lib/ui/forms/rows.ts';

type Values = Record<string, string>;

/** One more than may be sent is read, so that it can be said. */
const places = Array.from({ length: mostDimensions + 1 }, (_, at) => at);
const pairs = places.flatMap((one) => places.slice(one + 1).map((other) => [one, other] as const));

const onOneLine = (text: string | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();

function termsOf(values: Values, at: number): EnteredTerm[] {
	const stored = rowsOf(values, `term${at}`).map(({ values: row }) => ({
		id: idOf(row['id']),
		name: onOneLine(row['name'])
	}));
	const more = (values[`dimension-${at}-more`] ?? '').split('\n').map(onOneLine);
	const added = more.filter(Boolean).map((name) => ({ id: null, name }));
	return [...stored.filter(({ name }) => name !== ''), ...added];
}

function dimensionOf(values: Values, at: number): EnteredDimension {
	return {
		id: idOf(values[`dimension-${at}-id`]),
		name: onOneLine(values[`dimension-${at}-name`]),
		addsUp: values[`dimension-${at}-adds_up`] === 'yes',
		terms: termsOf(values, at)
	};
}

/** One without a name and without terms is none, and so is one that is taken out. */
const isMeant = (values: Values, at: number, { name, terms }: EnteredDimension) =>
	values[`dimension-${at}-adds_up`] !== 'out' && (name !== '' || terms.length > 0);

interface TypedParts {
	/** Null: nothing was typed, so only the total is reported. */
	parts: EnteredDisaggregation | null;
	/** Of each dimension, the place in which it is typed. */
	places: number[];
}

/** What was typed of a KPI's parts. */
export function readParts(values: Values): TypedParts {
	const typed = places
		.map((at) => ({ at, dimension: dimensionOf(values, at) }))
		.filter(({ at, dimension }) => isMeant(values, at, dimension));
	const at = typed.map((one) => one.at);
	const crosses = pairs
		.filter(([one, other]) => values[`cross-${one}-${other}`] === 'on')
		.map(([one, other]) => [at.indexOf(one), at.indexOf(other)] as const)
		.filter(([one, other]) => one >= 0 && other >= 0);
	const dimensions = typed.map(({ dimension }) => dimension);
	return { parts: dimensions.length === 0 ? null : { dimensions, crosses }, places: at };
}

/** What is wrong with the parts, by field; `columns` say whether they can add up. */
export function partsErrors({ parts, places: typed }: TypedParts, columns: KpiColumns): Values {
	if (parts === null) return {};
	const problems = disaggregationProblems(parts, ruleOf(columns)).map((problem) => ({
		...problem,
		field: problem.field.replace(/(?<=^dimension-)\d+/, (place) => String(typed[Number(place)]))
	}));
	return errorsOf(problems, '');
}

/** A KPI's parts as the form shows them. */
export function partsValues(stored: Disaggregation): Values {
	const { dimensions, crosses } = enteredOf(stored);
	const values: Values = {};
	for (const [at, { id, name, addsUp, terms }] of dimensions.entries()) {
		values[`dimension-${at}-id`] = id ?? '';
		values[`dimension-${at}-name`] = name;
		values[`dimension-${at}-adds_up`] = addsUp ? 'yes' : 'no';
		for (const [place, term] of terms.entries()) {
			values[`term${at}-${place}-id`] = term.id ?? '';
			values[`term${at}-${place}-name`] = term.name;
		}
	}
	for (const [one, other] of crosses) values[`cross-${one}-${other}`] = 'on';
	return values;
}
