/** Assessments: what is taken, what is refused with nothing stored, who checks whom, what is known when. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import {
	differences,
	latestOf,
	roundsOf,
	stateOf,
	versionOf,
	type Round,
	type Said
} from '#lib/domain/maturity/assessment.ts';
import type { AssessmentStep } from '#lib/domain/maturity/cycle.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { answer, AnsweredSince } from '#lib/server/assessments/answering.ts';
import { begin, take } from '#lib/server/assessments/commands.ts';
import { find, ofPlan } from '#lib/server/assessments/queries.ts';
import { list, modelById } from '#lib/server/maturity/queries.ts';
import { insertModel } from '#lib/server/maturity/inserting.ts';
import { history } from '#lib/server/plans/history.ts';
import { Conflict, Invalid, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { sampleModel } from '#lib/domain/testing/sample-maturity-model.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const [dict, other] = [await makeOrganisation(db, 'DICT'), await makeOrganisation(db, 'DOST')];
const { actor: planner } = await makePerson(db, { role: 'planner', name: 'Ana' });
const { actor: second } = await makePerson(db, { role: 'planner', name: 'Ben' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: dict });
const { actor: stranger } = await makePerson(db, { role: 'reporter', organisationId: other });
const today = '2026-11-22';

let number = 0;
let plan: SmallPlan;
let modelId: string;
let id: string;

beforeEach(async () => {
	number += 1;
	plan = await makePlan(db, { slug: `plan-${number}` });
	modelId = await db
		.transaction()
		.execute((trx) =>
			insertModel(trx, { slug: `model-${number}`, followsId: null, model: sampleModel() }, null)
		);
	id = await begin(db, reporter, plan, made(), today);
});

const made = (given: { organisationId?: string; on?: string } = {}) => ({
	...{ modelId, organisationId: dict, on: '2026-11-01' },
	...given
});
const plain: Said = { assessed: null, evidence: null, comment: null };
const at = (level: number): Said => ({ ...plain, assessed: level, evidence: 'A document' });
const now = async () => (await find(db, plan.id, id))!;
const say = (
	by: Actor,
	round: Round,
	of: Record<string, Said>,
	seen: Record<string, string> = {}
) =>
	answer(db, by, plan, id, {
		round,
		answers: Object.entries(of).map(([criterion, said]) => ({
			...{ criterion, said, seen: seen[criterion] ?? '' }
		}))
	});
const step = async (
	by: Actor,
	one: AssessmentStep,
	given: { seen?: string; reasons?: Record<string, string> } = {}
) =>
	take(db, by, plan, id, {
		...{ step: one, seen: versionOf(await now()), reason: 'Asked.', reasons: {} },
		...given
	});
const rows = async () =>
	(await sql<{ n: number }>`select count(*)::int n from assessment_answer`.execute(db)).rows[0]!.n;

async function refusal(done: Promise<unknown>): Promise<string[]> {
	const cause: unknown = await done.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (cause instanceof Refused) return [cause.field, cause.reason];
	if (cause instanceof Invalid) return cause.problems.flatMap((one) => [one.field, one.problem]);
	return [cause instanceof Error ? cause.name : 'taken'];
}

test('self-assessed, checked by another with one difference, and published', async () => {
	const before = await revisionOf(db, plan.id);
	expect(await say(reporter, 'own', { a1: at(4), a2: at(2), b1: at(3) })).toBe(3);
	await step(reporter, 'submit');
	const checked = {
		a1: { ...plain, assessed: 3, comment: 'Not everywhere.' },
		a2: at(2),
		b1: at(3)
	};
	await say(planner, 'check', checked);
	await step(planner, 'verify');
	await step(planner, 'publish');
	const record = await now();
	expect(stateOf(record)).toBe('published');
	expect(roundsOf(record).counted).toEqual(
		new Map([
			['a1', 3],
			['a2', 2],
			['b1', 3]
		])
	);
	expect(differences(record, ['a1', 'a2', 'b1'])).toEqual([{ criterion: 'a1', own: 4, check: 3 }]);
	expect(await revisionOf(db, plan.id)).toBe(before + 5);
	const { entries } = await history(db, plan.id, {});
	expect(entries.map(({ action }) => action)).toEqual([
		...['assessment_published', 'assessment_verified', 'assessment_checked'],
		...['assessment_submitted', 'assessment_answered', 'assessment_begun']
	]);
});

test('nobody checks or verifies what they made; another person does', async () => {
	id = await begin(db, planner, plan, made({ organisationId: other }), today);
	await say(planner, 'own', { a1: at(4) });
	await step(planner, 'submit');
	expect(await refusal(say(planner, 'check', { a1: at(4) }))).toEqual(['', 'checked_by_maker']);
	expect(await refusal(step(planner, 'verify'))).toEqual(['', 'checked_by_maker']);
	await say(second, 'check', { a1: at(4) });
	await step(second, 'verify');
	expect(stateOf(await now())).toBe('verified');
});

test('what is another organisation’s is not there, to begin, to answer, to submit', async () => {
	expect(await refusal(begin(db, stranger, plan, made({ on: '2026-10-01' }), today))).toEqual([
		'NotOwned'
	]);
	expect(await refusal(say(stranger, 'own', { a1: at(1) }))).toEqual(['NotOwned']);
	expect(await refusal(step(stranger, 'submit'))).toEqual(['NotOwned']);
	await say(reporter, 'own', { a1: at(4) });
	await step(reporter, 'submit');
	expect(await refusal(say(reporter, 'check', { a1: at(4) }))).toEqual(['NotOwned']);
	expect(await refusal(step(stranger, 'verify'))).toEqual(['NotOwned']);
});

test('a day to come, a twin, a model that asks nothing, an unknown one', async () => {
	const refusing = (given: object) =>
		refusal(begin(db, planner, plan, { ...made(), ...given }, today));
	expect(await refusing({ on: '2026-11-23' })).toEqual(['on', 'after_today']);
	expect(await refusing({})).toEqual(['on', 'assessment_exists']);
	expect(await refusing({ modelId: '999999' })).toEqual(['model', 'unknown_choice']);
	expect(await refusing({ modelId: "1'" })).toEqual(['model', 'unknown_choice']);
	expect(await refusing({ organisationId: '999999' })).toEqual(['NotFound']);
	const outline = { ...sampleModel(), levels: [] };
	const empty = {
		...outline,
		dimensions: outline.dimensions.map((one) => ({ ...one, criteria: [] }))
	};
	const asksNothing = await db
		.transaction()
		.execute((trx) =>
			insertModel(trx, { slug: `outline-${number}`, followsId: null, model: empty }, null)
		);
	expect(await refusing({ modelId: asksNothing })).toEqual(['model', 'model_asks_nothing']);
});

test('a level out of range, a criterion of no model, and what does not apply without a reason', async () => {
	const before = await rows();
	expect(await refusal(say(reporter, 'own', { a1: at(6), b1: at(3) }))).toEqual([
		...['assessed-0', 'level_out_of_range']
	]);
	expect(await refusal(say(reporter, 'own', { zz: at(3) }))).toEqual(['', 'criterion_elsewhere']);
	const none: Said = { ...plain, assessed: 'not_applicable' };
	expect(await refusal(say(reporter, 'own', { a1: none }))).toEqual([
		...['comment-0', 'not_applicable_without_reason']
	]);
	expect(await rows()).toBe(before);
});

test('two assessors at once: the second sees both, and nothing is lost', async () => {
	await say(reporter, 'own', { a1: at(4) });
	const late = say(planner, 'own', { a1: at(2), a2: at(5) });
	const cause: unknown = await late.catch((thrown: unknown) => thrown);
	expect(cause).toBeInstanceOf(AnsweredSince);
	const { latest, stored, sent } = cause as AnsweredSince;
	expect(stored).toEqual({
		'a1 Criterion a1': { assessed_level: 4, evidence: 'A document', comment: null }
	});
	expect(sent).toEqual({
		'a1 Criterion a1': { assessed_level: 2, evidence: 'A document', comment: null }
	});
	expect(await say(planner, 'own', { a1: at(2), a2: at(5) }, { a1: latest.get('a1')!.id })).toBe(2);
	expect((await now()).answers.map(({ assessed }) => assessed)).toEqual([4, 2, 5]);
});

test('a form made from another version, and a step that it does not stand for', async () => {
	const seen = versionOf(await now());
	await say(reporter, 'own', { a1: at(4) });
	await expect(step(reporter, 'submit', { seen })).rejects.toBeInstanceOf(Conflict);
	expect(await refusal(step(planner, 'publish'))).toEqual(['', 'assessment_stands_else']);
	await step(reporter, 'submit');
	expect(await refusal(say(reporter, 'own', { a2: at(1) }))).toEqual([
		'',
		'assessment_stands_else'
	]);
	expect(await refusal(step(planner, 'verify'))).toEqual(['', 'not_all_checked']);
});

test('nothing answered is not submitted; returned with reasons it is filled in again and checked anew', async () => {
	expect(await refusal(step(reporter, 'submit'))).toEqual(['', 'nothing_assessed']);
	await say(reporter, 'own', { a1: at(4) });
	await step(reporter, 'submit');
	await say(planner, 'check', { a1: at(4) });
	expect(await refusal(step(planner, 'return', { reasons: { zz: 'Why?' } }))).toEqual([
		...['', 'criterion_elsewhere']
	]);
	await step(planner, 'return', { reasons: { a1: 'Which document?' } });
	const returned = await now();
	expect(returned.steps.at(-1)!.reasons).toEqual({ a1: 'Which document?' });
	await say(reporter, 'own', { a1: at(3) }, { a1: latestOf(returned, 'own').get('a1')!.id });
	await step(reporter, 'submit');
	expect(latestOf(await now(), 'check').size).toBe(0);
});

test('sent twice it is stored once', async () => {
	const before = await rows();
	const request = { requestId: randomUUID(), digest: 'same', confirmed: [] };
	const send = () =>
		answer(db, reporter, { ...plan, request }, id, {
			round: 'own',
			answers: [{ criterion: 'a1', seen: '', said: at(4) }]
		});
	expect([await send(), await send()]).toEqual([1, 1]);
	expect(await rows()).toBe(before + 1);
});

test('withdrawn, it is there no more, and another can be begun as of the same day', async () => {
	await step(reporter, 'withdraw');
	expect(await find(db, plan.id, id)).toBeUndefined();
	expect((await ofPlan(db, plan.id)).map(stateOf)).toEqual(['withdrawn']);
	expect(await begin(db, reporter, plan, made(), today)).not.toBe(id);
});

test('an assessment of another plan is not there', async () => {
	const elsewhere = await makePlan(db, { slug: `elsewhere-${number}` });
	expect(await find(db, elsewhere.id, id)).toBeUndefined();
	const sent = { round: 'own', answers: [] } as const;
	await expect(answer(db, planner, elsewhere, id, sent)).rejects.toBeInstanceOf(NotFound);
});

test('a model stays as it is, whoever writes; one version follows another', async () => {
	const change = sql`update maturity_model set slug = 'x' where id = ${modelId}`.execute(db);
	await expect(change).rejects.toThrow();
	const remove = sql`delete from maturity_model where id = ${modelId}`.execute(db);
	await expect(remove).rejects.toThrow();
	const follow = (slug: string) =>
		db
			.transaction()
			.execute((trx) =>
				insertModel(trx, { slug, followsId: modelId, model: sampleModel({ edition: '2' }) }, null)
			);
	const later = await follow(`later-${number}`);
	expect((await modelById(db, later))!.follows).toBe(`model-${number}`);
	expect((await list(db)).find((one) => one.id === modelId)!.followedBy).toBe(`later-${number}`);
	await expect(follow(`third-${number}`)).rejects.toThrow(/maturity_model_followed/);
});
