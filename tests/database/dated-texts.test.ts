/** What is said of a plan is dated as its titles are: a past day shows what was said then. */
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
import { takeBack } from '#lib/server/amendments/take-back.ts';
import * as kpis from '#lib/server/kpis/commands.ts';
import type { SentKpi } from '#lib/server/kpis/fields.ts';
import { find as findKpi } from '#lib/server/kpis/definitions.ts';
import { change as changeSettings, settings, type NoteField } from '#lib/server/plans/settings.ts';
import { elementTexts, kpiWords, notes, planTexts } from '#lib/server/plans/texts.ts';
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

const drafted = (amendmentId: string) => ({ planId: plan.id, amendmentId, actorId: plannerId });

async function draftFrom(holds_from: string, act: (inside: Db) => Promise<unknown>) {
	const fields = { title: `From ${holds_from}`, reason, holds_from };
	const id = await amendments.draft(db, planner, plan, fields);
	await inDraft(db, drafted(id), act);
	return id;
}

async function adopt(amendmentId: string) {
	const { version } = (await amendmentQueries.find(db, plan.id, amendmentId))!;
	const instrument = { number: 'Resolution 14', on: '2026-01-05', address: null };
	await amendments.adopt(db, planner, plan, { id: amendmentId, version }, { instrument, today });
}

