/**
 * Equal words show equal figures: every figure that a page shows as a link to its explanation is named
 * by that link, by what it is, of what, and the day; so the same name must read the same on all pages,
 * and as the API has it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { percent, points } from '#lib/ui/format.ts';
import type { FigureDocument, FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import { startServer, type TestServer } from '../support/server.ts';

const slug = 'bangsamoro-demo';
/** Null: the page's own day; period ends, due days and the days after them, a leap day. */
const days = [
	null,
	'2022-10-15',
	'2023-03-31',
	'2023-12-31',
	'2024-02-29',
	'2024-07-30',
	'2024-07-31',
	'2025-04-30',
	'2025-05-01',
	'2025-12-31',
	'2026-06-30',
	'2026-10-30',
	'2026-11-22'
];

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
});
afterAll(async () => void (await server.stop()));

interface Shown {
	page: string;
	text: string;
}

const link = /<a\b[^>]*\bhref="([^"]*\/explain\?[^"]*)"[^>]*>([^]*?)<\/a>/g;
const bare = (html: string) =>
	html
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll('&nbsp;', ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();

/** What of a link stands in a figure's name by itself. */
const named = new Set(['figure', 'of', 'as_of']);

/** Figures without a day in their link are of the plan's own day. */
const ownDay = '2026-09-30';

async function htmlOf(path: string): Promise<string> {
	const response = await fetch(server.address + path, { headers: { accept: 'text/html' } });
	expect([path, response.status]).toEqual([path, 200]);
	return response.text();
}

/** What a page shows of each figure, by its name. */
async function figuresOn(path: string): Promise<[name: string, shown: Shown][]> {
	const html = await htmlOf(path);
	return [...html.matchAll(link)].map(([, href = '', inner = '']) => {
		const { pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'), server.address);
		const day = searchParams.get('as_of') ?? ownDay;
		const name = [pathname, searchParams.get('figure'), searchParams.get('of') ?? 'plan', day];
		// the period of commitments, and whose they are
		const asked = [...searchParams].filter(([key]) => !named.has(key)).map(([, value]) => value);
		return [[...name, ...asked].join(' '), { page: path, text: bare(inner) }];
	});
}

const dated = (path: string, day: string | null) => (day === null ? path : `${path}?as_of=${day}`);

async function pagesOf(day: string | null, { elements, kpis }: FiguresDocument): Promise<string[]> {
	const home = `/plans/${slug}`;
	const some = <Row>(rows: Row[], every: number) => rows.filter((_, at) => at % every === 0);
	return [
		...[
			'/',
			'/plans',
			home,
			`${home}/leadership`,
			`${home}/timeline`,
			`${home}/kpis`,
			`${home}/commitments`
		],
		'/organisations/bicto',
		...some(elements, 7).map(({ code }) => `${home}/elements/${code}`),
		...some(kpis, 9).map(({ code }) => `${home}/kpis/${code}`)
	].map((path) => dated(path, day));
}

/** A KPI's value may stand beside its unit or in a column that names it; a bar is no text. */
const comparable = (text: string) => text.replace(/^(−?[\d.,]+) .*$/, '$1').replace(/\s*%$/, '');

describe.each(days)('on %s', (day) => {
	test('every figure reads the same on each page that shows it, and as the API has it', async () => {
		const api = `/api/v1/plans/${slug}/figures`;
		const answer = await fetch(server.address + dated(api, day));
		const document = (await answer.json()) as FiguresDocument;
		const shown = new Map<string, Shown[]>();
		for (const path of await pagesOf(day, document))
			for (const [name, one] of await figuresOn(path))
				shown.set(name, [...(shown.get(name) ?? []), one]);
		expect(shown.size).toBeGreaterThan(20);

		const differing = [...shown].filter(([, all]) => {
			const texts = all.map(({ text }) => comparable(text)).filter((text) => text !== '');
			return new Set(texts).size > 1;
		});
		expect(differing).toEqual([]);

		const said = (figure: string, of: string) =>
			shown
				.get(`/plans/${slug}/explain ${figure} ${of} ${document.as_of}`)
				?.map(({ text }) => text);
		const expectSaid = (figure: string, of: string, { value }: FigureDocument) => {
			const write = figure === 'slippage' ? points : percent;
			for (const text of said(figure, of) ?? [])
				expect([figure, of, comparable(text)]).toEqual([
					figure,
					of,
					comparable(bare(write(Number(value))))
				]);
		};
		const { headline, elements } = document;
		for (const figure of ['delivery_progress', 'planned_progress', 'attainment'] as const) {
			expectSaid(figure, 'plan', headline[figure]!);
			for (const element of elements)
				if (element[figure].value !== null)
					expectSaid(figure, `element:${element.code}`, element[figure]);
		}
	});
});

test('the tasks of a ministry show the progress that its activities’ own pages show', async () => {
	const cookie = await server.signIn('milg.focal@demo.example.org');
	const page = await fetch(`${server.address}/my`, { headers: { accept: 'text/html', cookie } });
	const rows = [...(await page.text()).matchAll(/<tr[^]*?<\/tr>/g)].map(([row]) => bare(row));
	const answer = await fetch(`${server.address}/api/v1/plans/${slug}/figures`);
	const { elements } = (await answer.json()) as FiguresDocument;
	const mine = elements.filter(({ code, kind }) => {
		return kind === 'activity' && rows.some((row) => row.startsWith(`${code} `));
	});
	expect(mine.length).toBeGreaterThan(2);
	for (const { code, planned_progress: planned } of mine) {
		const row = rows.find((one) => one.startsWith(`${code} `));
		expect(row).toContain(bare(percent(Number(planned.value))));
	}
});
