/**
 * Figures by an axis say the same on the leadership page, in the API and as a table, for every axis of
 * every plan, and what the plan's other pages say of the same.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { AxisFiguresDocument, LineRowDocument } from '#lib/server/open-data/axis-figures.ts';
import type { FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import { money, percent, points } from '#lib/ui/format.ts';
import { get } from '../support/requests.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { csvRows, pageTable } from '../support/tables.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
}, 90_000);
afterAll(() => server.stop());

const demonstration = 'bangsamoro-demo';
const stages = ['appropriation', 'allotment', 'obligation', 'disbursement'] as const;

const textOf = async (path: string) => (await get(server.address + path)).text();
const documentOf = async <Document>(path: string) =>
	(await (await get(server.address + path)).json()) as Document;
const byAxis = (slug: string, query: string) =>
	documentOf<AxisFiguresDocument>(`/api/v1/plans/${slug}/axis-figures?${query}`);
const tableBy = async (slug: string, query: string) =>
	csvRows(await textOf(`/api/v1/plans/${slug}/axis_figures.csv?${query}`));
const pageBy = async (slug: string, query: string) =>
	pageTable(await textOf(`/plans/${slug}/leadership?${query}`), ' in figures</caption>');

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const shareText = (value: number | null) => (value === null ? '–' : plain(percent(value)));

/** What the page must show of a row, beside its bars. */
function cellsOf({ planned_progress, slippage, elements, kpis, money: amounts }: LineRowDocument) {
	const amount = ({ amount: text, currency }: (typeof amounts)['appropriation']) =>
		text === null ? null : plain(money(parseMoney(text)!, currency));
	return {
		planned: shareText(planned_progress.value),
		slippage: slippage.value === null ? '–' : points(slippage.value),
		elements: String(elements.length),
		kpis: String(kpis.length),
		appropriated: amount(amounts.appropriation),
		disbursed: amount(amounts.disbursement)
	};
}

/** Of each plan those of its axes, and of the demonstration also on other days. */
async function everyAxis(): Promise<[slug: string, query: string][]> {
	const { plans } = await documentOf<{ plans: { code: string }[] }>('/api/v1/plans');
	const all = await Promise.all(
		plans.map(async ({ code }) => {
			const { axes } = await byAxis(code, '');
			return axes.map((by): [string, string] => [code, `by=${by}`]);
		})
	);
	const days = ['as_of=2025-12-31', 'as_of=2024-06-30&known_on=2024-09-01', 'against=adopted'];
	return [
		...all.flat(),
		...days.map((day): [string, string] => [demonstration, `by=service-relations&${day}`])
	];
}

test('each row of the page is that of the document and of the table', async () => {
	const asked = await everyAxis();
	expect(new Set(asked.map(([slug]) => slug)).size).toBeGreaterThan(4);
	expect(asked.length).toBeGreaterThan(8);
	for (const [slug, query] of asked) {
		const { rows, total } = await byAxis(slug, query);
		const documents = [...rows, total!];
		const [table, page] = [await tableBy(slug, query), await pageBy(slug, query)];
		expect(
			table.map((row) => row['line']),
			`${slug} ${query}`
		).toEqual(documents.map(({ line }) => line?.code ?? ''));
		expect(page.length, `${slug} ${query}`).toBe(documents.length);
		for (const [at, document] of documents.entries()) {
			const [row, cells] = [table[at]!, page[at]!];
			const where = `${slug} ${query} ${document.line?.code ?? String(at)}`;
			expect(row['codes'], where).toBe(document.elements.join('; '));
			expect(row['kpis'], where).toBe(document.kpis.join('; '));
			expect(row['delivery_progress'], where).toBe(String(document.delivery_progress.value ?? ''));
			expect(row['slippage'], where).toBe(String(document.slippage.value ?? ''));
			expect(row['attainment'], where).toBe(String(document.attainment.value ?? ''));
			for (const stage of stages)
				expect(row[stage], where).toBe(document.money[stage].amount ?? '');

			const shown = cellsOf(document);
			const { delivery_progress: done, attainment } = document;
			if (done.value !== null) expect(cells[1], where).toContain(shareText(done.value));
			if (attainment.value !== null) expect(cells[1], where).toContain(shareText(attainment.value));
			if (done.partial && done.value !== null) expect(cells[1], where).toContain('partial');
			expect(cells[2], where).toMatch(new RegExp(`^${shown.planned}`));
			expect(cells.slice(3, 6), where).toEqual([shown.slippage, shown.elements, shown.kpis]);
			if (shown.appropriated) expect(cells[6], where).toBe(shown.appropriated);
			else expect(cells[6], where).toMatch(/^(–|Not set)$/);
			if (shown.disbursed) expect(cells[7], where).toBe(shown.disbursed);
			else expect(cells[7], where).toMatch(/^(–|Not set|Not reported)$/);
		}
	}
}, 60_000);

