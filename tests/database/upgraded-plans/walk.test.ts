/** Plans from before they had versions: where the walk begins and ends, and what is never walked. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { change as changeLine } from '#lib/server/budgets/appropriations.ts';
import { change } from '#lib/server/elements/commands.ts';
import { find } from '#lib/server/elements/queries.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { untold } from '#lib/server/plans/history.ts';
import { seedAll, seedReference } from '../../../seeds/run.ts';
import { freshDatabase } from '../../support/database.ts';
import { makePlan } from '../../support/plans.ts';
import {
	databaseBeforeVersions,
	expectBackAndForth,
	expectPresentKept,
	reason,
	scopeOf,
	stored,
	today,
	upgrade,
	upToWalk,
	walkBack,
	type Detail
} from '../../support/upgraded-plans.ts';

const old = await databaseBeforeVersions();
const { db, edit, plannedAs, planner, rowOf, untoldIn } = old;

const silent = await makePlan(db, { slug: 'silent' });

/** Where the log does not tell: written past it, without what stood before, and by a code that none has. */
async function editPastTheLog(): Promise<void> {
	const [first, second] = [silent.elements['1.1.1'], silent.elements['1.1.2']];
	const did = (
		on: string,
		id: string,
		action: string,
		before: Detail,
		after: Detail,
		write = sql`select`
	) => edit(silent.id, { on, action, about: ['element', id], before, after }, write);
	await did(
		'2026-02-02',
		first,
		'element_changed',
		{ title: 'Title of 1.1.1', planned_end: null },
		{ title: 'Said by the log', planned_end: '2026-06-30' },
		sql`update element set title = 'Said otherwise', planned_end = '2026-06-30' where id = ${first}`
	);
	await did(
		'2026-02-03',
		first,
		'element_changed',
		{ short_title: null },
		{ short_title: 'Short' },
		sql`update element set short_title = 'Short' where id = ${first}`
	);
	await did(
		'2026-02-04',
		second,
		'element_changed',
		{ weight: 'heavy', milestones: [] },
		{ weight: '3', description: 'New.', milestones: [{ title: 'Begun' }] },
		sql`update element set weight = 3, description = 'New.' where id = ${second}`
	);
	await did('2026-02-05', second, 'element_moved', { parent: 'O9.9' }, { parent: 'O1.1' });
}

const untouched = await makePlan(db, { slug: 'untouched' });

const later = await makePlan(db, { slug: 'later' });
const begun = await makePlan(db, { slug: 'begun' });
const line = { id: '', elementId: later.elements['1.1.1'] };

const titled = (planId: string, id: string, on: string, [before, after]: [string, string]) =>
	edit(
		planId,
		{
			...{ on, action: 'element_changed', about: ['element', id] as const },
			...{ before: { title: before }, after: { title: after } }
		},
		sql`update element set title = ${after}, version = version + 1 where id = ${id}`
	);

/** Edits of a plan that is edited on once it has versions, and of one that was written anew in between. */
async function editBefore(): Promise<void> {
	await titled(later.id, line.elementId, '2026-02-02', ['Title of 1.1.1', 'Before versions']);
	const { rows } = await sql<{ id: string }>`
		with fund as (
			insert into fund_source (plan_id, code, title) values (${later.id}, 'GAA', 'Budget') returning id
		)
		insert into budget_line (element_id, fund_source_id, appropriation_year, appropriation)
		select ${line.elementId}, id, 2026, 10 from fund returning id
	`.execute(db);
	line.id = rows[0]!.id;
	await edit(
		later.id,
		{
			...{ on: '2026-02-03', action: 'budget_line_changed', about: ['budget_line', line.id] },
			...{ before: { appropriation: '10.00' }, after: { appropriation: '20.00' } }
		},
		sql`update budget_line set appropriation = 20 where id = ${line.id}`
	);
	// an edit from before the plan's own revision was counted
	await sql`
		insert into audit_entry (occurred_at, action, plan_id, subject_kind, subject_id, detail)
		values ('2026-02-02T04:00:00Z', 'element_changed', ${untouched.id}, 'element',
			${untouched.elements['1.1.1']}, '{"before": {"title": "Old"}, "after": {"title": "Title of 1.1.1"}}')
	`.execute(db);
	const first = begun.elements['1.1.1'];
	await titled(begun.id, first, '2026-02-02', ['Title of 1.1.1', 'As it was begun']);
	await sql`
		insert into audit_entry (occurred_at, action, plan_id, subject_kind, subject_id, detail)
		values ('2026-02-03T04:00:00Z', 'plan_seeded', ${begun.id}, 'plan', ${begun.id}, '{}')
	`.execute(db);
	await titled(begun.id, first, '2026-02-04', ['As it was begun', 'As it went on']);
}

