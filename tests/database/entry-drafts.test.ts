/** What is typed and not sent: kept for its person alone, and forgotten when it is of no use any more. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { draftOf, forgetDraft, keepDraft } from '#lib/server/reports/drafts.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { freshDatabase } from '../support/database.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const plan = await reportingPlan(db);
const now = new Date('2026-11-22T04:00:00Z');
const idOf = (actor: Actor) => (actor.kind === 'user' ? actor.id : '');
const userId = idOf(plan.milgReporter);
const of = { userId, address: `/my/activities/${plan.ofMilg}` };

beforeEach(async () => {
	await db.deleteFrom('entry_draft').execute();
});

test('the last that was typed stands, by form and person', async () => {
	const first = await keepDraft(db, of, { note: 'Half a sen' });
	const last = await keepDraft(db, of, { note: 'Half a sentence.' });
	expect(last!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
	expect(await draftOf(db, of)).toEqual({ fields: { note: 'Half a sentence.' }, savedAt: last });
	expect(await draftOf(db, { ...of, userId: idOf(plan.mpwReporter) })).toBeUndefined();
	await forgetDraft(db, of);
	expect(await draftOf(db, of)).toBeUndefined();
});

test('what comes after its form was stored is no draft any more', async () => {
	const sent = sentUpdate(plan.ofMilg, 40, null);
	await recordUpdate(db, plan.milgReporter, sent, now);
	const late = { request_id: sent.requestId, note: 'Came late.' };
	expect(await keepDraft(db, of, late)).toBeNull();
	expect(await draftOf(db, of)).toBeUndefined();
	expect(await keepDraft(db, of, { ...late, request_id: randomUUID() })).not.toBeNull();
	expect(await keepDraft(db, of, { ...late, request_id: 'no id' })).not.toBeNull();
});

test('90 days after the last letter a draft is forgotten, and of each person 300 are kept', async () => {
	await keepDraft(db, of, { note: 'Long ago.' });
	await sql`update entry_draft set saved_at = now() - interval '91 days'`.execute(db);
	await sql`
		insert into entry_draft (user_id, address, fields, saved_at)
		select ${userId}::bigint, '/my/kpis/' || n, '{}'::jsonb, now() - n * interval '1 minute'
		from generate_series(1, 305) as n
	`.execute(db);
	await keepDraft(db, { ...of, address: '/my/kpis/1000' }, { note: 'Now.' });
	const kept = await db.selectFrom('entry_draft').select('address').execute();
	expect(kept).toHaveLength(300);
	const addresses = kept.map(({ address }) => address);
	expect(addresses).toContain('/my/kpis/1000');
	expect(addresses).toContain('/my/kpis/299');
	expect(addresses).not.toContain('/my/kpis/300');
	expect(addresses).not.toContain(of.address);
});
