/** Roll-outs: what is taken, what is refused with nothing stored, and what counts of what is reported. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { SetupChange, StepWords, WaveWords } from '#lib/domain/rollout/changes.ts';
import type { SaidOfStep } from '#lib/domain/rollout/entries.ts';
import { lastState, takingPart, type MemberAct } from '#lib/domain/rollout/members.ts';
import type { StepState } from '#lib/domain/rollout/records.ts';
import { standingOn, stateOfStep } from '#lib/domain/rollout/standing.ts';
import { change, make, withdraw } from '#lib/server/rollouts/commands.ts';
import { current } from '#lib/server/rollouts/current.ts';
import { correct, enter } from '#lib/server/rollouts/entering.ts';
import { changeMember, join } from '#lib/server/rollouts/members.ts';
import { newestOf, SaidSince } from '#lib/server/rollouts/saying.ts';
import { history } from '#lib/server/plans/history.ts';
import { Conflict, Invalid, NotAllowed, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const moh = await makeOrganisation(db, 'MOH');
const mpw = await makeOrganisation(db, 'MPW');
const { actor: planner } = await makePerson(db, { role: 'planner', name: 'Ana' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: moh });
const today = '2026-11-22';
const span = { periodStart: null, periodEnd: null };

let number = 0;
let plan: SmallPlan;
let id: string;

const now = async () => (await current(db, { planId: plan.id, id, drafts: false }))!;
const setup = async () => (await now()).versions.at(-1)!.setup;
const newest = async () => newestOf((await now()).entries);

const step = (title: string, more: Partial<StepWords> = {}): StepWords => ({
	...{ title, shortTitle: null, description: null, gate: { after: [], words: null } },
	...{ evidence: null, weight: null },
	...more
});
const wave = (title: string, extent: WaveWords['extent'] = { kind: 'named' }): WaveWords => ({
	...{ title, description: null, extent }
});
const addStep = (words: StepWords): SetupChange => ({ of: 'step', id: null, place: 99, words });
const addWave = (words: WaveWords): SetupChange => ({ of: 'wave', id: null, place: 99, words });

async function changed(one: SetupChange, from: string | null = null, seen?: string) {
	const version = seen ?? (await now()).versions.at(-1)!.id;
	const sent = { rollOutId: id, seen: version, change: one, from, reason: 'Asked for.', span };
	return change(db, planner, plan, sent);
}

async function joined(organisationIds: string[], unnamed = 0, at = 0) {
	const waveId = (await setup()).waves[at]!.id;
	const words = { unnamed, label: 'Organisation', reason: 'Named in the letter.' };
	return join(db, planner, plan, {
		...{ rollOutId: id, waveId, from: '2025-01-01', organisationIds, span },
		...words
	});
}

async function act(memberId: string, one: MemberAct) {
	const member = (await now()).members.find((found) => found.id === memberId)!;
	const seen = lastState(member).id;
	return changeMember(db, planner, plan, {
		...{ rollOutId: id, memberId, seen, act: one, reason: 'So decided.', span }
	});
}

async function say(at: number, which: number, state: StepState, more: Partial<SaidOfStep> = {}) {
	const { members } = await now();
	const memberId = members[at]!.id;
	const stepId = (await setup()).steps[which]!.id;
	return {
		...{ memberId, stepId, state, on: '2026-03-31', evidence: null, note: null },
		...{ correctsId: null, place: `${at}-${which}` },
		...more
	};
}

const entered = async (said: SaidOfStep[], seen?: string) =>
	enter(db, planner, plan, { rollOutId: id, seen: seen ?? (await newest()), said, today });

/** What a command refuses: fields with their problems, or the reason. */
async function refusal(done: Promise<unknown>): Promise<string[]> {
	const cause: unknown = await done.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (cause instanceof Invalid)
		return cause.problems.map(({ field, problem }) => `${field.split('-')[0]}: ${problem}`);
	if (cause instanceof Refused) return [`${cause.field}: ${cause.reason}`];
	throw cause ?? new Error('it was taken');
}

