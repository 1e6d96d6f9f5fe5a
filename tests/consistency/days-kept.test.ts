/**
 * Who asks for a day, or for what was known on one, goes on seeing it: every link of such a page to a
 * page about plans asks for the same days. Links that say of themselves that they lead elsewhere do not.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

const home = '/plans/bangsamoro-demo';
const asked = { as_of: '2025-09-30', known_on: '2026-01-31', against: 'adopted' };

let server: TestServer;
beforeAll(async () => {
	server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
});
afterAll(async () => void (await server.stop()));

/** Of the address of each link on a page: where it leads, and the days for which it asks. */
async function linksOn(path: string) {
	const response = await fetch(`${server.address}${path}?${new URLSearchParams(asked).toString()}`);
	expect([path, response.status]).toEqual([path, 200]);
	const html = await response.text();
	return [...html.matchAll(/<a\b[^>]*\bhref="([^"#][^"]*)"/g)].map(([, href = '']) => {
		const { pathname, searchParams } = new URL(
			href.replaceAll('&amp;', '&'),
			`${server.address}${path}`
		);
		const [as_of, known_on, against] = ['as_of', 'known_on', 'against'].map((name) =>
			searchParams.get(name)
		);
		return { pathname, as_of, known_on, against };
	});
}

// what was published is listed and kept as it was, whatever day is asked for
const aboutOnePlan =
	/^\/(api\/v1\/)?plans\/[^/]+(?!.*\/(edit|decisions|snapshots)\b)|^\/organisations\//;

test.for([
	home,
	`${home}/leadership`,
	`${home}/timeline`,
	`${home}/commitments`,
	`${home}/kpis`,
	`${home}/kpis/O1.1.K1`,
	`${home}/elements/G1`,
	`${home}/elements/1.1.1`,
	'/organisations/bicto'
])('%s', async (path) => {
	const links = (await linksOn(path)).filter(({ pathname }) => aboutOnePlan.test(pathname));
	expect(links.length).toBeGreaterThan(3);
	expect(links.filter((link) => link.as_of !== asked.as_of)).toEqual([]);
	expect(links.filter((link) => link.known_on !== asked.known_on)).toEqual([]);
	// the page links to itself in the other reading
	const other = links.filter((link) => link.against !== asked.against);
	expect(other.filter(({ pathname }) => pathname !== path)).toEqual([]);
});

test('the portfolio is of the same status date', async () => {
	const links = await linksOn(home);
	const portfolio = links.filter(({ pathname }) => pathname === '/plans');
	expect(portfolio.length).toBeGreaterThan(0);
	expect(portfolio.map(({ as_of }) => as_of)).toEqual(portfolio.map(() => asked.as_of));
});
