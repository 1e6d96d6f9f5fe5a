import { afterEach, expect, test, vi } from 'vitest';
import { listenByTcp, listenByUdp } from '../../../../tests/support/syslog-server.ts';
import { syslogOf } from './syslog.ts';

const head = { id: '12', hash: 'ab'.repeat(32) };
const line =
	/^<109>1 \d{4}-\d{2}-\d{2}T[\d:.]+Z [\x21-\x7e]+ tanaw \d+ audit-head - 12 (?:ab){32}$/;

const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => void logged.mockClear());

test('a head comes by UDP as one message', async () => {
	const server = await listenByUdp();
	syslogOf(server.url)!.send(head);
	await server.arrived(1);
	expect(server.messages[0]).toMatch(line);
	await server.stop();
});

test('by TCP its length goes before it', async () => {
	const server = await listenByTcp();
	syslogOf(server.url)!.send(head);
	await server.arrived(1);
	const [, length, message] = /^(\d+) (.*)$/s.exec(server.messages[0]!)!;
	expect(message).toMatch(line);
	expect(Number(length)).toBe(Buffer.byteLength(message!));
	await server.stop();
});

test('a server that is away is noted once, and once that it is back', async () => {
	const first = await listenByTcp();
	const syslog = syslogOf(first.url)!;
	await first.stop();
	syslog.send(head);
	await vi.waitFor(() => expect(logged).toHaveBeenCalledTimes(1));
	syslog.send(head);
	const back = await listenByTcp(Number(new URL(first.url).port));
	syslog.send(head);
	await vi.waitFor(() => expect(logged).toHaveBeenCalledTimes(2));
	await back.stop();
	expect(logged.mock.calls.map(([words]) => words as string)).toEqual([
		'The head of the audit log could not be sent to the syslog server: ECONNREFUSED',
		'The syslog server takes heads of the audit log again.'
	]);
});

test('without an address nothing is sent', () => {
	expect(syslogOf(undefined)).toBeNull();
});