beforeEach(async () => {
	number += 1;
	plan = await makePlan(db, { slug: `plan-${number}` });
	const words = { title: 'Capacity', description: null, elementId: plan.elements.G1 };
	id = await make(db, planner, plan, { slug: 'capacity', ...words });
	await changed(addStep(step('Raise awareness')));
	const [first] = (await setup()).steps;
	const gate = { after: [first!.id], words: null };
	await changed(addStep(step('Assess', { gate, evidence: 'The report of the assessment' })));
	await changed(addWave(wave('First')));
	await changed(addWave(wave('Second', { kind: 'stated', number: 5, withEarlier: true })));
	await changed(addWave(wave('Third', { kind: 'open' })));
});

describe('the set-up', () => {
	test('has steps and waves in their order, and the history tells of each change', async () => {
		const { steps, waves, elementId } = await setup();
		expect(steps.map(({ title }) => title)).toEqual(['Raise awareness', 'Assess']);
		expect(waves.map(({ title }) => title)).toEqual(['First', 'Second', 'Third']);
		expect(elementId).toBe(plan.elements.G1);
		const { entries } = await history(db, plan.id);
		expect(entries.map(({ action }) => action).slice(-2)).toEqual([
			'roll_out_changed',
			'roll_out_made'
		]);
	});

	test('a correction keeps the day of what it corrects, a change has its own', async () => {
		const [first] = (await setup()).steps;
		const renamed = (title: string): SetupChange => ({
			...{ of: 'step', id: first!.id, place: 1, words: step(title) }
		});
		await changed(renamed('Awareness'));
		await changed(renamed('Awareness raised'), '2026-01-01');
		const days = (await now()).versions.map(({ from }) => from).slice(-2);
		expect(days).toEqual(['-infinity', '2026-01-01']);
		expect(await refusal(changed(renamed('Earlier'), '2025-06-01'))).toEqual([
			'from: before_last_state'
		]);
	});

	test('is a planner’s; what was changed meanwhile is a conflict; what is the same is none', async () => {
		const { id: version, setup: before } = (await now()).versions.at(-1)!;
		const words: SetupChange = {
			...{ of: 'words', title: 'Renamed', description: null, elementId: null }
		};
		const revision = await revisionOf(db, plan.id);
		expect(await changed({ ...words, title: 'Capacity', elementId: before.elementId })).toBe(false);
		expect(await revisionOf(db, plan.id)).toBe(revision);
		await changed(words);
		expect(await revisionOf(db, plan.id)).toBeGreaterThan(revision);
		await expect(changed({ ...words, title: 'Again' }, null, version)).rejects.toBeInstanceOf(
			Conflict
		);
		const sent = { rollOutId: id, seen: '0', change: words, from: null, reason: 'x', span };
		await expect(change(db, reporter, plan, sent)).rejects.toBeInstanceOf(NotAllowed);
	});

	test.each<[string, (ids: { steps: string[]; waves: string[] }) => SetupChange, string]>([
		[
			'gates in a circle',
			({ steps }) => ({
				...{ of: 'step', id: steps[0]!, place: 1 },
				words: step('Raise awareness', { gate: { after: [steps[1]!], words: null } })
			}),
			'after: gates_in_circle'
		],
		['weights of nothing', () => addStep(step('Third', { weight: 0 })), 'weight: weights_nothing'],
		['a weight below 0', () => addStep(step('Third', { weight: -1 })), 'weight: negative'],
		[
			'a number after an open wave',
			() => addWave(wave('Fourth', { kind: 'stated', number: 50, withEarlier: true })),
			'number: stated_after_open'
		],
		[
			'a window that ends before it begins',
			({ waves }) => ({
				...{ of: 'windows', waveId: waves[0]! },
				windows: [{ stepId: null, startsOn: '2026-06-01', endsOn: '2026-01-01' }]
			}),
			'ends: end_before_start'
		]
	])('refuses %s', async (_, of, expected) => {
		const { steps, waves } = await setup();
		const ids = { steps: steps.map((one) => one.id), waves: waves.map((one) => one.id) };
		const before = (await now()).versions.length;
		expect(await refusal(changed(of(ids)))).toEqual([expected]);
		expect((await now()).versions).toHaveLength(before);
	});

	test('a stated number is not smaller than what is there', async () => {
		await joined([moh, mpw], 2);
		const second = (await setup()).waves[1]!;
		const stated = (count: number): SetupChange => ({
			...{ of: 'wave', id: second.id, place: 2 },
			words: wave('Second', { kind: 'stated', number: count, withEarlier: true })
		});
		expect(await refusal(changed(stated(3)))).toEqual(['number: stated_below_earlier']);
		expect(await changed(stated(4))).toBe(true);
	});

	test('parts of another roll-out are not there', async () => {
		const own = id;
		const [foreign] = (await setup()).steps;
		id = await make(db, planner, plan, {
			...{ slug: 'other', title: 'Other', description: null, elementId: null }
		});
		await expect(changed({ of: 'step_removed', id: foreign!.id })).rejects.toBeInstanceOf(NotFound);
		id = own;
		const elsewhere = await makePlan(db, { slug: `elsewhere-${number}` });
		const words = { slug: 'x', title: 'X', description: null };
		expect(
			await refusal(make(db, planner, plan, { ...words, elementId: elsewhere.elements.G1 }))
		).toEqual(['element: unknown_choice']);
		const taken = { ...words, slug: 'capacity', elementId: null };
		expect(await refusal(make(db, planner, plan, taken))).toEqual(['slug: roll_out_exists']);
	});

	test('is withdrawn and goes on, with nothing lost', async () => {
		const at = async (withdrawn: boolean) =>
			withdraw(db, planner, plan, {
				...{ rollOutId: id, seen: (await now()).versions.at(-1)!.id, withdrawn, today },
				reason: 'Postponed.'
			});
		await at(true);
		expect(await refusal(at(true))).toEqual([': impossible']);
		expect(await refusal(joined([moh]))).toEqual([': roll_out_withdrawn']);
		await at(false);
		expect((await setup()).steps).toHaveLength(2);
	});
});

