/** What every browser test has: the built server with all seeds, sign-in by a real link, and axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { nextPeriod, openPeriod } from './open-period.ts';
import { startServer, type TestServer } from './server.ts';

/** The day that the seeded demonstration's story is told on. */
export const today = '2026-11-22';

interface Fixtures {
	/** Makes this test's browser the one of somebody: opens a one-time link as that person would. */
	signIn: (email: string) => Promise<void>;
}

interface WorkerFixtures {
	/** Who writes: a file that changes the plans names itself here and gets a server of its own. */
	writer: string;
	/** Whether the period after the demonstration's last one is open, so that every report takes entries. */
	nextPeriodOpen: boolean;
	server: TestServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	writer: ['', { option: true, scope: 'worker' }],
	nextPeriodOpen: [false, { option: true, scope: 'worker' }],
	server: [
		async ({ writer: _, nextPeriodOpen }, use) => {
			const server = await startServer({ environment: { TANAW_TODAY: today } });
			if (nextPeriodOpen) await openPeriod(server, nextPeriod);
			await use(server);
			await server.stop();
		},
		{ scope: 'worker', timeout: 240_000 }
	],
	baseURL: async ({ server }, use) => use(server.address),
	signIn: async ({ server, context }, use) => {
		await use(async (email) => {
			const [name, value] = (await server.signIn(email)).split('=') as [string, string];
			await context.addCookies([{ name, value, url: server.address }]);
		});
	}
});

/** Fails with what axe found against WCAG 2.2 AA, if anything. */
export async function expectAccessible(page: Page): Promise<void> {
	const found = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const words = found.violations.map(
		(violation) =>
			`${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`
	);
	expect(words, `axe on ${page.url()}`).toEqual([]);
}

/** Saves an edit after a look at what it does. */
export const withEffects = (page: Page): Locator =>
	page.getByRole('button', { name: 'Save it with these effects' });

export { expect };
