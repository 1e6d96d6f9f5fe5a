import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { url } = await freshDatabase();
const path = '/.well-known/security.txt';

test('security.txt names the contact that the operator has set, and is not there without one', async () => {
	const server = await startServer({
		databaseUrl: url,
		environment: { SECURITY_CONTACT: 'mailto:security@example.org', TANAW_TODAY: '2026-11-22' }
	});
	const answer = await get(`${server.address}${path}`);
	expect([answer.status, answer.headers.get('content-type')]).toEqual([
		200,
		'text/plain; charset=utf-8'
	]);
	expect(await answer.text()).toBe(
		'Contact: mailto:security@example.org\n' +
			'Expires: 2027-05-01T00:00:00.000Z\n' +
			'Preferred-Languages: en\n' +
			`Canonical: ${server.origin}${path}\n`
	);
	await server.stop();
	const without = await startServer({ databaseUrl: url });
	expect((await get(`${without.address}${path}`)).status).toBe(404);
	await without.stop();
});
