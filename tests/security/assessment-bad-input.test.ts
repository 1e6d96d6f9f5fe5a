/** What is wrong with a model or an assessment is said at its place, nothing is lost, and nobody sees a draft. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { latestOf, stateOf, versionOf } from '#lib/domain/maturity/assessment.ts';
import { criteriaOf, type MaturityModel } from '#lib/domain/maturity/model.ts';
import { sampleModel } from '#lib/domain/testing/sample-maturity-model.ts';
import { begin } from '#lib/server/assessments/commands.ts';
import { find } from '#lib/server/assessments/queries.ts';
import { insertModel } from '#lib/server/maturity/inserting.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const today = '2026-11-22';
const { db, url } = await freshDatabase();
const plan = await makePlan(db, { slug: 'harbour' });
const elsewhere = await makePlan(db, { slug: 'elsewhere' });
const [dict, dost] = [await makeOrganisation(db, 'DICT'), await makeOrganisation(db, 'DOST')];
const person = (role: 'planner' | 'reporter' | 'leader', organisationId?: string) =>
	makePerson(db, { role, organisationId });
const [planner, second, leader] = [
	await person('planner'),
	await person('planner'),
	await person('leader')
];
const [reporter, stranger] = [await person('reporter', dict), await person('reporter', dost)];
const model = (slug: string, given: Partial<MaturityModel> = {}) =>
	db
		.transaction()
		.execute((trx) => insertModel(trx, { slug, followsId: null, model: sampleModel(given) }, null));
const modelId = await model('small-model');

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: today } });
afterAll(() => server.stop());
const cookies = {
	planner: await server.signIn(planner.email),
	second: await server.signIn(second.email),
	leader: await server.signIn(leader.email),
	reporter: await server.signIn(reporter.email),
	stranger: await server.signIn(stranger.email)
};
type Who = keyof typeof cookies;

const home = `${server.address}/plans/harbour`;
const list = `${home}/assessments`;
let year = 2000;
/** An assessment of its own day, begun by the ministry. */
const begun = (organisationId = dict, by = reporter) =>
	begin(db, by.actor, plan, { modelId, organisationId, on: `${(year += 1)}-06-30` }, today);
const send = (who: Who, path: string, fields: Record<string, string>) =>
	post(path, { request_id: randomUUID(), ...fields }, { cookie: cookies[who] });
const now = async (id: string) => (await find(db, plan.id, id))!;
const level = (at: number, value: string, seen = '') => ({
	...{ [`seen-${at}`]: seen, [`assessed-${at}`]: value },
	...{ [`evidence-${at}`]: 'The ordinance', [`comment-${at}`]: '' }
});
const say = (who: Who, id: string, fields: Record<string, string>, round = 'own') =>
	send(who, `${list}/${id}/A`, { round, ...fields });
const step = async (who: Who, id: string, fields: Record<string, string>) =>
	send(who, `${list}/${id}`, { version: versionOf(await now(id)), reason: 'Asked.', ...fields });
const stored = async () =>
	(
		await sql<{ n: number }>`select (select count(*) from assessment)::int
			+ (select count(*) from assessment_answer)::int + (select count(*) from assessment_step)::int
			+ (select count(*) from maturity_model)::int as n`.execute(db)
	).rows[0]!.n;

const asksOf = sampleModel().dimensions;
const wrongModels: [string, Partial<MaturityModel>, RegExp][] = [
	[
		'weights of dimensions that make 90',
		{ dimensions: [{ ...asksOf[0]!, weight: 50 }, asksOf[1]!] },
		/weights_not_100/
	],
	[
		'a dimension without a weight',
		{ dimensions: [{ ...asksOf[0]!, weight: null }, asksOf[1]!] },
		/weights_partly/
	],
	['levels out of order', { levels: sampleModel().levels.toReversed() }, /levels_out_of_order/]
];

