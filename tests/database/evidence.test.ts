/** Evidence: what is taken and refused, who reads it, and that a file and its row come and go as one. */
import { randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { mayRead } from '#lib/domain/reporting/evidence-readers.ts';
import * as amendments from '#lib/server/amendments/commands.ts';
import { add, takeBack, type SentEvidence } from '#lib/server/evidence/commands.ts';
import { entriesIn } from '#lib/server/evidence/entries.ts';
import { sweep, withStored } from '#lib/server/evidence/keep.ts';
import { ofAmendment, ofElement, ofFile, ofKpi, ofReported } from '#lib/server/evidence/queries.ts';
import { accept } from '#lib/server/files/checks/accept.ts';
import { storeOnDisk } from '#lib/server/files/stores/disk.ts';
import { newName, type FileStore } from '#lib/server/files/stores/store.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { newestUpdate } from '#lib/server/reports/queries.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { verify } from '#lib/server/writing/chain.ts';
import { freshDatabase, untilSomebodyWaits } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { makePlan, revisionOf } from '../support/plans.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';

const { db } = await freshDatabase();
const plan = await reportingPlan(db);
const now = new Date('2026-10-05T04:00:00Z');
const folder = await mkdtemp(join(tmpdir(), 'tanaw-evidence-'));
const store = storeOnDisk(folder);
const { actor: planner } = await makePerson(db, { role: 'planner' });
const anyone = { kind: 'public' } as const;

const ofMilg = { kind: 'activity', id: plan.ofMilg, shows: null } as const;
const link = (more: Partial<SentEvidence> = {}): SentEvidence => ({
	...{ of: ofMilg, caption: 'Signed minutes', speaksOf: '2026-09-30' },
	content: { link: 'https://example.org/minutes' },
	...more
});
const csv = (text = 'place,kiosks\nCotabato,5\n') =>
	accept({ name: 'kiosks.csv', bytes: Buffer.from(text) }, null);
const addFile = async (more: Partial<SentEvidence> = {}, actor = plan.milgReporter) =>
	withStored(store, await csv(), (file) =>
		add(db, actor, { ...link(), content: { file }, ...more }, now)
	);
const filesIn = async (of: FileStore = store) => {
	const names: string[] = [];
	for await (const { name } of of.list()) names.push(name);
	return names;
};
const rows = async () => {
	const { rows: found } = await sql<{ evidence: number; files: number; entries: number }>`
		select (select count(*)::int from evidence) as evidence,
			(select count(*)::int from evidence_file) as files,
			(select count(*)::int from audit_entry) as entries
	`.execute(db);
	return found[0]!;
};
/** Nothing is stored by what is refused: no row, no file. */
async function expectRefused(act: () => Promise<unknown>, name: string) {
	const [before, files] = [await rows(), await filesIn()];
	await expect(act()).rejects.toMatchObject({ name });
	expect(await rows()).toMatchObject({ evidence: before.evidence, files: before.files });
	expect(await filesIn()).toEqual(files);
}

describe('what is added', () => {
	test('stands in the open report, raises the revision, and is on record with its digest', async () => {
		const revision = await revisionOf(db, plan.planId);
		const { id, file } = await addFile();
		expect(await revisionOf(db, plan.planId)).toBe(revision + 1);
		const [added] = await ofElement(db, plan.ofMilg);
		expect(added).toMatchObject({ id, caption: 'Signed minutes', speaksOf: '2026-09-30' });
		expect(added).toMatchObject({ organisation: 'MILG', period: '2026 Q3', takenBack: null });
		expect(added!.file).toMatchObject({ name: file, originalName: 'kiosks.csv' });
		expect(await filesIn()).toEqual([file]);
		const { detail } = await db
			.selectFrom('audit_entry')
			.where('action', '=', 'evidence_added')
			.select('detail')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
		expect(detail).toMatchObject({ code: '1.1.1', evidence: [id], sha256: added!.file!.sha256 });
		expect(JSON.stringify(detail)).not.toContain('Signed minutes');
		expect(await verify(db)).toMatchObject({ sound: true });
	});

	test('may be of a milestone, of a KPI, and by the planner on behalf', async () => {
		const milestoneId = plan.milestones[0]!;
		const shows = { what: 'milestone', id: milestoneId } as const;
		const of = { kind: 'activity', id: plan.ofMpw, shows } as const;
		await add(db, planner, link({ of }), now);
		const [added] = await ofElement(db, plan.ofMpw);
		expect(added).toMatchObject({ milestone: 'Designed', organisation: 'MPW' });
		await add(
			db,
			plan.mpwReporter,
			link({ of: { kind: 'kpi', id: plan.kpis.named, shows: null } }),
			now
		);
		expect(await ofKpi(db, plan.kpis.named)).toHaveLength(1);
		const { rows: behalf } = await sql`
			select from audit_entry where action = 'evidence_added'
				and detail ->> 'on_behalf_of' = ${plan.mpw}
		`.execute(db);
		expect(behalf).toHaveLength(1);
	});

	test('of a KPI that two ministries measure it is added and taken back for the one that is meant', async () => {
		const of = { kind: 'kpi', id: plan.kpis.shared, shows: null } as const;
		const [first, second] = [plan.milg, plan.mpw];
		const meant = await add(db, planner, { ...link({ of }), behalfOf: second }, now);
		const unnamed = await add(db, planner, link({ of }), now);
		expect(await ofKpi(db, plan.kpis.shared)).toMatchObject([
			{ id: unnamed.id, organisation: 'MILG' },
			{ id: meant.id, organisation: 'MPW' }
		]);
		// who writes in its own right stays with its own report, whatever the form says
		const own = { ...link({ of }), behalfOf: second };
		const { id } = await add(db, plan.milgReporter, own, now);
		expect((await ofKpi(db, plan.kpis.shared)).find((one) => one.id === id)).toMatchObject({
			organisation: 'MILG'
		});
		const reason = 'It counts another register.';
		await takeBack(db, planner, { of, id: meant.id, reason, behalfOf: second }, now);
		const { rows: logged } = await sql<{ of: string }>`
			select detail ->> 'on_behalf_of' as of from audit_entry
			where detail ->> 'code' = 'O1.1.K1' and detail ->> 'on_behalf_of' is not null order by id
		`.execute(db);
		expect(logged.map((entry) => entry.of)).toEqual([second, first, second]);
	});

	test('is added once by a form that is sent twice, and its second file is gone', async () => {
		const request = { requestId: randomUUID(), digest: 'of this form', confirmed: [] };
		const first = await addFile({ request });
		const files = await filesIn();
		const before = await rows();
		expect(await addFile({ request })).toEqual(first);
		const both = await Promise.all([addFile({ request }), addFile({ request })]);
		expect(both).toEqual([first, first]);
		expect(await rows()).toEqual(before);
		expect(await filesIn()).toEqual(files);
	});
});

describe('what is refused stores nothing', () => {
	test.each<[string, string, () => Partial<SentEvidence>]>([
		['another ministry’s activity', 'NotOwned', () => ({ of: { ...ofMilg, id: plan.ofIco } })],
		['an activity that is not there', 'NotFound', () => ({ of: { ...ofMilg, id: '999999' } })],
		['no id', 'NotFound', () => ({ of: { ...ofMilg, id: '1 or 1=1' } })],
		['a goal', 'NotFound', () => ({ of: { ...ofMilg, id: plan.objective } })],
		[
			'another ministry’s KPI',
			'NotOwned',
			() => ({ of: { kind: 'kpi', id: plan.kpis.named, shows: null } })
		],
		[
			'another activity’s milestone',
			'Refused',
			() => ({ of: { ...ofMilg, shows: { what: 'milestone', id: plan.milestones[0]! } } })
		],
		['a day to come', 'Invalid', () => ({ speaksOf: '2026-10-06' })],
		['a day before the plan', 'Invalid', () => ({ speaksOf: '2022-03-31' })],
		[
			'an amendment',
			'NotAllowed',
			() => ({ of: { kind: 'amendment', id: '1', planId: plan.planId } })
		]
	])('%s', async (_, name, more) => {
		await expectRefused(() => addFile(more()), name);
	});

	test('a caption that says nothing, by the database itself', async () => {
		await expectRefused(() => addFile({ caption: '' }), 'Refused');
	});

	test('a retired activity', async () => {
		await db
			.updateTable('element')
			.set({ retired_at: new Date(), retired_reason: 'Merged.' })
			.where('id', '=', plan.ofIco)
			.execute();
		await expectRefused(() => addFile({ of: { ...ofMilg, id: plan.ofIco } }, planner), 'NotFound');
	});

	test('by whoever may not report', async () => {
		const { actor: leader } = await makePerson(db, { role: 'leader' });
		await expectRefused(() => addFile({}, leader), 'NotOwned');
	});

	test('a ministry that lost the activity a moment before', async () => {
		const before = [await rows(), await filesIn()];
		const { sent } = await db.transaction().execute(async (trx) => {
			await sql`select from element where id = ${plan.ofMilg} for update`.execute(trx);
			const adding = addFile().catch((cause: Error) => cause.name);
			await untilSomebodyWaits(db);
			await trx
				.updateTable('owner')
				.set({ valid_to: '2026-10-01' })
				.where('element_id', '=', plan.ofMilg)
				.execute();
			return { sent: adding };
		});
		expect(await sent).toBe('NotFound');
		expect([await rows(), await filesIn()]).toEqual(before);
		await db
			.updateTable('owner')
			.set({ valid_to: null })
			.where('element_id', '=', plan.ofMilg)
			.execute();
	});
});

const entered = (percent: number, seen: string | null, asOf = '2026-09-30') =>
	recordUpdate(
		db,
		plan.milgReporter,
		{ ...sentUpdate(plan.ofMilg, percent, seen), recoveryOn: '2028-03-31', asOf },
		now
	);
const money = { kind: 'money', id: plan.ofMilg } as const;
const entry = (id: string) => ({ what: 'entry', id }) as const;
const spent = (seen: string | null, obligation: bigint) =>
	reportSpending(
		db,
		plan.milgReporter,
		{
			...{ activityId: plan.ofMilg, asOf: '2026-09-30', seen },
			lines: [
				{
					...{ lineId: plan.lines[0]!, requestId: randomUUID() },
					...{ obligation, disbursement: 10_000n }
				}
			]
		},
		now
	);

describe('what shows an entry', () => {
	test('says of which day that is, whatever is entered later', async () => {
		const first = await entered(30, null, '2026-08-31');
		await add(db, plan.milgReporter, link({ of: { ...ofMilg, shows: entry(first) } }), now);
		await entered(35, first);
		const [added] = await ofReported(db, ofMilg);
		expect(added).toMatchObject({
			...{ milestone: null, period: '2026 Q3' },
			entry: { kind: 'activity', day: '2026-08-31', line: null }
		});
		expect(await verify(db)).toMatchObject({ sound: true });
	});

	test('is offered of the open report: of each day what was said last, the newest first', async () => {
		const { id: of } = ofMilg;
		const report = { periodId: plan.periodId, organisationId: plan.milg };
		const before = await entriesIn(db, { kind: 'activity', id: of }, report);
		expect(before).toMatchObject([
			{ day: '2026-09-30', kind: 'activity', percent: 35, delivery: 'in_progress' },
			{ day: '2026-08-31', kind: 'activity', percent: 30 }
		]);
		const corrected = await entered(36, before[0]!.id);
		expect(await entriesIn(db, { kind: 'activity', id: of }, report)).toMatchObject([
			{ id: corrected, percent: 36 },
			{ percent: 30 }
		]);
		expect(await entriesIn(db, { kind: 'activity', id: of }, null)).toEqual([]);
		const others = { ...report, organisationId: plan.mpw };
		expect(await entriesIn(db, { kind: 'activity', id: of }, others)).toEqual([]);
	});

	test('of a measurement and of money stands with the KPI and with the activity', async () => {
		const measured = await measure(
			db,
			plan.mpwReporter,
			{
				...{ kpiId: plan.kpis.named, requestId: randomUUID(), seen: null, value: 12, note: null },
				...{ numerator: null, denominator: null, cells: [], measuredOn: '2026-09-29' }
			},
			now
		);
		const kpi = { kind: 'kpi', id: plan.kpis.named, shows: entry(measured) } as const;
		await add(db, plan.mpwReporter, link({ of: kpi }), now);
		const [ofValue] = await ofKpi(db, plan.kpis.named);
		expect(ofValue?.entry).toEqual({ kind: 'kpi', day: '2026-09-29', line: null });

		const figures = await spent(null, 20_000n);
		await add(
			db,
			plan.milgReporter,
			link({ of: { ...money, shows: entry(figures) }, caption: 'The order of payment' }),
			now
		);
		const line = { fundSource: 'General fund', year: 2025 };
		expect((await ofReported(db, money))[0]?.entry).toEqual({
			...{ kind: 'line', day: '2026-09-30', line }
		});
		const captions = async (of: Promise<{ caption: string }[]>) =>
			(await of).map(({ caption }) => caption);
		expect(await captions(ofElement(db, plan.ofMilg))).toContain('The order of payment');
		expect(await captions(ofReported(db, ofMilg))).not.toContain('The order of payment');
	});

	test('of money is taken back with the money, and not with the activity', async () => {
		const [{ id } = { id: '' }] = await ofReported(db, money);
		const back = { id, reason: 'It is of another line.' };
		await expectRefused(
			() => takeBack(db, plan.milgReporter, { ...back, of: ofMilg }, now),
			'NotFound'
		);
		const of = { ...money, shows: null };
		await expectRefused(() => takeBack(db, plan.mpwReporter, { ...back, of }, now), 'NotOwned');
		await takeBack(db, plan.milgReporter, { ...back, of }, now);
		expect((await ofReported(db, money))[0]).toMatchObject({
			...{ id, entry: { kind: 'line', day: '2026-09-30' } },
			takenBack: { reason: 'It is of another line.' }
		});
		expect(await verify(db)).toMatchObject({ sound: true });
	});

	test.each<[string, () => Promise<SentEvidence['of']>]>([
		['an update of another activity', async () => ({ ...ofMilg, shows: entry(await ofAnother()) })],
		['what is no number', async () => ({ ...ofMilg, shows: entry('1 or 1=1') })],
		['what is not there', async () => ({ ...ofMilg, shows: entry('999999') })],
		[
			'an update as if it were of a KPI',
			async () => ({
				kind: 'kpi',
				id: plan.kpis.shared,
				shows: entry(await entered(36, await seen()))
			})
		],
		['money without its figures', async () => ({ ...money, shows: null })],
		['a milestone of money', async () => ({ ...money, shows: { what: 'milestone', id: '1' } })]
	])('is refused beside the field for %s', async (_, of) => {
		const asked = await of();
		const refused = addFile({ of: asked });
		await expect(refused).rejects.toMatchObject({ name: 'Refused', field: 'shows' });
	});
});

const seen = async () => (await newestUpdate(db, plan.ofMilg))?.id ?? null;
const ofAnother = async () =>
	await recordUpdate(
		db,
		plan.mpwReporter,
		{ ...sentUpdate(plan.ofMpw, 0, null), percent: null, recoveryOn: '2028-03-31' },
		now
	);

describe('what is taken back', () => {
	test('stays with its reason, and is taken back once', async () => {
		const { id, file } = await addFile();
		const back = { of: ofMilg, id, reason: 'It shows another place.' };
		await takeBack(db, plan.milgReporter, back, now);
		const found = (await ofElement(db, plan.ofMilg)).find((one) => one.id === id);
		expect(found?.takenBack?.reason).toBe('It shows another place.');
		await expectRefused(() => takeBack(db, plan.milgReporter, back, now), 'Refused');
		expect(await filesIn()).toContain(file);
		const { takenBack, place } = (await ofFile(db, file!, 'name'))!;
		expect(takenBack).not.toBeNull();
		expect(mayRead(place, anyone)).toBe(false);
		expect(mayRead(place, plan.milgReporter)).toBe(true);
	});

	test('is so by nobody else, nor under another element', async () => {
		const { id } = await addFile();
		const back = { id, reason: 'Why not.' };
		const others = { ...back, of: { ...ofMilg, id: plan.ofMpw } };
		await expectRefused(
			() => takeBack(db, plan.mpwReporter, { ...back, of: ofMilg }, now),
			'NotOwned'
		);
		await expectRefused(() => takeBack(db, plan.mpwReporter, others, now), 'NotFound');
	});

	test('is on record, and rows that are changed behind the log are noticed', async () => {
		expect(await verify(db)).toMatchObject({ sound: true });
		await expect(sql`update evidence set caption = 'x'`.execute(db)).rejects.toThrow();
		await sql`alter table evidence_file disable trigger user`.execute(db);
		await sql`update evidence_file set sha256 = repeat('0', 64)
			where id = (select min(id) from evidence_file)`.execute(db);
		await sql`alter table evidence_file enable trigger user`.execute(db);
		expect(await verify(db)).toMatchObject({ sound: false, what: 'values' });
	});
});

describe('who reads it', () => {
	test('while its report is not published: its ministry and staff; then everybody', async () => {
		const { file } = await addFile();
		const place = async () => (await ofFile(db, file!, 'name'))!.place;
		expect(mayRead(await place(), anyone)).toBe(false);
		expect(mayRead(await place(), plan.mpwReporter)).toBe(false);
		expect(mayRead(await place(), plan.milgReporter)).toBe(true);
		expect(mayRead(await place(), planner)).toBe(true);
		const { report_id } = await db
			.selectFrom('evidence')
			.orderBy('id', 'desc')
			.select('report_id')
			.executeTakeFirstOrThrow();
		for (const state of ['approved', 'published'] as const) {
			await db.insertInto('report_transition').values({ report_id: report_id!, state }).execute();
			expect(mayRead(await place(), anyone)).toBe(state === 'published');
		}
		await db
			.insertInto('report_transition')
			.values({ report_id: report_id!, state: 'draft' })
			.execute();
	});

	test('of a plan without periods everybody, at once', async () => {
		const small = await makePlan(db, { slug: 'without-periods' });
		const id = small.elements['1.1.1'];
		await db
			.insertInto('owner')
			.values({ element_id: id, organisation_id: plan.milg, role: 'lead' })
			.execute();
		await add(db, plan.milgReporter, link({ of: { ...ofMilg, id } }), now);
		const [added] = await ofElement(db, id);
		expect(added).toMatchObject({ period: null });
		expect(mayRead(added!.place, anyone)).toBe(true);
	});

	test('as it was known on an earlier day', async () => {
		const known = (knownOn: string) =>
			ofElement(db, plan.ofMilg, {
				...{
					planId: plan.planId,
					timeZone: 'Asia/Manila',
					current: false,
					snapshot: null,
					drafts: false,
					periodRevision: '0'
				},
				knownOn
			});
		expect(await known('2020-01-01')).toEqual([]);
		expect((await known('2099-01-01')).length).toBeGreaterThan(0);
	});
});

describe('an amendment’s instrument', () => {
	test('is public once it is adopted, and none is added to one that was given up', async () => {
		const edited = { id: plan.planId, demonstration: false };
		const fields = {
			title: 'First amendment',
			reason: 'It took longer.',
			holds_from: '2026-11-01'
		};
		const id = await amendments.draft(db, planner, edited, fields);
		const of = { kind: 'amendment', id, planId: plan.planId } as const;
		await expectRefused(() => addFile({ of }), 'NotAllowed');
		const { file } = await addFile({ of, speaksOf: null }, planner);
		const [added] = await ofAmendment(db, id);
		expect(added).toMatchObject({ organisation: null, period: null });
		expect(mayRead(added!.place, anyone)).toBe(false);
		expect(mayRead(added!.place, plan.milgReporter)).toBe(false);
		expect(mayRead(added!.place, planner)).toBe(true);
		await sql`update amendment set adopted_at = now(), instrument_number = 'EO 1',
			instrument_on = '2026-10-01' where id = ${id}`.execute(db);
		expect(mayRead((await ofFile(db, file!, 'name'))!.place, anyone)).toBe(true);
		const given = await amendments.draft(db, planner, edited, { ...fields, title: 'Second' });
		await amendments.abandon(db, planner, edited, { id: given, version: 1 });
		const other = { ...of, id: given };
		await expectRefused(() => addFile({ of: other, speaksOf: null }, planner), 'Refused');
		const foreign = { ...of, planId: '999999' };
		await expectRefused(() => addFile({ of: foreign, speaksOf: null }, planner), 'NotFound');
	});
});

describe('the store and the rows', () => {
	test('a store that takes nothing is said, and leaves no row', async () => {
		const full: FileStore = { ...store, put: () => Promise.reject(new Error('ENOSPC')) };
		const file = await csv();
		const before = await rows();
		await expect(
			withStored(full, file, (kept) =>
				add(db, plan.milgReporter, link({ content: { file: kept } }), now)
			)
		).rejects.toMatchObject({ fault: 'not_kept' });
		expect(await rows()).toEqual(before);
	});

	test('files that no row names go once they are a day old, and no others', async () => {
		const kept = await filesIn();
		const [old, young] = [newName(), newName()];
		for (const name of [old, young]) await store.put(name, Buffer.from('left behind'));
		const dayAgo = new Date(Date.now() - 25 * 3_600_000);
		for (const name of [old, ...kept])
			await utimes(join(folder, name.slice(0, 2), name), dayAgo, dayAgo);
		expect(await sweep(db, store, new Date())).toBe(1);
		expect((await filesIn()).sort()).toEqual([...kept, young].sort());
		expect(await readdir(folder)).not.toHaveLength(0);
	});
});

test('evidence changes no update that is there', async () => {
	const newest = await seen();
	await expect(
		recordUpdate(
			db,
			plan.milgReporter,
			{
				...{ activityId: plan.ofMilg, requestId: randomUUID(), seen: newest },
				...{ delivery: 'in_progress', percent: 40, asOf: '2026-09-30' },
				...{ actualStart: '2024-02-01', actualEnd: null, recoveryOn: null },
				...{
					slippageCause: null,
					declaredConfidence: null,
					declaredReason: null,
					note: null,
					reached: []
				}
			},
			now
		)
	).resolves.toMatch(/^\d+$/);
});

test('an entry of another report than the open one is shown by nothing', async () => {
	const alone = await db
		.insertInto('activity_update')
		.values({
			...{ element_id: plan.ofMilg, as_of: '2026-06-30', delivery: 'in_progress' },
			...{ physical_percent: '20', request_id: randomUUID() }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await expect(addFile({ of: { ...ofMilg, shows: entry(alone.id) } })).rejects.toMatchObject({
		...{ name: 'Refused', field: 'shows', reason: 'entry_of_other_report' }
	});
});