describe('organisations', () => {
	test('join by name or number, are named, move, leave and merge; their states stay', async () => {
		expect(await joined([moh], 2)).toBe(3);
		const { members } = await now();
		expect(members.map((one) => lastState(one).label)).toEqual([
			null,
			'Organisation 1',
			'Organisation 2'
		]);
		const [own, first, second] = members.map((one) => one.id);
		await act(first!, { act: 'named', organisationId: mpw });
		const { waves } = await setup();
		await act(own!, { act: 'wave', waveId: waves[1]!.id, from: '2026-01-01' });
		await act(second!, { act: 'merged', intoId: first!, from: '2026-02-01' });
		const after = await now();
		expect(after.members.map(({ states }) => states.length)).toEqual([2, 2, 2]);
		expect(takingPart(after.members)).toHaveLength(2);
		expect(standingOn(after, '2025-06-01').members).toHaveLength(3);
		await act(own!, { act: 'left', from: '2026-05-01' });
		expect(takingPart((await now()).members)).toHaveLength(1);
	});

	test('none takes part twice, and not more than are stated', async () => {
		await joined([moh], 1);
		expect(await refusal(joined([moh]))).toEqual(['organisations: takes_part_already']);
		expect(await refusal(joined([mpw, mpw]))).toEqual(['organisations: takes_part_already']);
		expect(await refusal(joined(['999999']))).toEqual(['organisations: unknown_choice']);
		expect(await refusal(joined([]))).toEqual(['organisations: nothing_joins']);
		const second = (await now()).members[1]!.id;
		expect(await refusal(act(second, { act: 'named', organisationId: moh }))).toEqual([
			'organisation: takes_part_already'
		]);
		expect(await refusal(act(second, { act: 'left', from: null }))).toEqual(['from: required']);
		expect(await refusal(act(second, { act: 'left', from: '2024-01-01' }))).toEqual([
			'from: before_last_state'
		]);
		await changed(addWave(wave('Fourth', { kind: 'stated', number: 1, withEarlier: false })));
		expect(await refusal(joined([mpw], 1, 3))).toEqual(['organisations: above_stated']);
	});
});