describe('models', () => {
	test.each(wrongModels)('%s: nothing is stored', async (_, given, message) => {
		const before = await stored();
		await expect(model(`wrong-${randomUUID().slice(0, 8)}`, given)).rejects.toThrow(message);
		expect(await stored()).toBe(before);
	});

	test('a version in use stays as it is, in the database and on every address', async () => {
		await begun();
		for (const change of [
			sql`update maturity_model set definition = '{}' where id = ${modelId}`,
			sql`delete from maturity_model where id = ${modelId}`
		])
			await expect(change.execute(db)).rejects.toThrow();
		const sent = await post(
			`${server.address}/maturity-models/small-model`,
			{},
			{ cookie: cookies.planner }
		);
		expect(sent.status).toBe(405);
		const { title } = (await (
			await get(`${server.address}/api/v1/maturity-models/small-model`)
		).json()) as { title: string };
		expect(title).toBe('Model');
	});
});

const beginnings: [string, () => Record<string, string>, string][] = [
	['a date in the future', () => ({ on: '2026-11-23' }), 'on-error'],
	['no date', () => ({ on: '' }), 'on-error'],
	['a day that there is not', () => ({ on: '2026-02-30' }), 'on-error'],
	['an unknown model', () => ({ model: '99999' }), 'model-error'],
	['a model that is no id', () => ({ model: "1'--" }), 'model-error'],
	['an organisation that is no id', () => ({ organisation: 'x' }), 'organisation-error']
];

test.each(beginnings)(
	'to begin with %s: 400 beside its field, nothing stored',
	async (_, given, place) => {
		const before = await stored();
		const made = { model: modelId, organisation: dict, on: '2026-11-01', ...given() };
		const response = await send('planner', list, made);
		expect(response.status).toBe(400);
		expect(await response.text()).toContain(`id="${place}"`);
		expect(await stored()).toBe(before);
	}
);

const answers: [string, Record<string, string>, string][] = [
	['a level that the model has not', level(0, '9'), 'assessed-0-error'],
	['a level below zero', level(0, '-1'), 'assessed-0-error'],
	['a level in words', level(0, 'three'), 'assessed-0-error'],
	['what does not apply without a reason', level(0, 'not_applicable'), 'comment-0-error'],
	[
		'evidence that is too long',
		{ ...level(0, '3'), 'evidence-0': 'x'.repeat(1_001) },
		'evidence-0-error'
	]
];

test.each(answers)('%s: 400 beside its field, what was typed stays', async (_, fields, place) => {
	const id = await begun();
	const before = await stored();
	const response = await say('reporter', id, { ...fields, ...level(1, '2') });
	expect(response.status).toBe(400);
	const text = await response.text();
	expect(text).toContain(`id="${place}"`);
	expect(text).toContain('value="The ordinance"');
	expect(await stored()).toBe(before);
});

test('two assessors at once: 409 with both, and sent again it stands, nothing lost', async () => {
	const id = await begun();
	expect((await say('reporter', id, level(0, '4'))).status).toBe(303);
	const late = await say('planner', id, level(0, '2'));
	expect(late.status).toBe(409);
	const words = await wordsOf(late.clone());
	expect(words).toMatch(/4[^]*2/);
	const seen = /name="seen-0" value="(\d+)"/.exec(await late.text())?.[1] ?? '';
	expect((await say('planner', id, level(0, '2', seen))).status).toBe(303);
	expect((await now(id)).answers.map(({ assessed }) => assessed)).toEqual([4, 2]);
});

test('verified by who made it: refused, on record, and another person does it', async () => {
	const id = await begun(dost, planner);
	await say('planner', id, level(0, '4'));
	await step('planner', id, { step: 'submit' });
	const own = await say('planner', id, level(0, '4'), 'check');
	expect(own.status).toBe(400);
	expect(await wordsOf(own)).toContain('another person checks it');
	expect((await step('planner', id, { step: 'verify' })).status).toBe(400);
	expect((await step('second', id, { step: 'verify' })).status).toBe(400);
	expect((await say('second', id, level(0, '4'), 'check')).status).toBe(303);
	expect((await step('second', id, { step: 'verify' })).status).toBe(303);
	expect(stateOf(await now(id))).toBe('verified');
});

