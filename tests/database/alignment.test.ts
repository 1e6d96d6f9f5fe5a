/** Alignments: what is taken, what is refused, and what of it is known on which day. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type {
	AlignedKind,
	AlignmentValues,
	OriginValues,
	OutsidePlanValues,
	OutsideStatementValues,
	ValuesOfAligned
} from '#lib/kinds/alignment.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { add, change, withdraw } from '#lib/server/alignment/commands.ts';
import { find, linksOf, outsidePlans, outsideStatements } from '#lib/server/alignment/records.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { history } from '#lib/server/plans/history.ts';
import { Conflict, Invalid, NotAllowed, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { makeFramework } from '../support/frameworks.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan, revisionOf, type SmallPlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const dict = await makeOrganisation(db, 'DICT');
const { actor: planner, id: plannerId } = await makePerson(db, { role: 'planner' });
const { actor: reporter } = await makePerson(db, { role: 'reporter', organisationId: dict });
const reason = 'It was read again.';

let number = 0;
let [child, parent, third]: SmallPlan[] = [];
beforeEach(async () => {
	number += 1;
	const make = (name: string) => makePlan(db, { slug: `${name}-${number}` });
	[child, parent, third] = [await make('child'), await make('parent'), await make('third')];
});

const origin: OriginValues = {
	...{ provenance_kind: 'editorial', quotation: null, provenance_reason: 'It says so.' },
	...{ publication_title: null, published_on: null, publication_address: null }
};

const aligned = (to: string, more: Partial<AlignmentValues> = {}): AlignmentValues => ({
	...{ aligned_child: 'plan', aligned_to: to, rationale: 'It makes it possible.' },
	...{ share: null, valid_from: null, valid_to: null },
	...origin,
	...more
});
const elsewhere = (more: Partial<OutsidePlanValues> = {}): OutsidePlanValues => ({
	...{ outside_title: 'Rencana', publisher: null, outside_address: 'https://example.org/plan' },
	...{ outside_language: 'id', edition_label: '2010', edition_on: '2010-05-01', follows: null },
	...origin,
	...more
});
const stated = (
	of: string,
	more: Partial<OutsideStatementValues> = {}
): OutsideStatementValues => ({
	...{ statement_of: of, statement_kind: 'vision', statement_code: null },
	...{ statement_words: 'Melangkah Bersama', ...origin },
	...more
});

const put = <Of extends AlignedKind>(
	of: Of,
	values: ValuesOfAligned<Of>,
	plan: SmallPlan = child!,
	actor = planner
) => add(db, actor, plan, of, { values, reason });

const element = (plan: SmallPlan | undefined, code: keyof SmallPlan['elements']) =>
	`element:${plan!.elements[code]}`;

/** What a command refuses: the fields with their problems, or the reason. */
async function refusal(done: Promise<unknown>): Promise<string[]> {
	const cause: unknown = await done.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (cause instanceof Invalid)
		return cause.problems.map(({ field, problem }) => `${field}: ${problem}`);
	if (cause instanceof Refused) return [`${cause.field}: ${cause.reason}`];
	throw cause ?? new Error('it was taken');
}

const stored = async () => {
	const tables = ['alignment', 'outside_plan', 'outside_statement'];
	const counts = await Promise.all(
		tables.map((name) =>
			sql<{ n: number }>`select count(*)::int n from ${sql.table(name)}`.execute(db)
		)
	);
	return counts.map(({ rows }) => rows[0]!.n);
};

