import { afterAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;
const { email } = await makePerson(db, { role: 'administrator' });
const cookie = await server.signIn(email);

const form = 'application/x-www-form-urlencoded';
const sources: [what: string, headers: Record<string, string>][] = [
	['another origin', { origin: 'https://evil.example' }],
	[
		'another origin that its browser calls cross-site',
		{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
	],
	['a sister site', { 'sec-fetch-site': 'same-site' }],
	['a sandboxed page', { origin: 'null' }],
	[
		'a browser that contradicts itself',
		{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }
	],
	['nowhere', {}]
];
const types: [what: string, type: string | undefined, body: string][] = [
	['a form', form, 'a=b'],
	['a form with files', 'multipart/form-data; boundary=x', '--x--'],
	['plain text', 'text/plain', 'a=b'],
	['JSON', 'application/json', '{}'],
	['something without a type', undefined, 'a=b']
];
const attacks = sources.flatMap(([source, headers]) =>
	types.map(([what, type, body]) => ({ source, headers, what, type, body }))
);

test.each(attacks)('$what from $source is refused', async ({ headers, type, body }) => {
	for (const path of ['/account?/everywhere', '/auth/sign-out', '/administration?/invite']) {
		const response = await fetch(origin + path, {
			method: 'POST',
			redirect: 'manual',
			// bytes get no type of their own
			body: new TextEncoder().encode(body),
			headers: { cookie, ...headers, ...(type && { 'content-type': type }) }
		});
		expect(response.status).toBe(403);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
	}
	expect((await get(`${origin}/account`, { cookie })).status).toBe(200);
});

test.each(['PUT', 'PATCH', 'DELETE'])('%s from another origin is refused', async (method) => {
	const headers = { cookie, origin: 'https://evil.example', 'content-type': 'application/json' };
	const response = await fetch(`${origin}/account`, { method, headers, body: '{}' });
	expect(response.status).toBe(403);
});

test('what the browser says comes from here is let in', async () => {
	for (const site of [undefined, 'same-origin']) {
		const said = { origin, ...(site && { 'sec-fetch-site': site }) };
		const headers = { ...said, accept: 'text/html', 'content-type': form };
		const response = await fetch(`${origin}/auth/sign-in`, {
			method: 'POST',
			headers,
			body: 'email=a'
		});
		expect(response.status).toBe(400);
	}
});

test('a stranger’s word on our own address counts for nothing', async () => {
	const headers = {
		cookie,
		origin: 'https://evil.example',
		'x-app-proto': 'https',
		'x-app-host': 'evil.example',
		'content-type': 'application/json'
	};
	const response = await fetch(`${origin}/auth/sign-out`, { method: 'POST', headers, body: '{}' });
	expect(response.status).toBe(403);
});
