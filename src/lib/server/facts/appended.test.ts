import { describe, expect, test } from 'vitest';
import type { Db } from '../db/connect.ts';
import type { AsKnown } from './as-known.ts';
import { Appended, type Since } from './appended.ts';

interface Row {
	id: string;
	planId: string;
}

const db = { isTransaction: false } as Db;
const today = (planId: string): AsKnown => ({
	planId,
	knownOn: '2026-11-22',
	timeZone: 'Asia/Manila',
	current: true,
	snapshot: null,
	drafts: false,
	periodRevision: '1'
});

/** A table to append to, and what was asked of it. */
function table({ most = 10 } = {}) {
	const rows: Row[] = [];
	const asked: (AsKnown | Since)[] = [];
	const state = { away: false, until: async () => {} };
	const appended = new Appended<Row, string[]>({
		read: async (_, question) => {
			asked.push(question);
			if (state.away) throw new Error('away');
			const after = 'after' in question ? Number(question.after ?? 0) : 0;
			const found = rows.filter(
				({ id, planId }) => planId === question.planId && Number(id) > after
			);
			await state.until();
			return found;
		},
		grow: (before = [], more) => [...before, ...more.map(({ id }) => id)],
		most
	});
	return { rows, asked, state, appended };
}

describe('as known today', () => {
	test('what was read is kept, and only what came since is read', async () => {
		const { rows, asked, appended } = table();
		rows.push({ id: '9', planId: 'a' }, { id: '10', planId: 'a' }, { id: '11', planId: 'b' });
		expect(await appended.asKnown(db, today('a'))).toEqual(['9', '10']);
		rows.push({ id: '12', planId: 'a' });
		expect(await appended.asKnown(db, today('a'))).toEqual(['9', '10', '12']);
		expect(await appended.asKnown(db, today('b'))).toEqual(['11']);
		expect(asked).toEqual([
			{ planId: 'a', drafts: false, after: null },
			{ planId: 'a', drafts: false, after: '10' },
			{ planId: 'b', drafts: false, after: null }
		]);
	});

	test('once a report is submitted, what was read before counts beside earlier rows that it holds', async () => {
		const { rows, asked, appended } = table();
		rows.push({ id: '2', planId: 'a' });
		expect(await appended.asKnown(db, today('a'))).toEqual(['2']);
		rows.unshift({ id: '1', planId: 'a' });
		expect(await appended.asKnown(db, today('a'))).toEqual(['2']);
		const submitted = { ...today('a'), periodRevision: '2' };
		expect(await appended.asKnown(db, submitted)).toEqual(['1', '2']);
		// who read the plan's row before goes on with what is further
		await appended.asKnown(db, today('a'));
		expect(await appended.asKnown(db, submitted)).toEqual(['1', '2']);
		expect(asked.map((one) => 'after' in one && one.after)).toEqual([null, '2', null, null, '2']);
	});

	test('with what is not submitted yet it is kept apart', async () => {
		const { rows, asked, appended } = table();
		rows.push({ id: '1', planId: 'a' });
		await appended.asKnown(db, today('a'));
		await appended.asKnown(db, { ...today('a'), drafts: true });
		await appended.asKnown(db, { ...today('a'), drafts: true, periodRevision: '2' });
		expect(asked).toEqual([
			{ planId: 'a', drafts: false, after: null },
			{ planId: 'a', drafts: true, after: null },
			{ planId: 'a', drafts: true, after: '1' }
		]);
	});

	test('where nothing came the same whole is given', async () => {
		const { appended } = table();
		const empty = await appended.asKnown(db, today('a'));
		expect(await appended.asKnown(db, today('a'))).toBe(empty);
	});

	test('whoever looks at a whole does not see it change', async () => {
		const { rows, appended } = table();
		const before = await appended.asKnown(db, today('a'));
		rows.push({ id: '1', planId: 'a' });
		await appended.asKnown(db, today('a'));
		expect(before).toEqual([]);
	});

	test('two who ask at once miss nothing, whoever is answered first', async () => {
		const { rows, state, appended } = table();
		rows.push({ id: '1', planId: 'a' });
		const answers: (() => void)[] = [];
		state.until = () => new Promise((answer) => answers.push(answer));
		const first = appended.asKnown(db, today('a'));
		rows.push({ id: '2', planId: 'a' });
		const second = appended.asKnown(db, today('a'));
		answers[1]!();
		expect(await second).toEqual(['1', '2']);
		answers[0]!();
		expect(await first).toEqual(['1']);
		state.until = async () => {};
		expect(await appended.asKnown(db, today('a'))).toEqual(['1', '2']);
	});

	test('a failure loses nothing of what was read', async () => {
		const { rows, state, appended } = table();
		rows.push({ id: '1', planId: 'a' });
		await appended.asKnown(db, today('a'));
		rows.push({ id: '2', planId: 'a' });
		state.away = true;
		await expect(appended.asKnown(db, today('a'))).rejects.toThrow('away');
		state.away = false;
		expect(await appended.asKnown(db, today('a'))).toEqual(['1', '2']);
	});

	test('what is forgotten is read anew', async () => {
		const { rows, asked, appended } = table();
		rows.push({ id: '7', planId: 'a' });
		await appended.asKnown(db, today('a'));
		rows.splice(0, 1, { id: '3', planId: 'a' });
		appended.forget(db);
		expect(await appended.asKnown(db, today('a'))).toEqual(['3']);
		expect(asked.at(-1)).toEqual({ planId: 'a', drafts: false, after: null });
	});

	test('a reading that began before all was forgotten is not kept', async () => {
		const { rows, asked, state, appended } = table();
		rows.push({ id: '7', planId: 'a' });
		await appended.asKnown(db, today('a'));
		let answer = () => {};
		state.until = () => new Promise((resolve) => (answer = resolve));
		const begun = appended.asKnown(db, today('a'));
		appended.forget(db);
		answer();
		await begun;
		state.until = async () => {};
		await appended.asKnown(db, today('a'));
		expect(asked.at(-1)).toEqual({ planId: 'a', drafts: false, after: null });
	});

	test('the plans asked for longest ago are forgotten', async () => {
		const { rows, asked, appended } = table({ most: 2 });
		rows.push({ id: '1', planId: 'a' }, { id: '2', planId: 'b' });
		for (const planId of ['a', 'b', 'a', 'c', 'a', 'b']) await appended.asKnown(db, today(planId));
		const from = asked.map((question) => 'after' in question && question.after);
		expect(from).toEqual([null, null, '1', null, '1', null]);
	});
});

test('as known on an earlier day nothing is kept', async () => {
	const { rows, asked, appended } = table();
	const then = { ...today('a'), current: false };
	rows.push({ id: '1', planId: 'a' });
	expect(await appended.asKnown(db, then)).toEqual(['1']);
	expect(await appended.asKnown(db, then)).toEqual(['1']);
	expect(asked).toEqual([then, then]);
});

test('in a transaction nothing kept is read, and nothing is kept', async () => {
	const { rows, asked, appended } = table();
	rows.push({ id: '1', planId: 'a' });
	await appended.asKnown(db, today('a'));
	const transaction = { isTransaction: true } as Db;
	rows.push({ id: '2', planId: 'a' });
	expect(await appended.asKnown(transaction, today('a'))).toEqual(['1', '2']);
	await appended.asKnown(db, today('a'));
	expect(asked.at(-1)).toEqual({ planId: 'a', drafts: false, after: '1' });
});