describe('an alignment', () => {
	test('is kept exactly as it was entered, is in the log, and raises no version of the plan', async () => {
		const row = (await plans.find(db, `child-${number}`))!;
		const values = aligned(element(parent, 'G1'), {
			...{ aligned_child: element(child, 'O1.1'), share: '40.5' },
			...{ valid_from: '2025-01-01', valid_to: '2027-12-31' }
		});
		const id = await put('alignment', values);
		expect(await linksOf(db, child!.id)).toEqual([
			expect.objectContaining({
				...{ id, version: id, rationale: 'It makes it possible.', share: '40.5' },
				child: { planId: child!.id, elementId: child!.elements['O1.1'] },
				parent: { kind: 'here', planId: parent!.id, elementId: parent!.elements.G1 },
				...{ from: '2025-01-01', until: '2027-12-31' }
			})
		]);
		const [entry] = (await history(db, child!.id)).entries;
		expect(entry).toMatchObject({
			...{ action: 'alignment_added', subjectId: id },
			detail: { code: `O1.1 → Plan parent-${number} G1`, reason }
		});
		const after = (await plans.find(db, `child-${number}`))!;
		expect(after.structure_revision).toBe(row.structure_revision);
		expect(Number(after.revision)).toBe(Number(row.revision) + 1);
	});

	test('may lead to a plan that lives elsewhere, to what that states and to a term of a framework', async () => {
		const outside = await put('outside_plan', elsewhere());
		const statement = await put('outside_statement', stated(outside));
		const [term] = await makeFramework(db, { slug: `sdg-${number}`, title: 'SDG' }, [
			{ code: `16.6-${number}`, title: 'Institutions' }
		]);
		for (const to of [`outside:${outside}`, `statement:${statement}`, `term:${term}`])
			await put('alignment', aligned(to));
		expect((await linksOf(db, child!.id)).map((link) => link.parent)).toEqual([
			{ kind: 'outside', outsideId: outside, statementId: null },
			{ kind: 'outside', outsideId: outside, statementId: statement },
			{ kind: 'term', termId: term }
		]);
	});

	test('is changed and withdrawn on its version only, and no state can be rewritten', async () => {
		const id = await put('alignment', aligned(`plan:${parent!.id}`));
		const sent = { values: aligned(`plan:${parent!.id}`, { valid_to: '2026-12-31' }), reason };
		expect(await change(db, planner, child!, 'alignment', { id, version: id }, sent)).toBe(true);
		await expect(
			change(db, planner, child!, 'alignment', { id, version: id }, sent)
		).rejects.toBeInstanceOf(Conflict);
		const { version, until } = (await find(db, 'alignment', id))!;
		expect(until).toBe('2026-12-31');
		expect(await change(db, planner, child!, 'alignment', { id, version }, sent)).toBe(false);
		await withdraw(db, planner, child!, 'alignment', { id, version }, reason);
		expect(await linksOf(db, child!.id)).toEqual([]);
		await expect(sql`update alignment set rationale = 'x'`.execute(db)).rejects.toThrow();
	});

	test('is a planner’s to write, on the page of its own plan', async () => {
		const to = `plan:${parent!.id}`;
		await expect(put('alignment', aligned(to), child, reporter)).rejects.toBeInstanceOf(NotAllowed);
		const id = await put('alignment', aligned(to));
		await expect(
			withdraw(db, planner, parent!, 'alignment', { id, version: id }, reason)
		).rejects.toBeInstanceOf(NotFound);
	});

	test('has no place in a draft of an amendment', async () => {
		const amendmentId = await amendments.draft(db, planner, child!, {
			...{ title: 'Second amendment', reason, holds_from: '2026-11-01' }
		});
		const request = { planId: child!.id, amendmentId, actorId: plannerId };
		await inDraft(db, request, async (within) => {
			const values = aligned(`plan:${parent!.id}`);
			await expect(
				add(within, planner, child!, 'alignment', { values, reason })
			).rejects.toMatchObject({ reason: 'not_drafted' });
		});
		expect(await linksOf(db, child!.id)).toEqual([]);
	});
});