/** Edits by the application, which have their revisions. */
async function editSince(): Promise<void> {
	const { elementId } = line;
	const element = (await find(db, later.id, elementId))!;
	const fields = { ...element, title: 'With versions' };
	const { version } = element;
	const asked = { id: elementId, version, fields, reason, linkReason: null, today };
	await change(db, planner, later, asked);
	const amounts = { cost: null, appropriation: parseMoney('25'), allotment: null };
	await changeLine(db, planner, later, { ...line, version: 1 }, { amounts, reason });
}

const O = 'O1.1 | Title of O1.1';
const goals = ['G1 | Title of G1', O] as const;
const G2 = 'G2 | Title of G2';

await editPastTheLog();
await editBefore();
const before = await upgrade(old, ['silent', 'untouched', 'later', 'begun'], editSince);

test('where the log does not tell, what stood then counts as known before, and it is noted', async () => {
	const first = (end: string | null) => ['1.1.1 | Said otherwise', end].filter(Boolean).join(' | ');
	expect((await plannedAs('silent', '2026-02-01')).slice(2, 4)).toEqual([
		...[first(null), '1.1.2 | Title of 1.1.2 | 3']
	]);
	expect((await plannedAs('silent', '2026-02-02')).slice(2, 4)).toEqual([
		...[first('2026-06-30'), '1.1.2 | Title of 1.1.2 | 3']
	]);
	const { '1.1.1': one, '1.1.2': two } = silent.elements;
	expect(await untoldIn(silent.id)).toEqual([
		`element ${one} title`,
		...['description', 'milestones', 'parent', 'weight'].map((field) => `element ${two} ${field}`)
	]);
	expect(await untold(db, silent.id)).toMatchObject({
		records: [
			{ kind: 'element', code: '1.1.1', fields: ['title'] },
			{ kind: 'element', code: '1.1.2', fields: ['description', 'milestones', 'parent', 'weight'] }
		],
		until: new Date('2026-02-05T04:00:00Z')
	});
	expect((await untold(db, silent.id, one))?.records.map(({ code }) => code)).toEqual(['1.1.1']);
	expect(await untold(db, silent.id, silent.elements.G1)).toBeNull();
	expect(await untoldIn(untouched.id)).toEqual([`plan ${untouched.id} *`]);
	expect(await plannedAs('untouched', '2020-01-01')).toEqual([
		...[...goals, '1.1.1 | Title of 1.1.1', '1.1.2 | Title of 1.1.2', G2]
	]);
});

test('the walk begins where versions begin, and ends where the plan was written anew', async () => {
	const activityAs = async (slug: string, knownOn: string) => (await plannedAs(slug, knownOn))[2];
	expect(await activityAs('later', '2026-02-01')).toBe('1.1.1 | Title of 1.1.1');
	expect(await activityAs('later', '2026-02-02')).toBe('1.1.1 | Before versions');
	expect(await activityAs('later', today)).toBe('1.1.1 | With versions');
	const appropriated = async (knownOn: string) => {
		const { record } = await figures(db, await rowOf('later'), scopeOf(knownOn));
		return record.budgetLines.map(({ appropriation }) => appropriation);
	};
	expect(await appropriated('2026-02-02')).toEqual([1000n]);
	expect(await appropriated('2026-02-03')).toEqual([2000n]);
	expect(await appropriated(today)).toEqual([2500n]);
	expect(await activityAs('begun', '2026-02-02')).toBe('1.1.1 | As it was begun');
	expect(await activityAs('begun', '2026-02-04')).toBe('1.1.1 | As it went on');
});

test('what is known today is what it was before the upgrade', async () => {
	await expectPresentKept(old, before);
});

test('a migration back leaves what was there before, and again forth the same', async () => {
	await expectBackAndForth(db, before);
});

test('what is seeded was edited by nobody, and stays as it is', async () => {
	const { db: seeded } = await freshDatabase({ template: 'template0' });
	await upToWalk(seeded);
	await seedReference(seeded);
	await seedAll(seeded, () => {});
	const revisions = () => seeded.selectFrom('plan').select(['slug', 'revision']).execute();
	const [before, revised] = [await stored(seeded), await revisions()];
	expect(before.length).toBeGreaterThan(100);
	await walkBack(seeded);
	expect(await stored(seeded)).toEqual(before);
	expect(await revisions()).toEqual(revised);
	const { rows } = await sql`select from untold_change`.execute(seeded);
	expect(rows).toEqual([]);
});
