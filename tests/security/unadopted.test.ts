/** A plan that is not adopted yet is on no route for anybody but planners: every route is asked. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { sampleModel } from '#lib/domain/testing/sample-maturity-model.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import { answer as assess } from '#lib/server/assessments/answering.ts';
import { begin, take as goOn } from '#lib/server/assessments/commands.ts';
import { find as findAssessment } from '#lib/server/assessments/queries.ts';
import { make, take } from '#lib/server/checklists/commands.ts';
import { find } from '#lib/server/checklists/queries.ts';
import { raise } from '#lib/server/decisions/commands.ts';
import { insertModel } from '#lib/server/maturity/inserting.ts';
import { versionOf, type Round } from '#lib/domain/maturity/assessment.ts';
import type { AssessmentStep } from '#lib/domain/maturity/cycle.ts';
import { adopt } from '#lib/server/plans/adoption.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { freshDatabase } from '../support/database.ts';
import { everyAddress } from '../support/every-address.ts';
import { makeFramework } from '../support/frameworks.ts';
import { makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';
import { get, post } from '../support/requests.ts';
import { makeRollOut } from '../support/roll-outs.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
await makePlan(db, { slug: 'public' });
const plan = await reportingPlan(db);
const now = new Date('2026-11-22T04:00:00Z');
// what was reported while it was tried out must not show it either
await recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 40, null), now);
const decisionId = await raise(
	db,
	plan.planner,
	{ id: plan.planId, demonstration: false },
	{ title: 'Zeppelin?', reason: null, decider_id: null, element_id: null, due_on: null },
	'2026-11-22'
);
const edited = { id: plan.planId, demonstration: false };
await makeFramework(db, { slug: 'items', title: 'Items' }, [{ code: 'A1', title: 'Portal' }]);
const { id: frameworkId } = await db
	.selectFrom('framework')
	.where('slug', '=', 'items')
	.select('id')
	.executeTakeFirstOrThrow();
const against = { kind: 'framework', id: frameworkId, axisId: null } as const;
const checklist = await make(db, plan.planner, edited, { title: 'Zeppelins', against });
const { version: seen } = (await find(db, plan.planId, checklist))!;
await take(db, plan.planner, edited, { id: checklist, seen, step: 'published', reason: 'Asked.' });
const modelId = await db
	.transaction()
	.execute((trx) =>
		insertModel(trx, { slug: 'small-model', followsId: null, model: sampleModel() }, null)
	);
const ofOne = { modelId, organisationId: plan.milg, on: '2026-11-01' };
const assessment = await begin(db, plan.milgReporter, edited, ofOne, '2026-11-22');
const assessed = async (round: Round) =>
	assess(db, round === 'own' ? plan.milgReporter : plan.planner, edited, assessment, {
		round,
		answers: [
			{
				criterion: 'a1',
				seen: '',
				said: { assessed: 2, evidence: 'Zeppelin', comment: 'Zeppelin' }
			}
		]
	});
const goTo = async (step: AssessmentStep) =>
	goOn(db, step === 'submit' ? plan.milgReporter : plan.planner, edited, assessment, {
		...{ step, reason: null, reasons: {} },
		seen: versionOf((await findAssessment(db, plan.planId, assessment))!)
	});
await assessed('own');
await goTo('submit');
await assessed('check');
await goTo('verify');
await goTo('publish');
const { id: rollOutId, memberId } = await makeRollOut(db, plan.planId, {
	...{ name: 'course', title: 'Zeppelins', member: 'Zeppelin' }
});
await db
	.updateTable('plan')
	.set({ slug: 'harbour', title: 'Zeppelin plan', short_title: 'ZPL', draft: true })
	.where('id', '=', plan.planId)
	.execute();
for (const kind of ['element', 'kpi'] as const)
	await db
		.updateTable(kind)
		.set({ title: sql<string>`'Zeppelin ' || code` })
		.where('plan_id', '=', plan.planId)
		.execute();

const server = await startServer({ databaseUrl: url, environment: { TANAW_TODAY: '2026-11-22' } });
afterAll(() => server.stop());

const ofMilg = { organisationId: plan.milg };
const people: [who: string, role: Role | null, bound?: { organisationId: string }][] = [
	['a citizen', null],
	['a reporter of an organisation that it names', 'reporter', ofMilg],
	['a reporter of another', 'reporter', { organisationId: plan.ocm }],
	['an approver', 'approver', ofMilg],
	['a leader', 'leader'],
	['an administrator', 'administrator']
];
const cookies = new Map<string, string | undefined>();
for (const [who, role, bound] of people)
	cookies.set(
		who,
		role ? await server.signIn((await makePerson(db, { role, ...bound })).email) : undefined
	);
const planner = await server.signIn((await makePerson(db, { role: 'planner' })).email);

const { addresses, pages } = everyAddress({
	...{ plans: 'harbour', elements: '1.1.1', kpis: 'O1.1.K1', organisations: 'milg' },
	...{ decisions: decisionId, activities: plan.ofMilg, checklists: checklist },
	...{ assessments: assessment, maturity: assessment, '[assessment]': 'A' },
	'roll-outs': 'course',
	ids: {
		...{ elements: plan.ofMilg, kpis: plan.kpis.shared },
		...{ 'roll-outs': rollOutId, members: memberId }
	}
});
const ofPlan = addresses.filter((address) => address.includes('/plans/harbour'));
const searches = [
	'/?q=1.1.1',
	'/?q=O1.1.K1',
	'/?q=milg',
	'/?q=general+fund',
	'/plans?as_of=2026-10-01'
];
const others = ['/plans/zpl', '/plans/Zeppelin%20plan', '/plans/HARBOUR'];

const answer = (address: string, cookie: string | undefined) =>
	get(server.address + address, { cookie, headers: { accept: 'text/html,application/json' } });

test('there are routes to ask', () => {
	expect(ofPlan.length).toBeGreaterThan(30);
	expect(addresses.length).toBeGreaterThan(60);
});

test.each(people.map(([who]) => who))('%s finds nothing of it on any route', async (who) => {
	const cookie = cookies.get(who);
	const data = pages.map((page) => `${page === '/' ? '' : page}/__data.json`);
	for (const address of [...addresses, ...searches, ...others, ...data]) {
		const response = await answer(address, cookie);
		const text = await response.text();
		// the log tells administrators of every act, also of those on drafts
		if (who === 'an administrator' && address.startsWith('/administration')) continue;
		expect(text, address).not.toMatch(/zeppelin/i);
		const isOfPlan = address.includes('harbour') || others.includes(address);
		const isData = address.endsWith('__data.json');
		if (isOfPlan && !isData) expect([303, 403, 404], address).toContain(response.status);
		if (!isOfPlan) expect(text, address).not.toMatch(/harbour/i);
		expect(response.headers.get('location') ?? '', address).not.toMatch(/^\/plans\/harbour$/);
	}
});

test('what it has is entered by nobody', async () => {
	const before = await db.selectFrom('activity_update').select('id').execute();
	for (const who of ['a reporter of an organisation that it names', 'an approver']) {
		const cookie = cookies.get(who);
		for (const path of [`/my/activities/${plan.ofMilg}`, `/my/kpis/${plan.kpis.shared}`])
			expect((await post(`${server.address}${path}`, {}, { cookie })).status, path).toBe(404);
	}
	await expect(
		recordUpdate(db, plan.milgReporter, sentUpdate(plan.ofMilg, 50, null), now)
	).rejects.toThrow();
	expect(await db.selectFrom('activity_update').select('id').execute()).toEqual(before);
});

test('a planner sees all of it, and once it is adopted so does everybody', async () => {
	const isPage = (address: string) => pages.includes(address) && !address.includes('/edit');
	const publicPages = ofPlan.filter((one) => isPage(one) && !one.includes('/decisions/'));
	expect(publicPages.length).toBeGreaterThan(6);
	// reports are asked for, periods are run and figures published of what is adopted; who assesses signs in
	const ofReporting = /\/(assessments|chase|periods|snapshots\/\d+)\b/;
	const readable = publicPages.filter((one) => !one.endsWith('/explain') && !ofReporting.test(one));
	for (const address of readable) {
		const response = await answer(address, planner);
		expect(response.status, address).toBe(200);
		expect(await response.text(), address).toMatch(/zeppelin/i);
		expect(response.headers.get('cache-control'), address).toMatch(/private/);
	}
	const { revision } = await db
		.selectFrom('plan')
		.where('id', '=', plan.planId)
		.select('revision')
		.executeTakeFirstOrThrow();
	const instrument = { number: 'Resolution 1', on: '2026-11-01', address: null };
	await adopt(db, plan.planner, edited, revision, { instrument, today: '2026-11-22' });
	for (const address of [...readable, '/plans', '/sitemap.xml', '/api/v1/plans', '/?q=1.1.1']) {
		const response = await answer(address, undefined);
		expect(response.status, address).toBe(200);
		expect(await response.text(), address).toMatch(/zeppelin|harbour/i);
	}
});
