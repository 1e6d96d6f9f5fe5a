/** Stakeholders, head-counts, training and appointments: what is taken, and what is refused beside which field. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type {
	AttendanceValues,
	EstablishmentValues,
	HeadCountValues,
	TrainingValues
} from '#lib/kinds/competency.ts';
import type { StakeholderValues } from '#lib/kinds/stakeholder.ts';
import type { ValuesOfRecord, WorkRecord } from '#lib/kinds/work-records.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { history } from '#lib/server/plans/history.ts';
import { add, change, withdraw } from '#lib/server/work-records/commands.ts';
import { competencies, stakeholders } from '#lib/server/work-records/people.ts';
import { ofSubject } from '#lib/server/work-records/queries.ts';
import { Invalid, NotAllowed, Refused } from '#lib/server/writing/refusals.ts';
import { competenciesView } from '#lib/views/competencies.ts';
import { seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
await seedReference(db);
const dict = await makeOrganisation(db, 'DICT');
const pcc = await makeOrganisation(db, 'PCC');
const { actor: planner } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: dict });
const today = '2026-11-26';
const terms = await db
	.selectFrom('framework_term as term')
	.innerJoin('framework', 'framework.id', 'term.framework_id')
	.where('framework.slug', '=', 'competencies-demo')
	.select(['term.code', 'term.id'])
	.execute();
const term = (code: string) => terms.find((one) => one.code === code)!.id;

let plan: SmallPlan;
beforeAll(async () => {
	plan = await makePlan(db, { slug: 'people' });
});

const put = <Of extends WorkRecord>(of: Of, values: ValuesOfRecord<Of>, actor = planner) =>
	add(db, actor, plan, of, { elementId: null, values, reason: 'It was read.', today });

const stakeholder = (more: Partial<StakeholderValues> = {}): StakeholderValues => ({
	...{ stakeholder_name: 'academia', stakeholder_kind: 'academia', engagement: 'engaged' },
	...{ asked_for: null, stakeholder_organisation_id: null },
	...more
});
const count = (more: Partial<HeadCountValues> = {}): HeadCountValues => ({
	...{ counted_organisation_id: dict, role_term_id: term('CDIO'), level_term_id: term('L2') },
	...{ counted_on: '2026-09-30', people_present: '2', people_needed: '5' },
	...more
});
const training = (more: Partial<TrainingValues> = {}): TrainingValues => ({
	...{ training_title: 'Foundations', held_on: '2026-05-04', held_through: null, seats: '20' },
	...more
});
const attendance = (more: Partial<AttendanceValues>): AttendanceValues => ({
	...{ training_id: null, attending_organisation_id: dict, people_attended: '3' },
	...{ people_qualified: null, role_term_id: null, level_term_id: null },
	...more
});
const appointment = (more: Partial<EstablishmentValues> = {}): EstablishmentValues => ({
	...{ established_organisation_id: dict, establishment_kind: 'appointed' },
	...{ established_title: 'Chief digital information officer', role_term_id: term('CDIO') },
	...{ happened_on: '2026-06-01', instrument_title: 'Order 12', instrument_address: null },
	...more
});

async function refusal(attempt: Promise<unknown>): Promise<[string, string]> {
	const cause: unknown = await attempt.catch((error: unknown) => error);
	if (cause instanceof Invalid) return [cause.problems[0]!.field, cause.problems[0]!.problem];
	if (cause instanceof Refused) return [cause.field, cause.reason];
	throw new Error('It was taken.', { cause });
}

describe('what is refused, beside its field', () => {
	const bad: [string, Partial<HeadCountValues>, [string, string]][] = [
		['fewer than nobody', { people_present: '-1' }, ['people_present', 'negative_people']],
		['parts of people', { people_needed: '1.5' }, ['people_needed', 'people_in_parts']],
		[
			'a count of nothing',
			{ people_present: null, people_needed: null },
			['people_present', 'required']
		],
		['a day to come', { counted_on: '2026-11-27' }, ['counted_on', 'in_future']],
		['no day', { counted_on: null }, ['counted_on', 'required']],
		['no organisation', { counted_organisation_id: null }, ['counted_organisation_id', 'required']],
		['no role', { role_term_id: null }, ['role_term_id', 'required']],
		['a role that is not there', { role_term_id: '999999' }, ['role_term_id', 'unknown_choice']],
		[
			'an organisation that is not there',
			{ counted_organisation_id: '999999' },
			['counted_organisation_id', 'unknown_choice']
		]
	];
	test.each(bad)('%s', async (_, more, expected) => {
		expect(await refusal(put('head_count', count(more)))).toEqual(expected);
	});

	test('the same count twice', async () => {
		const own = count({ counted_on: '2026-01-31' });
		await put('head_count', own);
		expect(await refusal(put('head_count', own))).toEqual(['counted_on', 'counted_already']);
	});

	test('a training that ends before it begins, without a seat, or without a day', async () => {
		const of = (more: Partial<TrainingValues>) => refusal(put('training', training(more)));
		expect(await of({ held_through: '2026-05-03' })).toEqual(['held_through', 'end_before_start']);
		expect(await of({ seats: '0' })).toEqual(['seats', 'no_seats']);
		expect(await of({ held_on: null })).toEqual(['held_on', 'required']);
	});

	test('attendance of no training, of more who qualified than came, of a level that is not said', async () => {
		const id = await put('training', training({ training_title: 'Second' }));
		const of = (more: Partial<AttendanceValues>) =>
			refusal(put('attendance', attendance({ training_id: id, ...more })));
		expect(await of({ training_id: '999999' })).toEqual(['training_id', 'unknown_choice']);
		expect(await of({ people_qualified: '4', level_term_id: term('L1') })).toEqual([
			'people_qualified',
			'more_than_attended'
		]);
		expect(await of({ people_qualified: '2' })).toEqual(['level_term_id', 'required']);
		await put('attendance', attendance({ training_id: id }));
		expect(await of({})).toEqual(['attending_organisation_id', 'attended_already']);
	});

	test('an appointment of a day to come, or whose instrument is at no address of the web', async () => {
		const of = (more: Partial<EstablishmentValues>) =>
			refusal(put('establishment', appointment(more)));
		expect(await of({ happened_on: '2027-01-01' })).toEqual(['happened_on', 'in_future']);
		expect(await of({ instrument_address: 'javascript:alert(1)' })).toEqual([
			'instrument_address',
			'not_an_address'
		]);
	});

	test('a stakeholder twice with the same part, and not with another', async () => {
		await put('stakeholder', stakeholder());
		expect(await refusal(put('stakeholder', stakeholder()))).toEqual([
			'stakeholder_name',
			'named_already'
		]);
		await put('stakeholder', stakeholder({ engagement: 'audience' }));
	});

	test('who does not edit the plan', async () => {
		await expect(put('stakeholder', stakeholder(), reporter)).rejects.toThrow(NotAllowed);
	});
});

test('what stands is shown; what was withdrawn is not, and its history stays', async () => {
	const of = await makePlan(db, { slug: 'people-shown' });
	const given = { elementId: null, reason: 'It was read.', today };
	const id = await add(db, planner, of, 'head_count', { ...given, values: count() });
	await add(db, planner, of, 'head_count', {
		...given,
		values: count({ counted_organisation_id: pcc, people_present: '9', people_needed: '1' })
	});
	await add(db, planner, of, 'establishment', { ...given, values: appointment() });
	const shown = async () => {
		const row = (await plans.find(db, 'people-shown'))!;
		return competenciesView(await competencies(db, row, scopeOn(today, today)), today);
	};
	const [role] = (await shown()).roles;
	expect(role).toMatchObject({ present: 11, needed: 6, missing: 3, organisations: 2, withBoth: 2 });
	expect((await shown()).establishments).toMatchObject([
		{ organisation: 'DICT', kind: 'appointed' }
	]);
	const [state] = await ofSubject(db, 'head_count', { planId: of.id, elementId: null });
	await change(
		db,
		planner,
		of,
		'head_count',
		{ id, version: state!.version },
		{
			...given,
			values: count({ people_present: '5' })
		}
	);
	expect((await shown()).roles[0]).toMatchObject({ present: 14, missing: 0 });
	const [changed] = await ofSubject(db, 'head_count', { planId: of.id, elementId: null });
	await withdraw(db, planner, of, 'head_count', { id, version: changed!.version }, 'Miscounted.');
	expect((await shown()).counted.map(({ organisation }) => organisation)).toEqual(['PCC']);
	const { entries } = await history(db, of.id, {});
	expect(entries.map(({ action }) => action)).toEqual(
		expect.arrayContaining(['head_count_added', 'head_count_changed', 'head_count_withdrawn'])
	);
});

test('nothing is known of them before they were written down', async () => {
	const row = (await plans.find(db, 'people'))!;
	expect((await stakeholders(db, row, scopeOn(today, today))).length).toBe(2);
	const before = { ...scopeOn('2020-01-01', today), knownOn: '2020-01-01' };
	expect(await stakeholders(db, row, before)).toEqual([]);
});

test('a framework by whose terms people are counted is in use', async () => {
	const { rows } = await sql<{ used: boolean }>`
		select framework_in_use(id) as used from framework where slug = 'competencies-demo'
	`.execute(db);
	expect(rows).toEqual([{ used: true }]);
});
