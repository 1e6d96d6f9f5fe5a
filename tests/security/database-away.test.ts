import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { makePerson } from '../support/people.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'tanaw-away-'));
let database = await startEmbedded(folder);
const preparing = connect(database.ownerUrl, { connections: 1 });
await migrate(preparing);
const { email } = await makePerson(preparing, { role: 'administrator' });
await preparing.destroy();
const server = await startServer({ databaseUrl: database.ownerUrl });
const { origin } = server;
const cookie = await server.signIn(email);

afterAll(async () => {
	await server.stop();
	await database.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('while the database is away we say so, and afterwards go on without a restart', async () => {
	expect((await get(`${origin}/account`, { cookie })).status).toBe(200);
	await database.stop();

	const page = await get(`${origin}/account`, { cookie });
	expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
	expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
	expect(page.headers.get('cache-control')).toBe('private, no-store');
	const words = await wordsOf(page);
	expect(words).toContain('The database is not available at the moment');
	const reference = /Reference: (\w{8})/.exec(words)?.[1];
	expect(server.output()).toContain(`[${reference}] The database does not answer: `);

	const link = await get(`${origin}/auth/link/some-secret-token`);
	expect([link.status, link.headers.get('retry-after')]).toEqual([503, '5']);
	const form = await post(`${origin}/auth/sign-in`, { email, password: 'kept out of the log' });
	expect([form.status, form.headers.get('retry-after')]).toEqual([503, '5']);

	const health = await get(`${origin}/healthz`, { cookie });
	expect(health.status).toBe(503);
	expect(await health.json()).toMatchObject({ status: 'unavailable', database: 'unavailable' });
	expect((await get(`${origin}/icon.svg`)).status).toBe(200);
	expect(server.output()).not.toMatch(/some-secret-token|kept out of the log|@/);

	database = await startEmbedded(folder);
	await expect.poll(async () => (await get(`${origin}/healthz`)).status).toBe(200);
	expect((await get(`${origin}/account`, { cookie })).status).toBe(200);
	expect(await (await get(`${origin}/healthz`)).json()).toMatchObject({
		status: 'ok',
		database: 'ok',
		version: expect.stringMatching(/^\d+\.\d+\.\d+/)
	});
});