describe('refused beside its field, with nothing stored', () => {
	const cases: [string, () => AlignmentValues, string][] = [
		['no parent', () => aligned('', { aligned_to: null }), 'aligned_to: not_chosen'],
		['a parent that is not there', () => aligned('plan:999999'), 'aligned_to: unknown_choice'],
		['what is no choice', () => aligned("plan:1'; drop"), 'aligned_to: unknown_choice'],
		[
			'a child of another plan',
			() => aligned(`plan:${parent!.id}`, { aligned_child: element(third, 'G1') }),
			'aligned_child: unknown_choice'
		],
		['its own plan', () => aligned(element(child, 'G2')), 'aligned_to: aligned_within'],
		['101 %', () => aligned(`plan:${parent!.id}`, { share: '101' }), 'share: share_out_of_range'],
		['0 %', () => aligned(`plan:${parent!.id}`, { share: '0' }), 'share: share_out_of_range'],
		[
			'three decimals',
			() => aligned(`plan:${parent!.id}`, { share: '0.125' }),
			'share: too_many_decimals'
		],
		[
			'an end before its beginning',
			() => aligned(`plan:${parent!.id}`, { valid_from: '2026-01-02', valid_to: '2026-01-01' }),
			'valid_to: end_before_start'
		],
		[
			'an absurd day',
			() => aligned(`plan:${parent!.id}`, { valid_from: '0001-01-01' }),
			'valid_from: absurd_day'
		],
		[
			'a source that is not quoted',
			() => aligned(`plan:${parent!.id}`, { provenance_kind: 'source' }),
			'quotation: required'
		],
		[
			'a quotation that stands nowhere',
			() => aligned(`plan:${parent!.id}`, { provenance_kind: 'source', quotation: 'Never said' }),
			'quotation: quoted_nowhere'
		],
		[
			'a public record without its document',
			() => aligned(`plan:${parent!.id}`, { provenance_kind: 'public_record' }),
			'publication_title: required'
		],
		[
			'an address that is a script',
			() => aligned(`plan:${parent!.id}`, { publication_address: 'javascript:alert(1)' }),
			'publication_address: not_an_address'
		],
		[
			'invented content of a published plan',
			() => aligned(`plan:${parent!.id}`, { provenance_kind: 'demo' }),
			'provenance_kind: demo_of_published'
		]
	];
	test.each(cases)('%s', async (_, values, expected) => {
		const before = [await stored(), await revisionOf(db, child!.id)];
		expect(await refusal(put('alignment', values()))).toEqual([expected]);
		expect([await stored(), await revisionOf(db, child!.id)]).toEqual(before);
	});

	test('the same twice, where both hold on some day', async () => {
		const to = `plan:${parent!.id}`;
		await put('alignment', aligned(to, { valid_to: '2025-12-31' }));
		expect(await refusal(put('alignment', aligned(to)))).toEqual(['aligned_to: aligned_twice']);
		await put('alignment', aligned(to, { valid_from: '2026-01-01' }));
		expect(await linksOf(db, child!.id)).toHaveLength(2);
	});

	test('more than all of a child, over parents that hold on one day', async () => {
		await put('alignment', aligned(`plan:${parent!.id}`, { share: '60', valid_to: '2026-12-31' }));
		const more = aligned(`plan:${third!.id}`, { share: '40.01' });
		const done = put('alignment', more);
		expect(await refusal(done)).toEqual(['share: shares_above_all']);
		await put('alignment', { ...more, valid_from: '2027-01-01' });
		const other = aligned(`plan:${third!.id}`, {
			aligned_child: element(child, 'G1'),
			share: '90'
		});
		await put('alignment', other);
	});

	test('a circle, of two plans and of three, also by way of a part', async () => {
		await put(
			'alignment',
			aligned(element(parent, 'O1.1'), { aligned_child: element(child, 'G1') })
		);
		await put('alignment', aligned(`plan:${third!.id}`), parent);
		const before = await stored();
		const back = aligned(element(child, 'G2'));
		expect(await refusal(put('alignment', back, third))).toEqual(['aligned_to: aligned_in_circle']);
		expect(await refusal(put('alignment', back, parent))).toEqual([
			'aligned_to: aligned_in_circle'
		]);
		expect(await stored()).toEqual(before);
		// another goal of the parent does not hold what the child serves
		await put('alignment', { ...back, aligned_child: element(parent, 'G2') }, parent);
	});

	test('a circle of two who align at the same moment: one of them is refused', async () => {
		const done = await Promise.allSettled([
			put('alignment', aligned(`plan:${parent!.id}`), child),
			put('alignment', aligned(`plan:${child!.id}`), parent)
		]);
		expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	});

	test('what went out of its plan', async () => {
		await db
			.updateTable('element')
			.set({ retired_at: new Date(), retired_reason: reason })
			.where('id', '=', parent!.elements.G2)
			.execute();
		const to = element(parent, 'G2');
		expect(await refusal(put('alignment', aligned(to)))).toEqual(['aligned_to: unknown_choice']);
	});
});

