/** What a device keeps of a person's work stays that person's: on the way to the server, and at the end. */
import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plan = await reportingPlan(db);
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;

const milg = `reporter.${plan.milg}@example.org`;
const mpw = `reporter.${plan.mpw}@example.org`;
const cookieOf = (email: string) => server.signIn(email);
const form = `/my/activities/${plan.ofMilg}`;
const idOf = async (email: string) =>
	(
		await db
			.selectFrom('user_account')
			.where('email', '=', email)
			.select('id')
			.executeTakeFirstOrThrow()
	).id;
const drafts = `${origin}/my/drafts`;
const drafted = () => db.selectFrom('entry_draft').select(['user_id', 'address']).execute();

test('signing out tells the browser to forget what it keeps', async () => {
	for (const path of ['/auth/sign-out', '/account?/everywhere']) {
		const out = await post(origin + path, {}, { cookie: await cookieOf(milg) });
		expect([out.status, out.headers.get('clear-site-data')]).toEqual([303, '"storage"']);
	}
	const stays = await get(`${origin}/my`, { cookie: await cookieOf(milg) });
	expect(stays.headers.has('clear-site-data')).toBe(false);
});

test('what another person typed is taken in nobody else’s name', async () => {
	const cookie = await cookieOf(milg);
	const json = { accept: 'application/json' };
	const byOther = { ...json, 'x-typed-by': await idOf(mpw) };
	const entry = { delivery: 'in_progress', percent: '40', as_of: '2026-09-30', seen: '' };
	const refused = await post(`${origin}${form}?/report`, entry, { cookie, headers: byOther });
	expect(refused.status).toBe(401);
	const draft = { draft_of: form, note: 'Not mine.' };
	expect((await post(drafts, draft, { cookie, headers: byOther })).status).toBe(401);
	expect(await db.selectFrom('activity_update').select('id').execute()).toEqual([]);
	expect(await drafted()).toEqual([]);

	const own = { ...json, 'x-typed-by': await idOf(milg) };
	expect((await post(drafts, draft, { cookie, headers: own })).status).toBe(200);
	expect(await drafted()).toEqual([{ user_id: await idOf(milg), address: form }]);
	const page = await wordsOf(await get(origin + form, { cookie }));
	expect(page).toContain('it is not sent yet');
	await post(drafts, { draft_of: form, discard: 'on' }, { cookie });
	expect(await drafted()).toEqual([]);
});

test('a draft is of a form that there is, of a size that forms have, and of somebody', async () => {
	const cookie = await cookieOf(milg);
	for (const draft_of of [
		'',
		'/account',
		'/my',
		`${form}/evidence`,
		'/my/../plans',
		'//evil.example'
	])
		expect((await post(drafts, { draft_of, note: 'x' }, { cookie })).status).toBe(404);
	const large = { draft_of: form, note: 'x'.repeat(70_000) };
	expect((await post(drafts, large, { cookie })).status).toBe(413);
	expect((await post(drafts, { draft_of: form, note: 'x' })).status).toBe(401);
	expect(await drafted()).toEqual([]);
});

test('what one person typed is shown to no other, the same ministry’s planner included', async () => {
	const cookie = await cookieOf(milg);
	await post(drafts, { draft_of: form, note: 'Only for my eyes.' }, { cookie });
	expect(await (await get(origin + form, { cookie })).text()).toContain('Only for my eyes.');
	for (const email of ['planner.all@example.org', mpw]) {
		const theirs = await get(origin + form, { cookie: await cookieOf(email) });
		expect(await theirs.text()).not.toContain('Only for my eyes.');
	}
});

test('the worker is asked for anew each time', async () => {
	const worker = await get(`${origin}/service-worker.js`);
	expect(worker.status).toBe(200);
	expect(worker.headers.get('cache-control')).toBe('no-cache');
	expect(worker.headers.get('content-type')).toContain('javascript');
	expect(worker.headers.get('content-security-policy')).toContain("default-src 'self'");
});
