import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get, post } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const plain = await startServer({ databaseUrl: url });
const secure = await startServer({
	databaseUrl: url,
	environment: { ORIGIN: 'https://tanaw.example' }
});
afterAll(async () => {
	await plain.stop();
	await secure.stop();
});

const style = readdirSync('build/client/_app/immutable/assets').find((file) =>
	file.endsWith('.css')
);
const paths = [
	'/auth/sign-in',
	'/account',
	'/does-not-exist',
	'/%E0%A4%A',
	'/auth/link/unknown',
	'/healthz',
	'/icon.svg',
	'/error.css',
	`/_app/immutable/assets/${style}`,
	'/_app/immutable/assets/none.css'
];

describe.each([
	['http', plain],
	['https', secure]
])('over %s', (scheme, server) => {
	test.each(paths)('%s carries the headers', async (path) => {
		const { headers } = await get(server.address + path);
		expect(headers.get('content-security-policy')).toMatch(
			/default-src 'self'.*frame-ancestors 'none'/
		);
		expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
		expect(headers.get('permissions-policy')).toContain('camera=()');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		const strict = headers.get('strict-transport-security');
		expect(strict).toBe(scheme === 'https' ? 'max-age=31536000; includeSubDomains' : null);
	});
});

test('a 304 leaves the policy of the kept page alone', async () => {
	const first = await get(`${plain.address}/icon.svg`);
	const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
	const again = await get(`${plain.address}/icon.svg`, { headers });
	expect([again.status, again.headers.get('content-security-policy')]).toEqual([304, null]);
});

test('over https the cookie is bound to the host, secure, and the only one that counts', async () => {
	const password = 'three otters on a barge';
	const { email } = await makePerson(db, { password });
	const headers = { origin: 'https://tanaw.example' };
	const page = `${secure.address}/auth/sign-in`;
	const [cookie = ''] = (await post(page, { email, password }, { headers })).headers.getSetCookie();
	expect(cookie).toMatch(
		/^__Host-tanaw=[a-z0-9]{26,}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/
	);
	const value = cookie.split(';')[0]!;
	expect((await get(`${secure.address}/account`, { cookie: value })).status).toBe(200);
	const unbound = value.replace('__Host-', '');
	expect((await get(`${secure.address}/account`, { cookie: unbound })).status).toBe(303);
});

test('what a signed-in person sees is kept nowhere, nor is any page with a secret in its address', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await plain.signIn(email);
	for (const path of ['/account', '/administration', '/does-not-exist'])
		expect((await get(plain.address + path, { cookie })).headers.get('cache-control')).toBe(
			'private, no-store'
		);
	for (const path of ['/auth/sign-in', '/auth/link/unknown'])
		expect((await get(plain.address + path)).headers.get('cache-control')).toBe(
			'private, no-store'
		);
});

test('no page has an inline style or script that the policy would block', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await plain.signIn(email);
	for (const path of ['/account', '/administration', '/administration/audit', '/does-not-exist']) {
		const page = await (await get(plain.address + path, { cookie })).text();
		expect(page).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
	}
});

test('the address where we listen is not what we are called, when an ORIGIN is set', async () => {
	expect(secure.origin).toBe('https://tanaw.example');
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await secure.signIn(email);
	const headers = { origin: 'https://tanaw.example' };
	const person = { name: 'Amina', email: 'amina@milg.gov', role: 'leader' };
	const form = `${secure.address}/administration?/invite`;
	const page = await (await post(form, person, { cookie, headers })).text();
	expect(page).toContain('https://tanaw.example/auth/invitation/');
});
