/** Every sentence of a publication stands somewhere in its plan, or is left out by name. */
import { expect, test } from 'vitest';
import { frameworkSlugs, planFolders } from './folders.ts';
import { loadFramework } from './frameworks.ts';
import { loadPlan, type PlanSeed, type Provenance } from './load.ts';
import { publishedSentences, sentencesOf, whereSentencesStand } from './sentences.ts';

const published = planFolders.filter(({ cloneOf }) => cloneOf === null).map(({ slug }) => slug);
const oneLine = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
const quoteOf = (from: Provenance | undefined) => (from && 'quote' in from ? from.quote : null);

/** What a plan's fields quote of its publication, by the field's path. */
function quotes(plan: PlanSeed): Map<string, string> {
	const found = new Map<string, string>();
	const add = (path: string, ...from: (string | null | undefined)[]) =>
		found.set(path, [found.get(path) ?? '', ...from.map((text) => text ?? '')].join('\n'));
	for (const [field, from] of Object.entries(plan.provenance)) add(field, quoteOf(from));
	for (const { id, text, provenance, sorting } of plan.notes) {
		// what is printed in styled letters is quoted in plain ones
		add(`notes.${id}`, quoteOf(provenance) ?? text);
		for (const [field, from] of Object.entries(sorting)) add(`notes.${id}.${field}`, quoteOf(from));
	}
	for (const { code, provenance } of plan.elements)
		for (const [field, from] of Object.entries(provenance))
			add(`elements.${code}.${field}`, quoteOf(from));
	for (const { id, provenance, statements } of plan.alignment.outside) {
		add(`alignment.${id}`, ...provenance.map(quoteOf));
		for (const one of statements) add(`alignment.${id}.${one.id}`, ...one.provenance.map(quoteOf));
	}
	for (const [at, { provenance }] of plan.alignment.links.entries())
		add(`alignment.links.${at}`, ...provenance.map(quoteOf));
	for (const { slug, passagesOf, axes } of frameworkSlugs.map((name) => loadFramework(name)))
		if (passagesOf === plan.slug)
			for (const { code, passage } of axes.flatMap(({ terms }) => terms))
				add(`frameworks.${slug}.${code}`, plan.passages[passage ?? '']);
	return found;
}

test('a passage is divided where a sentence ends, not at what only looks like its end', () => {
	const texts = sentencesOf('p', 'On 20 June 2019. The 4.2 plan (final). gov.uk is one.');
	expect(texts.map(({ id, text }) => [id, text])).toEqual([
		['p/1', 'On 20 June 2019.'],
		['p/2', 'The 4.2 plan (final). gov.uk is one.']
	]);
});

test.each(published)('%s: each sentence is listed once, none that is not there', (slug) => {
	const { stands, left_out: leftOut } = whereSentencesStand(slug);
	const left = leftOut.flatMap((one) => ('sentence' in one ? one.sentence : []));
	const listed = [...Object.keys(stands), ...left];
	expect(listed.toSorted()).toEqual(
		publishedSentences(slug)
			.map(({ id }) => id)
			.toSorted()
	);
});

test.each(published)('%s: the field that is said to hold a sentence quotes it', (slug) => {
	const { stands } = whereSentencesStand(slug);
	const said = quotes(loadPlan(slug));
	for (const { id, text } of publishedSentences(slug)) {
		const field = stands[id];
		if (field !== undefined)
			expect(oneLine(said.get(field) ?? ''), `${id} in ${field}`).toContain(oneLine(text));
	}
});
