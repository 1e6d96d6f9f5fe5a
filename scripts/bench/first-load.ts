/** What the first load of a page brings over the line, in a real browser that has kept nothing. */
import { chromium } from '@playwright/test';
import { sql } from 'kysely';
import type { TestServer } from '../../tests/support/server.ts';
import { found } from '../chromium.js';
import { plainLine } from './report.ts';

/** By what it is; in bytes as they come over the line, with their headers. */
type Loaded = Map<string, number>;

async function load(server: TestServer, path: string, cookie: string): Promise<Loaded> {
	const browser = await chromium.launch({
		executablePath: await found(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
	});
	try {
		const context = await browser.newContext();
		const [name, value] = cookie.split('=') as [string, string];
		await context.addCookies([{ name, value, url: server.address }]);
		const page = await context.newPage();
		const network = await context.newCDPSession(page);
		const kinds = new Map<string, string>();
		const loaded: Loaded = new Map();
		network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
		network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const kind = kinds.get(requestId) ?? 'Other';
			loaded.set(kind, (loaded.get(kind) ?? 0) + encodedDataLength);
		});
		await network.send('Network.enable');
		const answer = await page.goto(server.address + path, { waitUntil: 'networkidle' });
		if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
		return loaded;
	} finally {
		await browser.close();
	}
}

const kibibytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;

/** The page on which a reporter reports of one activity. */
export async function firstLoad(server: TestServer, slug: string, cookie: string): Promise<void> {
	const what = "first load of a reporter's page";
	if (!(await found())) return plainLine(what, 'no Chromium is here');
	const { rows } = await sql<{ id: string }>`
		select min(element.id) as id from element join plan on plan.id = plan_id
		where slug = ${slug} and kind = 'activity'
	`.execute(server.db);
	const loaded = await load(server, `/my/activities/${rows[0]!.id}`, cookie);
	const whole = [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
	const parts = [...loaded].map(([kind, bytes]) => `${kind.toLowerCase()} ${kibibytes(bytes)}`);
	plainLine(what, `${kibibytes(whole).padStart(12)}  (${parts.join(', ')})`, '≤ 60 KiB');
}
