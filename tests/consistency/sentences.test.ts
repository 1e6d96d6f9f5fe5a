/** Every sentence of the publications that plans ship with can be reached from the plan's page, with where it comes from. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planFolders } from '../../seeds/folders.ts';
import { publishedSentences, whereSentencesStand } from '../../seeds/sentences.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const published = planFolders.filter(({ cloneOf }) => cloneOf === null).map(({ slug }) => slug);

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
}, 150_000);
afterAll(() => server.stop());

const pageAt = async (path: string) => {
	const answer = await get(server.address + path);
	expect(answer.status, path).toBe(200);
	return await answer.text();
};

const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a reader reads of a piece of a page, in one line and in plain letters. */
const textOf = (html: string) =>
	html
		.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
		.replaceAll(/<!--[\s\S]*?-->/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name]!)
		.normalize('NFKC')
		.replaceAll(/\s+/g, ' ');

/** A mark says that words are the source's: right before the words, or in the figure or article that holds them. */
const isSource = (html: string) => /class="mark source/.test(html);

/** The pieces of a page whose words are quoted, or stand right above the line that says where they come from. */
function sourced(html: string): string[] {
	const lists = html.match(/<dl[\s\S]*?<\/dl>/g) ?? [];
	const held = html.match(/<(figure|article)\b[\s\S]*?<\/\1>/g) ?? [];
	const quoted = lists.flatMap((list) => list.match(/<q\b[\s\S]*?<\/q>/g) ?? []);
	const bare = html.replaceAll(/<!--[\s\S]*?-->/g, '');
	const above = bare.match(/<p\b[^>]*>[^<]*<\/p>\s*<dl\b/g) ?? [];
	return [...quoted, ...held.filter(isSource), ...above].map(textOf);
}

/** The plan's page as it opens, with its provenance, which is one press away, and the pages within the tracker that it leads to. */
async function pagesOf(slug: string) {
	const page = `/plans/${slug}`;
	const plain = await pageAt(page);
	const leads = [...plain.matchAll(/href="([^"#]+)"/g)].map(([, href]) => href!);
	const shown = `${page}?provenance=show`;
	expect(leads).toContain(shown);
	const others = [`${page}/alignment`, ...leads.filter((href) => /^\/frameworks\/./.test(href))];
	for (const one of others) expect(leads).toContain(one);
	const [withProvenance, ...read] = await Promise.all([shown, ...new Set(others)].map(pageAt));
	return { withProvenance: withProvenance!, all: [plain, withProvenance!, ...read] };
}

test.each(published)(
	'%s: each of its sentences is there, letter for letter',
	async (slug) => {
		const { stands } = whereSentencesStand(slug);
		const { all } = await pagesOf(slug);
		const pieces = all.flatMap(sourced);
		const everything = all.map(textOf);
		const sentences = publishedSentences(slug).filter(({ id }) => id in stands);
		expect(sentences.length).toBeGreaterThan(10);
		const isIn = (texts: string[], words: string) =>
			texts.some((text) => text.includes(words.normalize('NFKC')));
		const of = (missing: typeof sentences) =>
			missing.map(({ id, text }) => `${id} (${stands[id]}): ${text}`);
		expect(of(sentences.filter(({ text }) => !isIn(everything, text)))).toEqual([]);
		expect(of(sentences.filter(({ text }) => !isIn(pieces, text)))).toEqual([]);
	},
	60_000
);

test('what the plan itself says of its publication stands on its page without a press', async () => {
	const plain = textOf(await pageAt('/plans/badung'));
	for (const { id, text } of publishedSentences('badung'))
		if (['p02/1', 'vision/1', 'p03/1', 'p04/1', 'p05/1', 'p06/1', 'p07/1'].includes(id))
			expect(plain).toContain(text);
});
