/** The words of a framework in another language, as they are typed: `code | title | definition`, one a line. */
import * as v from 'valibot';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import { misplaced, type Translation } from '#lib/domain/frameworks/translation.ts';
import { readTerms, termsText } from '#lib/domain/frameworks/written-terms.ts';
import { m } from '#lib/paraglide/messages.js';
import { oneOf, optionalWords, orNothing } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';
import { languagePattern, termWords } from '../../framework-form.ts';
import { wordings } from '../../wordings.ts';

type Values = Record<string, string>;

const fields = {
	language: v.pipe(
		v.optional(v.string(), ''),
		v.check(
			(text) => languagePattern.test(text),
			() => m.framework_error_language()
		)
	),
	title: optionalWords(300),
	provenance: oneOf(wordings),
	reason: optionalWords(500)
};

const misplacedWords = {
	unknown: m.framework_translation_unknown,
	twice: m.framework_translation_twice
};

/** What was typed; or what is wrong with it, by field. */
export function parseWords(
	values: Values,
	framework: Framework
): { ok: true; translation: Translation } | { ok: false; errors: Values } {
	const { output, errors } = readFields(fields, values);
	const { terms, problems } = readTerms(values['words'] ?? '');
	const all: Values = { ...errors };
	const words = terms.map(({ within: _, ...said }) => said);
	const [problem] = problems;
	const wrong = misplaced(words, framework);
	if (problem) all['words'] = termWords[problem.problem](problem);
	else if (wrong) all['words'] = misplacedWords[wrong.problem]({ code: wrong.code });
	const { language, provenance, reason } = output;
	if (language === framework.language) all['language'] ??= m.framework_refused_own_language();
	if (provenance !== 'source' && reason === null) all['reason'] ??= m.framework_error_reason();
	if (Object.keys(all).length > 0) return { ok: false, errors: all };
	return { ok: true, translation: { ...output, words } as Translation };
}

/** A line for each axis and each term: with its words where it has any, else with its own, to be put into the language. */
export function wordsValues(
	{ axes }: Framework,
	language: string,
	stored: Translation | undefined
): Values {
	const own = axes.flatMap(({ slug, title, definition, terms }) => [
		{ code: slug, title, definition },
		...terms.map((term) => ({ code: term.code, title: term.title, definition: term.definition }))
	]);
	const shown = stored ? stored.words : own;
	return {
		...{ language, title: orNothing(stored?.title ?? null) },
		words: termsText(shown.map((one) => ({ ...one, within: null }))),
		provenance: stored?.provenance ?? 'editorial',
		reason: orNothing(stored?.reason ?? null)
	};
}