test('a description is amended from a day and corrected from the beginning', async () => {
	await describe(db, 'As adopted.');
	const drafting = await draftFrom('2026-02-01', (inside) => describe(inside, 'As amended.'));
	expect(await saidOn(today)).toBe('As adopted.');
	await adopt(drafting);

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

const unsaid = {
	...{ result_level: null, measured_until: null, disaggregation: null, reporter_id: null },
	...{ quality_limits: null, quality_accuracy: null, quality_revisions: null },
	...{ quality_actions: null, quality_reviewed_on: null, means_of_verification: null },
	...{ unit_low: null, unit_high: null, range_low: null, range_high: null },
	range_zero_distance: null
};

test('the texts of a KPI, from its definition to how good its values are, are those of the day', async () => {
	const fields: SentKpi = {
		terms: [],
		...{ ...unsaid, code: 'K1', title: 'Sites', definition: 'As adopted.', unit: 'sites' },
		unit_kind: 'count',
		direction: 'up',
		frequency: 'quarter',
		over_time: 'last',
		over_organisations: 'none',
		...{ baseline_value: '0', baseline_on: '2022-01-01', tolerance: '0' },
		targets: [{ due_on: '2028-12-31', value: '100' }]
	};
	const kpiId = await kpis.add(db, planner, plan, id, { fields, reason, today });
	async function say(of: Db, said: object) {
		const { version, ...stored } = (await findKpi(of, plan.id, kpiId))!;
		const asked = { fields: { ...stored, disaggregation: null, ...said }, reason, today };
		await kpis.change(of, planner, plan, { id: kpiId, version }, asked);
	}
	await adopt(
		await draftFrom('2026-03-01', (inside) =>
			say(inside, { definition: 'As amended.', quality_limits: 'Self-assessed.' })
		)
	);
	await say(db, { means_of_verification: 'The register.' });
	const said = async (asOf: string) => {
		const row = (await plans.find(db, 'worded'))!;
		return (await kpiWords(db, row, scopeOn(asOf, today))).get(kpiId)!.texts;
	};
	const means_of_verification = 'The register.';
	expect(await said('2026-02-28')).toMatchObject({
		...{ definition: 'As adopted.', quality_limits: null, means_of_verification }
	});
	expect(await said(today)).toMatchObject({
		...{ definition: 'As amended.', quality_limits: 'Self-assessed.', means_of_verification }
	});
	const row = (await plans.find(db, 'worded'))!;
	const document = JSON.stringify(await planDocument(db, row, scopeOn('2026-02-28', today)));
	expect(document).toContain('"definition":"As adopted."');
	expect(document).not.toContain('Self-assessed.');
});

async function settle(of: Db, said: object, written?: NoteField[]) {
	const { version, notes: stored, ...columns } = (await settings(of, plan.id))!;
	const fields = { ...columns, ...said, notes: written ?? stored };
	await changeSettings(of, planner, plan, version, { fields, reason });
}

const own = async (asOf: string, more: Partial<Scope> = {}) => {
	const row = (await plans.find(db, 'worded'))!;
	return await planTexts(db, row, { ...scopeOn(asOf, today), ...more });
};

test('what a plan says of itself, and what it calls its elements, is that of the day', async () => {
	await settle(db, { vision: 'As adopted.' });
	const { labels } = await own(today);
	const goal = { one: 'Pillar', many: 'Pillars' };
	await adopt(
		await draftFrom('2026-04-01', (inside) =>
			settle(inside, { vision: 'As amended.', labels: { ...labels, goal } })
		)
	);
	expect(await own('2026-03-31')).toMatchObject({ vision: 'As adopted.', labels });
	expect(await own(today)).toMatchObject({ vision: 'As amended.', labels: { goal } });
	expect(await own(today, { reading: 'baseline' })).toMatchObject({ vision: 'As adopted.' });
	const row = (await plans.find(db, 'worded'))!;
	const document = await planDocument(db, row, scopeOn('2026-03-31', today));
	expect(document).toMatchObject({ vision: 'As adopted.', labels });
});

/** What is said on a day besides the elements, with whom it concerns. */
const notedOn = async (asOf: string, more: Partial<Scope> = {}) => {
	const row = (await plans.find(db, 'worded'))!;
	const held = await notes(db, row, { ...scopeOn(asOf, today), ...more });
	return held.map(({ text, concerns }) => [text, ...concerns].join(' '));
};

const noted = async (of: Db = db) => (await settings(of, plan.id))!.notes;
const current = async () => (await noted()).map(({ text }) => text);

test('notes are drafted, amended from a day, corrected from the beginning and taken back', async () => {
	await settle(db, {}, [
		{ id: null, text: 'One.' },
		{ id: null, text: 'Two.' }
	]);
	const [one, two] = await noted();
	await db
		.insertInto('plan_note_element')
		.values({ note_id: two!.id!, plan_id: plan.id, element_id: id })
		.execute();
	const rewritten = [{ ...one!, text: 'One, amended.' }];
	const drafting = await draftFrom('2026-05-01', (inside) =>
		settle(inside, {}, [...rewritten, { id: null, text: 'Three.' }])
	);
	// a draft sees itself, and nobody else sees it
	expect(await inDraft(db, drafted(drafting), noted)).toMatchObject([
		{ text: 'One, amended.' },
		{ text: 'Three.' }
	]);
	expect(await current()).toEqual(['One.', 'Two.']);
	expect(await notedOn(today)).toEqual(['One.', `Two. ${id}`]);
	await adopt(drafting);
	expect(await current()).toEqual(['One, amended.', 'Three.']);
	expect(await notedOn('2026-04-30')).toEqual(['One.', `Two. ${id}`]);
	expect(await notedOn('2026-05-01')).toEqual(['One, amended.', 'Three.']);
	expect(await notedOn(today, { reading: 'baseline' })).toEqual(['One.', `Two. ${id}`]);
	expect(await notedOn('2026-04-30', { knownOn: '2020-01-01' })).toEqual([]);

	const { id: three } = (await noted())[1]!;
	await settle(db, {}, [
		{ id: one!.id, text: 'One, amended.' },
		{ id: three, text: 'Third.' }
	]);
	expect(await notedOn('2026-05-01')).toEqual(['One, amended.', 'Third.']);
	expect(await notedOn('2026-04-30')).toEqual(['One.', `Two. ${id}`]);

	const [row] = await db
		.selectFrom('provenance')
		.where('plan_id', '=', plan.id)
		.where('field', '=', `notes.note-${one!.id}`)
		.selectAll()
		.execute();
	expect(row).toMatchObject({ kind: 'editorial', reason });

	const back = { title: 'Back', reason, holds_from: '2026-06-01' };
	await adopt(await takeBackRebased(drafting, back));
	expect(await notedOn('2026-05-31')).toEqual(['One, amended.', 'Third.']);
	expect(await notedOn('2026-06-01')).toEqual(['One.', `Two. ${id}`]);
	expect(await current()).toEqual(['One.', 'Two.']);
});

/** The reverse of an amendment whose text was corrected since. */
async function takeBackRebased(of: string, fields: Parameters<typeof takeBack>[4]) {
	const draft = await takeBack(db, planner, plan, of, fields);
	const { version } = (await amendmentQueries.find(db, plan.id, draft))!;
	await amendments.rebase(db, planner, plan, { id: draft, version });
	return draft;
}