test('a return says why, and a step of another state or version is refused', async () => {
	const id = await begun();
	const old = versionOf(await now(id));
	await say('reporter', id, level(0, '4'));
	expect((await step('reporter', id, { step: 'submit', version: old })).status).toBe(409);
	expect((await step('reporter', id, { step: 'publish' })).status).toBe(404);
	expect((await step('planner', id, { step: 'publish' })).status).toBe(400);
	await step('reporter', id, { step: 'submit' });
	const silent = await step('planner', id, { step: 'return', reason: '' });
	expect(silent.status).toBe(400);
	expect(await silent.text()).toContain('id="return-reason-error"');
	expect((await step('planner', id, { step: 'nonsense' })).status).toBe(400);
});

test('foreign ids and extra fields: 404, or left out, and nothing changes', async () => {
	const id = await begun();
	const before = await stored();
	for (const who of ['stranger', 'leader'] as const) {
		expect([403, 404]).toContain((await say(who, id, level(0, '1'))).status);
		expect([403, 404]).toContain((await step(who, id, { step: 'submit' })).status);
		expect([403, 404]).toContain((await get(`${list}/${id}`, { cookie: cookies[who] })).status);
	}
	const made = { model: modelId, organisation: dict, on: '2026-11-01' };
	expect((await send('stranger', list, made)).status).toBe(404);
	const other = `${server.address}/plans/elsewhere/assessments/${id}`;
	expect((await send('planner', other, { step: 'submit' })).status).toBe(404);
	expect((await get(`${list}/${id}/nowhere`, { cookie: cookies.planner })).status).toBe(404);
	expect((await get(`${list}/1%27`, { cookie: cookies.planner })).status).toBe(404);
	expect(await stored()).toBe(before);
	const extra = {
		...level(0, '3'),
		by_user: planner.id,
		organisation_id: dost,
		state: 'published'
	};
	expect((await say('reporter', id, extra)).status).toBe(303);
	const record = await now(id);
	expect([stateOf(record), record.organisationId]).toEqual(['draft', dict]);
	expect(latestOf(record, 'own').get('a1')?.byId).toBe(reporter.id);
	expect(elsewhere.id).not.toBe(plan.id);
});

test('sent twice it is stored once', async () => {
	const id = await begun();
	const before = await stored();
	const twice = { request_id: randomUUID(), ...level(0, '3') };
	expect((await say('reporter', id, twice)).status).toBe(303);
	expect((await say('reporter', id, twice)).status).toBe(303);
	expect(await stored()).toBe(before + 1);
});

test('only what is published is read without a right: on the page, as data and as a table', async () => {
	const id = await begun();
	const { on } = await now(id);
	const read = async (cookie?: string) => {
		const answers = ['/maturity', '/maturity?edition=current'].map((path) =>
			get(home + path, { cookie })
		);
		const data = ['maturity', 'maturity.csv'].map((path) =>
			get(`${server.address}/api/v1/plans/harbour/${path}`, { cookie })
		);
		const texts = await Promise.all([...answers, ...data].map(async (one) => (await one).text()));
		return texts.map((text) => text.includes(on) || text.includes(`30 Jun ${on.slice(0, 4)}`));
	};
	const fields = { ...level(0, '4'), ...level(1, '3') };
	await say('reporter', id, fields);
	expect(await read()).toEqual([false, false, false, false]);
	await step('reporter', id, { step: 'submit' });
	expect(await read()).toEqual([false, false, false, false]);
	expect(await read(cookies.stranger)).toEqual([false, false, false, false]);
	expect((await read(cookies.planner))[0]).toBe(true);
	await say('planner', id, fields, 'check');
	await step('planner', id, { step: 'verify' });
	expect(await read()).toEqual([false, false, false, false]);
	await step('planner', id, { step: 'publish' });
	expect(await read()).toEqual([true, true, true, true]);
	expect(criteriaOf(sampleModel())).toHaveLength(3);
});