describe('entries', () => {
	beforeEach(() => joined([moh, mpw]));

	test('are stored at once; what was said already is not said again', async () => {
		const said = [await say(0, 0, 'commenced'), await say(1, 0, 'done')];
		expect(await entered(said)).toBe(2);
		expect(await entered(said)).toBe(0);
		const { members } = standingOn(await now(), today);
		const { steps } = await setup();
		expect(members.map((one) => stateOfStep(one, steps[0]!.id))).toEqual(['commenced', 'done']);
		expect(members.map((one) => stateOfStep(one, steps[1]!.id))).toEqual([null, null]);
	});

	test('refuse all where one is wrong', async () => {
		const asked = { evidence: 'Report 12' };
		const cases: [SaidOfStep[], string][] = [
			[[await say(0, 1, 'done', asked)], 'state: step_before_gate'],
			[[await say(0, 0, 'done'), await say(0, 1, 'done')], 'evidence: evidence_asked'],
			[[await say(0, 0, 'done', { on: '2027-01-01' })], 'on: in_future'],
			[[await say(0, 0, 'done', { on: '2024-01-01' })], 'on: before_joining'],
			[[await say(0, 0, 'done', { on: null })], 'on: required'],
			[[await say(0, 0, 'done'), await say(0, 0, 'commenced')], 'state: step_said_twice'],
			[[await say(0, 0, 'done', { note: 'x'.repeat(2001) })], 'note: note_too_long']
		];
		for (const [said, expected] of cases) expect(await refusal(entered(said))).toEqual([expected]);
		expect((await now()).entries).toEqual([]);
		await entered([await say(0, 0, 'done'), await say(0, 1, 'done', asked)]);
	});

	test('a step is not undone while another counts as done behind it', async () => {
		const asked = { evidence: 'Report 12' };
		await entered([await say(0, 0, 'done'), await say(0, 1, 'done', asked)]);
		const [first] = (await now()).entries;
		const sent = { rollOutId: id, entryId: first!.id, reason: 'It was not.', today };
		const instead = { state: null, on: null, evidence: null };
		await expect(correct(db, planner, plan, { ...sent, instead })).rejects.toBeInstanceOf(Invalid);
	});

	test('not before the wave begins, nor after the organisation left', async () => {
		const { waves } = await setup();
		const windows = [{ stepId: null, startsOn: '2026-02-01', endsOn: null }];
		await changed({ of: 'windows', waveId: waves[0]!.id, windows });
		const early = await say(0, 0, 'commenced', { on: '2026-01-31' });
		expect(await refusal(entered([early]))).toEqual(['on: before_wave']);
		const [member] = (await now()).members;
		await act(member!.id, { act: 'left', from: '2026-03-01' });
		expect(await refusal(entered([await say(0, 0, 'commenced')]))).toEqual(['on: after_leaving']);
	});

	test('somebody who was first is shown with both; steps of others are not there', async () => {
		const before = await newest();
		await entered([await say(0, 0, 'commenced')]);
		const cause: unknown = await entered([await say(0, 0, 'done')], before).catch(
			(thrown: unknown) => thrown
		);
		expect(cause).toBeInstanceOf(SaidSince);
		expect(cause).toMatchObject({
			stored: { 'MOH · Raise awareness': { step_state: 'commenced' } },
			sent: { 'MOH · Raise awareness': { step_state: 'done' } }
		});
		const foreign = { ...(await say(0, 0, 'done')), stepId: '999999' };
		await expect(entered([foreign])).rejects.toBeInstanceOf(NotFound);
		const said = [await say(0, 0, 'done')];
		await expect(
			enter(db, reporter, plan, { rollOutId: id, seen: '0', said, today })
		).rejects.toBeInstanceOf(NotAllowed);
	});

	test('are corrected and taken back with a reason, once', async () => {
		await entered([await say(0, 0, 'commenced', { on: '2026-01-31' })]);
		await entered([await say(0, 0, 'done')]);
		const last = (await now()).entries.at(-1)!;
		const sent = { rollOutId: id, entryId: last.id, reason: 'Not yet.', today };
		const instead = { state: null, on: null, evidence: null };
		await correct(db, planner, plan, { ...sent, instead });
		expect(await refusal(correct(db, planner, plan, { ...sent, instead }))).toEqual([
			': corrected_already'
		]);
		const { members } = standingOn(await now(), today);
		const [first] = (await setup()).steps;
		expect(stateOfStep(members[0]!, first!.id)).toBe('commenced');
		expect((await now()).entries.at(-1)).toMatchObject({ note: 'Not yet.', correctsId: last.id });
	});
});