describe('a plan that lives elsewhere', () => {
	test('is followed by its next version; links to the older one stay', async () => {
		const first = await put('outside_plan', elsewhere());
		await put('alignment', aligned(`outside:${first}`));
		const second = await put('outside_plan', elsewhere({ edition_label: '2015', follows: first }));
		const known = await outsidePlans(db);
		expect(known.find(({ id }) => id === second)).toMatchObject({ followsId: first });
		const [link] = await linksOf(db, child!.id);
		expect(link!.parent).toEqual({ kind: 'outside', outsideId: first, statementId: null });
		const round = { values: elsewhere({ follows: second }), reason };
		const at = { id: first, version: first };
		expect(await refusal(change(db, planner, child!, 'outside_plan', at, round))).toEqual([
			'follows: follows_itself'
		]);
	});

	test('and what it states are taken back only where nothing rests on them', async () => {
		const outside = await put('outside_plan', elsewhere());
		const statement = await put('outside_statement', stated(outside));
		const link = await put('alignment', aligned(`statement:${statement}`));
		const take = (of: AlignedKind, id: string) =>
			withdraw(db, planner, child!, of, { id, version: id }, reason);
		expect(await refusal(take('outside_statement', statement))).toEqual([': aligned_still']);
		expect(await refusal(take('outside_plan', outside))).toEqual([': aligned_still']);
		await take('alignment', link);
		await take('outside_statement', statement);
		await take('outside_plan', outside);
		expect((await outsideStatements(db)).map(({ id }) => id)).not.toContain(statement);
		expect((await outsidePlans(db)).map(({ id }) => id)).not.toContain(outside);
	});

	const unfit: [string, Partial<OutsidePlanValues>, string][] = [
		[
			'a language that is none',
			{ outside_language: 'not a tag' },
			'outside_language: not_a_language'
		],
		['an address that is none', { outside_address: 'ftp://x' }, 'outside_address: not_an_address'],
		['a version that is not there', { follows: '999999' }, 'follows: unknown_choice']
	];
	test.each(unfit)('with %s is refused, and nothing is stored', async (_, more, expected) => {
		const before = await stored();
		expect(await refusal(put('outside_plan', elsewhere(more)))).toEqual([expected]);
		expect(await stored()).toEqual(before);
	});
});

test('a quotation is found in what the plan was published in, whatever its lines break at', async () => {
	const { id: publication_id } = await db
		.insertInto('publication')
		.values({ plan_id: child!.id, title: 'The plan', publisher: null })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: passage } = await db
		.insertInto('passage')
		.values({ publication_id, code: 'p1', text: 'It serves the vision of the region.' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const quotation = 'serves the\nvision';
	await put('alignment', aligned(`plan:${parent!.id}`, { provenance_kind: 'source', quotation }));
	const [link] = await linksOf(db, child!.id);
	expect(link!.origin.quotes).toEqual([{ passage, text: quotation }]);
});
