/** Checklists: what is taken, what is refused with nothing stored, what is known of them when, what gaps become. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { countsOf, latestAnswers, stateOf, type Said } from '#lib/domain/checklists/answers.ts';
import { itemsOf } from '#lib/domain/checklists/items.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import { fieldChanges } from '#lib/server/amendments/queries.ts';
import { closeGaps } from '#lib/server/checklists/closing.ts';
import type { Into } from '#lib/server/gaps/activities.ts';
import { answer, AnsweredSince } from '#lib/server/checklists/answering.ts';
import { make, take } from '#lib/server/checklists/commands.ts';
import {
	answersOf,
	closingsOf,
	comparedWith,
	find,
	markedWith,
	namedElements
} from '#lib/server/checklists/queries.ts';
import { retire } from '#lib/server/elements/retirement.ts';
import { follow, remove } from '#lib/server/frameworks/commands.ts';
import * as frameworks from '#lib/server/frameworks/queries.ts';
import { history } from '#lib/server/plans/history.ts';
import { Conflict, Invalid, NotAllowed, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { freshDatabase } from '../support/database.ts';
import { makeFramework } from '../support/frameworks.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const dict = await makeOrganisation(db, 'DICT');
const { actor: planner, id: plannerId } = await makePerson(db, { role: 'planner', name: 'Ana' });
const { actor: other } = await makePerson(db, { role: 'planner', name: 'Ben' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: dict });

let number = 0;
let plan: SmallPlan;
let elsewhere: SmallPlan;
let terms: string[];
let frameworkId: string;
let list: string;

beforeEach(async () => {
	number += 1;
	plan = await makePlan(db, { slug: `plan-${number}` });
	elsewhere = await makePlan(db, { slug: `elsewhere-${number}` });
	terms = await makeFramework(db, { slug: `items-${number}`, title: 'Items' }, [
		{ code: `A${number}`, title: 'Data centre' },
		{ code: `B${number}`, title: 'Cybersecurity' },
		{ code: `C${number}`, title: 'Digital identity' }
	]);
	({ id: frameworkId } = await db
		.selectFrom('framework')
		.where('slug', '=', `items-${number}`)
		.select('id')
		.executeTakeFirstOrThrow());
	list = await make(db, planner, plan, against());
});

const against = () => ({
	title: 'What is missing',
	against: { kind: 'framework', id: frameworkId, axisId: null } as const
});
const key = (at: number) => `term:${terms[at]}`;
const covered = (...codes: (keyof SmallPlan['elements'])[]): Said => ({
	...{ verdict: 'covered', reason: null },
	elementIds: codes.map((code) => plan.elements[code])
});
const missing: Said = { verdict: 'not_covered', elementIds: [], reason: null };
const say = (at: number, said: Said, seen = '') => ({ item: key(at), seen, said });
const answersNow = async () => latestAnswers(await answersOf(db, list));
const storedRows = async () =>
	(await sql<{ n: number }>`select count(*)::int n from checklist_answer`.execute(db)).rows[0]!.n;

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

describe('a checklist', () => {
	test('asks the terms in their order, and nothing of it is answered', async () => {
		const checklist = (await find(db, plan.id, list))!;
		const { lines } = await comparedWith(db, checklist.against);
		expect(itemsOf(lines).map(({ key: one }) => one)).toEqual([key(0), key(1), key(2)]);
		expect(countsOf(itemsOf(lines).map(() => stateOf(undefined)))).toMatchObject({ open: 3 });
		expect(checklist).toMatchObject({ title: 'What is missing', by: 'Ana', step: null });
		const [entry] = (await history(db, plan.id)).entries;
		expect(entry).toMatchObject({ action: 'checklist_made', detail: { code: 'What is missing' } });
	});

	test('is a planner’s to make, with what there is and what asks something', async () => {
		await expect(make(db, reporter, plan, against())).rejects.toBeInstanceOf(NotAllowed);
		const bad = (id: string, axisId: string | null = null) =>
			make(db, planner, plan, { title: 'x', against: { kind: 'framework', id, axisId } });
		expect(await refusal(bad('999999'))).toEqual(['against: unknown_choice']);
		expect(await refusal(bad('1; drop'))).toEqual(['against: unknown_choice']);
		const [empty] = await db
			.insertInto('framework')
			.values({ slug: `empty-${number}`, title: 'Empty', reason: 'For a test.' })
			.returning('id')
			.execute();
		expect(await refusal(bad(empty!.id))).toEqual(['against: nothing_to_compare']);
		const { id: axis } = await db
			.selectFrom('framework_axis')
			.where('framework_id', '=', frameworkId)
			.select('id')
			.executeTakeFirstOrThrow();
		expect(await refusal(bad(empty!.id, axis))).toEqual(['against: unknown_choice']);
	});

	test('keeps its framework as it is; a later version is named, and changes no item', async () => {
		const record = (await frameworks.find(db, `items-${number}`))!;
		expect(record.inUse).toBe(true);
		await expect(remove(db, planner, record, {})).rejects.toMatchObject({
			reason: 'framework_in_use'
		});
		await answer(db, planner, plan, list, [say(0, covered('1.1.1'))]);
		const { title, language, description, source, source_address, provenance } = record;
		const later = {
			...{ slug: `items-${number}-later`, edition: '2027', title, language, description },
			...{ source, source_address, provenance, reason: record.reason },
			axes: record.axes.map((axis) => ({ ...axis, terms: axis.terms.slice(1) }))
		};
		await follow(db, planner, record.id, later, {});
		const { lines, followedBy } = await comparedWith(db, (await find(db, plan.id, list))!.against);
		expect(followedBy).toMatchObject({ slug: `items-${number}-later` });
		expect(itemsOf(lines)).toHaveLength(3);
		expect(stateOf((await answersNow()).get(key(0)))).toBe('covered');
	});

	test('is published, taken back and set aside with a reason, each on what was seen', async () => {
		const at = (seen: string, step: 'published' | 'unpublished' | 'set_aside') =>
			take(db, planner, plan, { id: list, seen, step, reason: 'The steering group asked.' });
		await at('0', 'published');
		await expect(at('0', 'published')).rejects.toBeInstanceOf(Conflict);
		const { version, step } = (await find(db, plan.id, list))!;
		expect(step).toBe('published');
		expect(await refusal(at(version, 'published'))).toEqual([': impossible']);
		await expect(
			take(db, reporter, plan, { id: list, seen: version, step: 'unpublished', reason: 'x' })
		).rejects.toBeInstanceOf(NotAllowed);
		await at(version, 'set_aside');
		expect(await find(db, plan.id, list)).toBeUndefined();
		await expect(answer(db, planner, plan, list, [say(0, missing)])).rejects.toBeInstanceOf(
			NotFound
		);
		expect((await history(db, plan.id)).entries.map(({ action }) => action)).toEqual([
			...['checklist_set_aside', 'checklist_published', 'checklist_made']
		]);
	});

	test('is of its own plan, and has no place in a draft of an amendment', async () => {
		await expect(answer(db, planner, elsewhere, list, [say(0, missing)])).rejects.toBeInstanceOf(
			NotFound
		);
		const amendmentId = await amendments.draft(db, planner, plan, {
			...{ title: 'Second', reason: 'x', holds_from: '2026-11-01' }
		});
		await inDraft(db, { planId: plan.id, amendmentId, actorId: plannerId }, async (within) => {
			await expect(answer(within, planner, plan, list, [say(0, missing)])).rejects.toMatchObject({
				reason: 'not_drafted'
			});
		});
	});
});

describe('an answer', () => {
	test('is kept with who said it, replaces what was said, and what was said then is known then', async () => {
		const before = await revisionOf(db, plan.id);
		expect(await answer(db, planner, plan, list, [say(0, covered('1.1.2', '1.1.1'))])).toBe(1);
		const first = (await answersNow()).get(key(0))!;
		expect(first).toMatchObject({ by: 'Ana', verdict: 'covered' });
		expect(await revisionOf(db, plan.id)).toBe(before + 1);
		await answer(db, other, plan, list, [say(0, missing, first.id)]);
		const now = (await answersNow()).get(key(0))!;
		expect(now).toMatchObject({ by: 'Ben', verdict: 'not_covered', elementIds: [] });
		const then = (await answersOf(db, list)).filter(({ at }) => at < now.at);
		expect(stateOf(latestAnswers(then).get(key(0)))).toBe('covered');
		const [entry] = (await history(db, plan.id)).entries;
		expect(entry!.detail).toMatchObject({
			before: { [`A${number}`]: { verdict: 'covered', elements: '1.1.2, 1.1.1' } },
			after: { [`A${number}`]: { verdict: 'not_covered', elements: null } }
		});
		await expect(
			sql`update checklist_answer set verdict = 'covered'`.execute(db)
		).rejects.toThrow();
	});

	test('that says nothing new is not said again, and one that is taken back is open', async () => {
		await answer(db, planner, plan, list, [say(0, covered('1.1.1'))]);
		const { id } = (await answersNow()).get(key(0))!;
		expect(
			await answer(db, planner, plan, list, [say(0, covered('1.1.1'), id), say(1, open)])
		).toBe(0);
		expect(await answer(db, planner, plan, list, [say(0, open, id)])).toBe(1);
		expect(stateOf((await answersNow()).get(key(0)))).toBe('open');
	});

	const open: Said = { verdict: null, elementIds: [], reason: null };

	const cases: [string, () => Said, string][] = [
		['covered by nothing', () => covered(), 'elements: covering_needed'],
		[
			'partly covered without a reason',
			() => ({ ...covered('1.1.1'), verdict: 'partly' }),
			'reason: verdict_without_reason'
		],
		[
			'partly covered by nothing',
			() => ({ verdict: 'partly', elementIds: [], reason: 'Some of it.' }),
			'elements: covering_needed'
		],
		[
			'not applicable without a reason',
			() => ({ ...missing, verdict: 'not_applicable' }),
			'reason: verdict_without_reason'
		],
		[
			'not covered, by an element',
			() => ({ ...covered('1.1.1'), verdict: 'not_covered' }),
			'elements: covering_unused'
		],
		[
			'covered by an element of another plan',
			() => ({ ...covered(), elementIds: [elsewhere.elements['1.1.1']] }),
			'elements: covering_unknown'
		]
	];
	test.each(cases)('%s is refused beside its field, and nothing is stored', async (_, said, at) => {
		const rows = await storedRows();
		const sent = [say(1, covered('1.1.1')), say(0, said())];
		expect(await refusal(answer(db, planner, plan, list, sent))).toEqual([at]);
		expect(await storedRows()).toBe(rows);
	});

	test('of an item of another framework, or by what is no id, is refused with all that came with it', async () => {
		const [foreign] = await makeFramework(db, { slug: `foreign-${number}`, title: 'Foreign' }, [
			{ code: `F${number}`, title: 'Elsewhere' }
		]);
		const rows = await storedRows();
		const sent = [say(0, missing), { item: `term:${foreign}`, seen: '', said: missing }];
		expect(await refusal(answer(db, planner, plan, list, sent))).toEqual([': item_elsewhere']);
		const broken = { ...covered(), elementIds: ['1; drop'] };
		expect(await refusal(answer(db, planner, plan, list, [say(0, broken)]))).toEqual([
			': unknown_choice'
		]);
		await expect(answer(db, reporter, plan, list, [say(0, missing)])).rejects.toBeInstanceOf(
			NotAllowed
		);
		expect(await storedRows()).toBe(rows);
	});

	test('may not name a retired element; one that does is kept, and goes on where nothing else is said', async () => {
		await answer(db, planner, plan, list, [say(0, covered('1.1.1'))]);
		const { id: seen } = (await answersNow()).get(key(0))!;
		const placed = { id: plan.elements['1.1.1'], version: 1, reason: 'Dropped.' };
		await retire(db, planner, plan, placed, new Date());
		const named = await namedElements(db, plan.id);
		expect(named.find(({ id }) => id === plan.elements['1.1.1'])).toMatchObject({ retired: true });
		expect(await answer(db, planner, plan, list, [say(0, covered('1.1.1'), seen)])).toBe(0);
		const more = say(0, covered('1.1.1', '1.1.2'), seen);
		expect(await refusal(answer(db, planner, plan, list, [more]))).toEqual([
			'elements: covering_retired'
		]);
		expect((await answersNow()).get(key(0))!.elementIds).toEqual([plan.elements['1.1.1']]);
	});

	test('of the same item by two at once is taken once, and the second sees both', async () => {
		const done = await Promise.allSettled([
			answer(db, planner, plan, list, [say(0, covered('1.1.1'))]),
			answer(db, other, plan, list, [say(0, missing), say(1, missing)])
		]);
		const [refused] = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
		expect(refused).toBeInstanceOf(AnsweredSince);
		const { stored, sent, latest } = refused as AnsweredSince;
		expect(Object.keys(stored)).toEqual([`A${number}`]);
		expect(Object.keys(sent)).toEqual([`A${number}`]);
		expect(latest.get(key(0))!.id).toBe((await answersNow()).get(key(0))!.id);
		// of an all or none nothing was stored, so the item beside it waits too
		expect((await answersOf(db, list)).length).toBeLessThanOrEqual(2);
	});

	test('sent twice acts once, and sixty at once are one act', async () => {
		const many = await makeFramework(
			db,
			{ slug: `many-${number}`, title: 'Many' },
			Array.from({ length: 60 }, (_, at) => ({ code: `M${number}.${at}`, title: `Item ${at}` }))
		);
		const { id } = await db
			.selectFrom('framework')
			.where('slug', '=', `many-${number}`)
			.select('id')
			.executeTakeFirstOrThrow();
		const long = await make(db, planner, plan, {
			title: 'Long',
			against: { kind: 'framework', id, axisId: null }
		});
		const entries = (await history(db, plan.id)).entries.length;
		const sent = many.map((term) => ({ item: `term:${term}`, seen: '', said: missing }));
		const request = { requestId: randomUUID(), digest: 'same', confirmed: [] };
		const both = await Promise.all([
			answer(db, planner, { ...plan, request }, long, sent),
			answer(db, planner, { ...plan, request }, long, sent)
		]);
		expect(both).toEqual([60, 60]);
		expect(await answersOf(db, long)).toHaveLength(60);
		expect((await history(db, plan.id)).entries).toHaveLength(entries + 1);
	});
});

describe('a template', () => {
	async function makeTemplate() {
		const { id } = await db
			.insertInto('template')
			.values({
				...{ slug: `template-${number}`, title: 'Programme', plan_id: elsewhere.id },
				...{ known_at: sql<Date>`now()`, language: 'en', reason: 'For a test.' },
				provenance: 'editorial',
				labels: JSON.stringify({
					goal: { one: 'Goal', many: 'Goals' },
					objective: { one: 'Objective', many: 'Objectives' },
					activity: { one: 'Activity', many: 'Activities' }
				})
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const put = async (code: string, parent_id: string | null, position: number) => {
			const row = await db
				.insertInto('template_element')
				.values({
					...{ template_id: id, code, parent_id, position, title: `Item ${code}` },
					kind: parent_id === null ? 'goal' : 'activity',
					...{ short_title: null, description: null, deliverable_defined: true },
					...{ element_id: elsewhere.elements.G1, provenance: '[]' }
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			return row.id;
		};
		const top = await put('II.A', null, 0);
		const items = [await put('II.A.1', top, 1), await put('II.A.2', top, 2)];
		return { id, items };
	}

	test('asks what nothing lies within, beneath its headings', async () => {
		const template = await makeTemplate();
		const made = await make(db, planner, plan, {
			title: 'Against the programme',
			against: { kind: 'template', id: template.id }
		});
		const { lines, isPublic } = await comparedWith(db, (await find(db, plan.id, made))!.against);
		expect(isPublic).toBe(true);
		expect(itemsOf(lines).map(({ code, headings }) => [code, headings[0]!.code])).toEqual([
			['II.A.1', 'II.A'],
			['II.A.2', 'II.A']
		]);
		await sql`
			update element set template_element_id = ${template.items[0]}
			where id = ${plan.elements['1.1.1']}
		`.execute(db);
		expect((await markedWith(db, plan.id)).get(plan.elements['1.1.1'])).toEqual([
			`item:${template.items[0]}`
		]);
	});

	test('that is withdrawn begins nothing, and what was begun with it goes on and says so', async () => {
		const template = await makeTemplate();
		const chosen = { title: 'x', against: { kind: 'template', id: template.id } as const };
		const made = await make(db, planner, plan, chosen);
		await db
			.updateTable('template')
			.set({ withdrawn_at: sql<Date>`now()`, withdrawn_reason: 'Outdated.' })
			.where('id', '=', template.id)
			.execute();
		expect(await refusal(make(db, planner, plan, chosen))).toEqual(['against: compared_withdrawn']);
		const sent = [{ item: `item:${template.items[1]}`, seen: '', said: missing }];
		expect(await answer(db, planner, plan, made, sent)).toBe(1);
		const { withdrawn } = await comparedWith(db, (await find(db, plan.id, made))!.against);
		expect(withdrawn).toBe(true);
	});
});

describe('gaps become activities', () => {
	const fields = { title: 'Closing gaps', reason: 'Asked.', holds_from: '2026-12-01' };
	const given = (items: string[], into: Into = { way: 'new', amendment: fields }) => ({
		...{ items, into, parentId: plan.elements['O1.1'] },
		reasonOf: ({ code }: { code: string | null }) => `Closes ${code}.`
	});
	beforeEach(async () => {
		const partly: Said = { ...covered('1.1.1'), verdict: 'partly', reason: 'Half of it.' };
		await answer(db, planner, plan, list, [
			...[say(0, partly), say(1, missing), say(2, covered('1.1.2'))]
		]);
	});
	const counted = async (table: 'amendment' | 'checklist_closing' | 'amendment_change') =>
		(await sql<{ n: number }>`select count(*)::int n from ${sql.table(table)}`.execute(db)).rows[0]!
			.n;

	test('of a new draft, tagged and with their reason; the plan and the answers stay', async () => {
		const elements = (await namedElements(db, plan.id)).length;
		const { amendmentId, count } = await closeGaps(
			...([db, planner, plan, list, given([key(0), key(1)])] as const)
		);
		expect(count).toBe(2);
		expect(await namedElements(db, plan.id)).toHaveLength(elements);
		const drafted = await fieldChanges(db, amendmentId!);
		const titles = drafted.filter(({ field }) => field === 'title');
		expect(titles.map(({ after, reason }) => [after, reason])).toEqual([
			['Data centre', `Closes A${number}.`],
			['Cybersecurity', `Closes B${number}.`]
		]);
		expect(drafted.filter(({ field }) => field === 'code').map(({ after }) => after)).toEqual([
			...['1.1.3', '1.1.4']
		]);
		expect(drafted.filter(({ field }) => field === 'term_id')).toHaveLength(2);
		expect(await closingsOf(db, list)).toMatchObject([
			{ item: key(0), code: '1.1.3', amendment: { id: amendmentId, title: 'Closing gaps' } },
			{ item: key(1), code: '1.1.4', amendment: { id: amendmentId } }
		]);
		expect(stateOf((await answersNow()).get(key(1)))).toBe('not_covered');
		const acts = (await history(db, plan.id)).entries.map(({ action }) => action);
		expect(acts).toContain('checklist_gaps_drafted');
		expect(acts).toContain('amendment_begun');
	});

	test('in the plan once the amendment is adopted, and then proposed for their gap', async () => {
		const into = { way: 'new', amendment: { ...fields, holds_from: '2026-11-01' } } as const;
		const { amendmentId } = await closeGaps(db, planner, plan, list, given([key(1)], into));
		const { version } = await db
			.selectFrom('amendment')
			.where('id', '=', amendmentId!)
			.select('version')
			.executeTakeFirstOrThrow();
		const instrument = { number: 'EO 1', on: '2026-11-20', address: null };
		await amendments.adopt(...([db, planner, plan, { id: amendmentId!, version }] as const), {
			instrument,
			today: '2026-11-22'
		});
		const [closing] = await closingsOf(db, list);
		expect(closing).toMatchObject({ item: key(1), code: '1.1.3', amendment: null });
		expect((await markedWith(db, plan.id)).get(closing!.elementId)).toEqual([key(1)]);
		expect(stateOf((await answersNow()).get(key(1)))).toBe('not_covered');
	});

	test('into a draft that is there, until it is given up', async () => {
		const amendmentId = await amendments.draft(db, planner, plan, fields);
		const into = { way: 'draft', amendmentId } as const;
		await closeGaps(db, planner, plan, list, given([key(1)], into));
		expect(await closingsOf(db, list)).toHaveLength(1);
		expect(await refusal(closeGaps(db, planner, plan, list, given([key(1)], into)))).toEqual([
			'gaps: no_gap'
		]);
		const { version } = await db
			.selectFrom('amendment')
			.where('id', '=', amendmentId)
			.select('version')
			.executeTakeFirstOrThrow();
		await amendments.abandon(db, planner, plan, { id: amendmentId, version });
		expect(await closingsOf(db, list)).toEqual([]);
		expect(await refusal(closeGaps(db, planner, plan, list, given([key(1)], into)))).toEqual([
			'into: draft_ended'
		]);
	});

	test('at once in a plan that is not adopted, and never past an amendment in one that is', async () => {
		expect(
			await refusal(closeGaps(db, planner, plan, list, given([key(1)], { way: 'plan' })))
		).toEqual(['into: adopted_already']);
		await db.updateTable('plan').set({ draft: true }).where('id', '=', plan.id).execute();
		expect(await refusal(closeGaps(db, planner, plan, list, given([key(1)])))).toEqual([
			': plan_unadopted'
		]);
		const made = await closeGaps(
			...([db, planner, plan, list, given([key(0), key(1)], { way: 'plan' })] as const)
		);
		expect(made).toEqual({ amendmentId: null, count: 2 });
		expect((await namedElements(db, plan.id)).map(({ code }) => code)).toEqual(
			expect.arrayContaining(['1.1.3', '1.1.4'])
		);
		expect(await closingsOf(db, list)).toMatchObject([{ amendment: null }, { amendment: null }]);
	});

	test('all or none: with something bad among them no draft, no activity and no record is left', async () => {
		const before = [
			await counted('amendment'),
			await counted('amendment_change'),
			await counted('checklist_closing')
		];
		const tried = (items: string[], more: object = {}) =>
			refusal(closeGaps(db, planner, plan, list, { ...given(items), ...more }));
		expect(await tried([])).toEqual(['gaps: gap_not_chosen']);
		expect(await tried([key(1), key(2)])).toEqual(['gaps: no_gap']);
		expect(await tried([key(1), 'term:999999'])).toEqual(['gaps: no_gap']);
		expect(await tried([key(1)], { parentId: elsewhere.elements.G1 })).toEqual([
			'parent: no_such_parent'
		]);
		expect(await tried([key(1)], { into: { way: 'draft', amendmentId: '999999' } })).toEqual([
			'into: unknown_choice'
		]);
		await expect(closeGaps(db, reporter, plan, list, given([key(1)]))).rejects.toBeInstanceOf(
			NotAllowed
		);
		expect([
			await counted('amendment'),
			await counted('amendment_change'),
			await counted('checklist_closing')
		]).toEqual(before);
	});

	test('once, though the form is sent twice', async () => {
		const request = { requestId: randomUUID(), digest: 'gaps', confirmed: [] };
		const both = await Promise.all(
			[1, 2].map(() => closeGaps(db, planner, { ...plan, request }, list, given([key(1)])))
		);
		expect(both[0]).toEqual(both[1]);
		expect(await closingsOf(db, list)).toHaveLength(1);
	});
});