describe('of the demonstration', () => {
	const figures = () => documentOf<FiguresDocument>(`/api/v1/plans/${demonstration}/figures`);

	test('the total of every axis is the plan’s own', async () => {
		const { headline } = await figures();
		const { axes } = await byAxis(demonstration, '');
		expect(axes).toEqual(['goal', 'service-relations', 'dti-programme.components', 'organisation']);
		for (const by of axes) {
			const { total } = await byAxis(demonstration, `by=${by}`);
			for (const name of [
				'delivery_progress',
				'planned_progress',
				'slippage',
				'attainment'
			] as const)
				expect(total![name].value, `${by} ${name}`).toBe(headline[name]!.value);
			for (const stage of stages)
				expect(total!.money[stage].amount, `${by} ${stage}`).toBe(headline[stage]!.value);
		}
	});

	test('a goal has the figures that it has everywhere', async () => {
		const { elements } = await figures();
		const { rows } = await byAxis(demonstration, 'by=goal');
		const goals = elements.filter(({ kind }) => kind === 'goal');
		expect(rows.map(({ line }) => line?.code)).toEqual(goals.map(({ code }) => code));
		for (const [at, goal] of goals.entries()) {
			const { delivery_progress, slippage, attainment } = rows[at]!;
			expect(delivery_progress.value).toBe(goal.delivery_progress.value);
			expect(delivery_progress.reason).toBe(goal.delivery_progress.reason);
			expect(slippage.value).toBe(goal.slippage.value);
			expect(attainment.value).toBe(goal.attainment.value);
		}
		expect(rows.some(({ delivery_progress: { reason } }) => reason === 'shares_elements')).toBe(
			true
		);
	});

	test('an organisation has the work and the money of its page', async () => {
		const { rows } = await byAxis(demonstration, 'by=organisation');
		const elements = csvRows(await textOf(`/api/v1/plans/${demonstration}/elements.csv`));
		const led = rows.filter(({ line }) => line !== null);
		expect(led.length).toBeGreaterThan(10);
		for (const { line, elements: codes, money: amounts } of led) {
			const own = elements.filter(
				({ kind, lead, state }) =>
					kind === 'activity' &&
					lead!.split(', ').includes(line!.code) &&
					!['cancelled', 'not_applicable'].includes(state!)
			);
			expect(codes).toEqual(own.map(({ code }) => code));
			const path = `organisations/${line!.code.toLowerCase()}/money.csv`;
			const ofPage = csvRows(await textOf(`/api/v1/plans/${demonstration}/${path}`));
			expect(ofPage.map(({ amount }) => amount)).toEqual(
				stages.map((stage) => amounts[stage].amount ?? '')
			);
		}
	});

	test.each(['service-relations', 'organisation'])(
		'done by %s is that of its activities, by the weights that they have in the plan',
		async (by) => {
			const { elements } = await figures();
			const byCode = new Map(elements.map((one) => [one.code, one]));
			const { rows } = await byAxis(demonstration, `by=${by}`);
			let reckoned = 0;
			for (const { elements: codes, delivery_progress } of rows) {
				const parts = codes.flatMap((code) => {
					const { effective_weight: weight, delivery_progress: done } = byCode.get(code)!;
					return weight === null || typeof done.value !== 'number'
						? []
						: [{ weight, done: Math.min(1, Math.max(0, done.value)) }];
				});
				if (parts.length === 0) continue;
				const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
				const done = parts.reduce((sum, one) => sum + one.weight * one.done, 0);
				expect(delivery_progress.value).toBeCloseTo(done / whole, 9);
				reckoned += 1;
			}
			expect(reckoned).toBeGreaterThan(3);
		}
	);

	test('the matrix has the same work, progress and attainment in the sums of its rows', async () => {
		const { rows } = await byAxis(demonstration, 'by=service-relations');
		const query = 'rows=service-relations&columns=goal&show=';
		const sums = async (show: string) => {
			const html = await textOf(`/plans/${demonstration}/coverage?${query}${show}`);
			return pageTable(html, '<caption').map((row) => row.at(-1));
		};
		expect(await sums('elements')).toEqual(rows.map(({ elements }) => String(elements.length)));
		for (const [at, sum] of (await sums('progress')).entries())
			expect(sum).toContain(shareText(rows[at]!.delivery_progress.value));
		for (const [at, sum] of (await sums('attainment')).entries()) {
			expect(sum).toContain(shareText(rows[at]!.attainment.value));
			expect(sum).toContain(`${String(rows[at]!.kpis.length)} KPI`);
		}
	});

	test('the page says why rows don’t add up, only where they don’t', async () => {
		const why = 'add up to more than the total';
		for (const by of ['goal', 'service-relations', 'organisation']) {
			const { rows, total, in_several_rows } = await byAxis(demonstration, `by=${by}`);
			const counted = rows.reduce((sum, { elements }) => sum + elements.length, 0);
			const isMore = counted > total!.elements.length;
			expect(in_several_rows.elements > 0, by).toBe(isMore);
			const html = await textOf(`/plans/${demonstration}/leadership?by=${by}`);
			expect(html.includes(why), by).toBe(isMore);
			expect(isMore).toBe(by === 'service-relations');
		}
	});

	test('without a choice the page is as it was, with the goals and why they stand so', async () => {
		const html = await textOf(`/plans/${demonstration}/leadership`);
		expect(pageTable(html, '>Goals</caption>').length).toBe(5);
		expect(pageTable(html, ' in figures</caption>')).toEqual([]);
	});

	test('the picture has the rows of the page', async () => {
		const { rows } = await byAxis(demonstration, 'by=service-relations');
		const svg = plain(await textOf(`/plans/${demonstration}/charts/axis.svg?by=service-relations`));
		for (const { line, delivery_progress } of rows) {
			expect(svg).toContain(`>${line?.title ?? 'Not stated'}<`);
			expect(svg).toContain(`>${shareText(delivery_progress.value)}<`);
		}
	});
});

test('an axis that is not there is 404, on the page and in the API', async () => {
	const answers = [
		`/plans/${demonstration}/leadership`,
		`/plans/${demonstration}/charts/axis.svg`,
		`/api/v1/plans/${demonstration}/axis-figures`,
		`/api/v1/plans/${demonstration}/axis_figures.csv`
	];
	const statuses = await Promise.all(
		answers.map(async (path) => (await get(`${server.address}${path}?by=nothing`)).status)
	);
	expect(statuses).toEqual([404, 404, 404, 404]);
});
