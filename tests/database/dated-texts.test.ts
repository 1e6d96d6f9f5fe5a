/** What is said of an element is dated as its title is: a past day shows what was said then. */
import { expect, test } from 'vitest';
import { scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { inDraft } from '#lib/server/amendments/drafts.ts';
import * as amendmentQueries from '#lib/server/amendments/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { change } from '#lib/server/elements/commands.ts';
import { find } from '#lib/server/elements/queries.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import { elementTexts } from '#lib/server/plans/texts.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase();
const { id: plannerId, actor: planner } = await makePerson(db, { role: 'planner' });
const today = new Date().toISOString().slice(0, 10);
const reason = 'The council worded it anew.';
const plan = await makePlan(db, { slug: 'worded' });
const id = plan.elements['1.1.1'];

async function describe(of: Db, description: string) {
	const element = (await find(of, plan.id, id))!;
	const fields = { ...element, description };
	const asked = { id, version: element.version, fields, reason, linkReason: null, today };
	await change(of, planner, plan, asked);
}

const saidOn = async (asOf: string, more: Partial<Scope> = {}) => {
	const row = (await plans.find(db, 'worded'))!;
	const texts = await elementTexts(db, row, { ...scopeOn(asOf, today), ...more });
	return texts.get(id)?.description;
};

test('a description is amended from a day and corrected from the beginning', async () => {
	await describe(db, 'As adopted.');
	const holds_from = '2026-02-01';
	const amendmentId = await amendments.draft(db, planner, plan, {
		...{ title: 'First', reason, holds_from }
	});
	const drafted = { planId: plan.id, amendmentId, actorId: plannerId };
	await inDraft(db, drafted, (inside) => describe(inside, 'As amended.'));
	expect(await saidOn(today)).toBe('As adopted.');
	const { version } = (await amendmentQueries.find(db, plan.id, amendmentId))!;
	const instrument = { number: 'Resolution 14', on: '2026-01-05', address: null };
	await amendments.adopt(db, planner, plan, { id: amendmentId, version }, { instrument, today });

	expect(await saidOn('2026-01-31')).toBe('As adopted.');
	expect(await saidOn('2026-02-01')).toBe('As amended.');
	expect(await saidOn(today, { reading: 'baseline' })).toBe('As adopted.');
	// before any of it was recorded nothing was said
	expect(await saidOn('2026-01-31', { knownOn: '2020-01-01' })).not.toBe('As adopted.');

	const row = (await plans.find(db, 'worded'))!;
	const documentOn = async (day: string) =>
		JSON.stringify(await planDocument(db, row, scopeOn(day, today)));
	expect(await documentOn('2026-01-31')).toContain('As adopted.');
	expect(await documentOn('2026-01-31')).not.toContain('As amended.');
	expect(await documentOn(today)).toContain('As amended.');
});
