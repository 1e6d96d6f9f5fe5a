import { expect, test } from 'vitest';
import type { Item } from './items.ts';
import { syncState, type Connection } from './sync-state.ts';

let number = 0;
const item = (given: Partial<Item>): Item => ({
	key: `1 /my/activities/${(number += 1)}?/report`,
	account: '1',
	address: `/my/activities/${number}`,
	action: `/my/activities/${number}?/report`,
	label: `4.2.${number} An activity`,
	fields: [['note', 'Typed.']],
	state: 'typed',
	refusal: null,
	at: 0,
	syncedAt: null,
	...given
});

const at = (items: Item[], connection: Connection = 'there', path = '/my') =>
	syncState(items, { path, connection });
const waiting = () => item({ state: 'waiting' });

test('where nothing is kept all is saved; without a connection that is said instead', () => {
	expect(at([])).toMatchObject({ tone: 'good', sentence: 'All is saved.', lines: [], act: null });
	const away = at([], 'none');
	expect(away.tone).toBe('waits');
	expect(away.sentence).toBe('No connection. What you enter is kept on this device.');
});

test.each<[Connection, string, 'send' | 'sign_in' | null]>([
	['there', '2 items wait on this device.', 'send'],
	['away', '2 items wait on this device. Sent by itself once there is a connection.', 'send'],
	['none', '2 items wait on this device. Sent by itself once there is a connection.', null],
	['sending', 'Sending 2 items …', null],
	[
		'signed_out',
		'2 items wait on this device. You are signed out. Sign in, come back to this page, and send.',
		'sign_in'
	]
])('what waits is counted while the connection is %s', (connection, sentence, act) => {
	const state = at([waiting(), waiting()], connection);
	expect(state).toMatchObject({ tone: 'waits', sentence, act });
	expect(state.lines.map(({ words }) => words)).toEqual(['waits to be sent', 'waits to be sent']);
});

test('one item is one', () => {
	expect(at([waiting()]).sentence).toBe('1 item waits on this device.');
});

test('what was refused comes first, with what can be done about it', () => {
	const refused = (refusal: Item['refusal']) => item({ state: 'refused', refusal });
	const state = at([item({}), waiting(), refused('conflict'), refused('problem'), refused('gone')]);
	expect(state).toMatchObject({ tone: 'asks', opens: true });
	expect(at([refused('gone')], 'there', '/my/kpis/1').opens).toBe(false);
	expect(state.sentence).toMatch(/^3 items are not saved and wait for your choice\./);
	expect(state.lines.map(({ acts }) => acts)).toEqual([
		['look'],
		['look'],
		['look', 'discard'],
		['open'],
		['open']
	]);
});

test('of the form that is open its own page speaks', () => {
	const typed = item({});
	expect(at([typed], 'there', typed.address)).toMatchObject({
		sentence: 'Not sent yet. What you typed is kept on this device.',
		lines: []
	});
	const synced = { ...typed, syncedAt: '2026-11-22T04:00:00.000Z' };
	expect(at([synced], 'there', typed.address).sentence).toMatch(/and by the server\.$/);
	expect(at([typed]).sentence).toBe('1 form is typed and not sent yet.');
	expect(at([typed]).lines).toHaveLength(1);
	const refused = item({ state: 'refused', refusal: 'conflict' });
	expect(at([refused], 'there', refused.address)).toMatchObject({ tone: 'asks', lines: [] });
});
