/** The form of a framework: its words, and its axes with their terms, one a line. */
import * as v from 'valibot';
import {
	readTerms,
	termsProblems,
	termsText,
	type LineProblem
} from '#lib/domain/frameworks/written-terms.ts';
import { arities } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FrameworkFields, WrittenAxis } from '#lib/server/frameworks/fields.ts';
import { oneOf, optionalWords, orNothing, words } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';
import { rowsOf, type TypedRow } from '#lib/ui/forms/rows.ts';
import { wordings } from './wordings.ts';

type Values = Record<string, string>;

/** The code of a language, as pages name it. */
export const languagePattern = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const matching = (pattern: RegExp, message: () => string) =>
	v.pipe(
		words(60, message),
		v.check((text: string) => pattern.test(text), message)
	);

const fields = {
	title: words(300, () => m.framework_error_title()),
	slug: matching(slugPattern, () => m.framework_error_slug()),
	edition: optionalWords(60),
	language: matching(languagePattern, () => m.framework_error_language()),
	description: optionalWords(2_000),
	source: optionalWords(500),
	source_address: v.pipe(
		optionalWords(2_000),
		v.check(
			(text) => text === null || /^https?:\/\/\S+$/.test(text),
			() => m.framework_error_address()
		)
	),
	provenance: oneOf(wordings),
	reason: optionalWords(500)
};

/** What is wrong with a line of terms. */
export const termWords: Record<
	LineProblem['problem'],
	(of: { line: number; code: string }) => string
> = {
	code_missing: m.framework_term_code_missing,
	code_letters: m.framework_term_code_letters,
	title_missing: m.framework_term_title_missing,
	too_long: m.framework_term_too_long,
	too_many_terms: m.framework_term_too_many,
	code_twice: m.framework_term_code_twice,
	within_unknown: m.framework_term_within_unknown,
	within_circle: m.framework_term_within_circle
};

const axisField = (index: number, part: string) => `axis-${index}-${part}`;

interface ReadAxis {
	axis: WrittenAxis;
	errors: Values;
}

/** A name in addresses from a title, where none is typed. */
const slugFrom = (title: string, index: number): string =>
	title
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 40)
		.replace(/-$/, '') || `axis-${index + 1}`;

function readAxis({ index, values }: TypedRow): ReadAxis {
	const title = (values['title'] ?? '').trim();
	const { terms, problems } = readTerms(values['terms'] ?? '');
	const errors: Values = {};
	const slug = (values['slug'] ?? '').trim() || slugFrom(title, index);
	if (title === '') errors[axisField(index, 'title')] = m.framework_error_axis_title();
	if (!slugPattern.test(slug)) errors[axisField(index, 'slug')] = m.framework_error_slug();
	const [problem] = problems;
	if (problem) errors[axisField(index, 'terms')] = termWords[problem.problem](problem);
	else if (terms.length === 0) errors[axisField(index, 'terms')] = m.framework_error_no_terms();
	const arity = arities.find((one) => one === values['arity']) ?? 'many';
	const definition = (values['definition'] ?? '').trim() || null;
	return { axis: { slug, title, definition, arity, terms }, errors };
}

const isTyped = ({ values }: TypedRow) => Boolean(values['title'] || values['terms']);

function readAxes(values: Values): { axes: WrittenAxis[]; errors: Values } {
	const rows = rowsOf(values, 'axis').filter(isTyped);
	const read = rows.map(readAxis);
	const axes = read.map(({ axis }) => axis);
	const errors: Values = Object.assign({}, ...read.map((one) => one.errors));
	const indexOf = (at: number) => rows[at]!.index;
	for (const [at, { slug }] of axes.entries())
		if (axes.findIndex((one) => one.slug === slug) < at)
			errors[axisField(indexOf(at), 'slug')] ??= m.framework_error_axis_slug_twice();
	for (const { axis, problem, code } of termsProblems(axes.map(({ terms }) => terms)))
		errors[axisField(indexOf(axis), 'terms')] ??= termWords[problem]({ line: 0, code });
	if (rows.length === 0) errors[axisField(0, 'title')] = m.framework_error_no_axis();
	return { axes, errors };
}

/** What was typed, as a framework's fields; or what is wrong with it, by field. */
export function parseFramework(
	values: Values
): { ok: true; fields: FrameworkFields } | { ok: false; errors: Values } {
	const { output, errors } = readFields(fields, values);
	const { axes, errors: ofAxes } = readAxes(values);
	const all: Values = { ...errors };
	const { provenance, reason, source } = output;
	if (provenance !== 'source' && reason === null) all['reason'] = m.framework_error_reason();
	if (provenance !== 'editorial' && source === null) all['source'] = m.framework_error_no_source();
	Object.assign(all, ofAxes);
	if (Object.keys(all).length > 0) return { ok: false, errors: all };
	return { ok: true, fields: { ...output, axes } as FrameworkFields };
}

/** A framework's fields as its form shows them. */
export function frameworkValues(stored: FrameworkFields): Values {
	const { axes, title, slug, language, provenance } = stored;
	const values: Values = {
		...{ title, slug, language, provenance },
		...{ edition: orNothing(stored.edition), description: orNothing(stored.description) },
		...{ source: orNothing(stored.source), reason: orNothing(stored.reason) },
		source_address: orNothing(stored.source_address)
	};
	for (const [at, axis] of axes.entries()) {
		values[axisField(at, 'title')] = axis.title;
		values[axisField(at, 'slug')] = axis.slug;
		values[axisField(at, 'definition')] = orNothing(axis.definition);
		values[axisField(at, 'arity')] = axis.arity;
		values[axisField(at, 'terms')] = termsText(axis.terms);
	}
	return values;
}
