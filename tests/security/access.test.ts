/** Role × route × method, asked of the built server with a real session of each role. */
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { roles, type Role } from '#lib/domain/records/vocabulary.ts';
import { raise } from '#lib/server/decisions/commands.ts';
import { make } from '#lib/server/templates/commands.ts';
import { begin } from '#lib/server/plan-drafts/commands.ts';
import { freshDatabase } from '../support/database.ts';
import { makeOrganisation, makePerson } from '../support/people.ts';
import { makePlan } from '../support/plans.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const server = await startServer({ databaseUrl: url });
afterAll(() => server.stop());
const { origin } = server;

const organisationId = await makeOrganisation(db, 'MILG');
const plan = await makePlan(db, { slug: 'small' });
const planner = await makePerson(db, { role: 'planner' });
const decisionId = await raise(
	db,
	planner.actor,
	plan,
	{ title: 'Release it', reason: null, decider_id: null, element_id: null, due_on: null },
	'2026-11-22'
);
const draftId = await begin(db, planner.actor, {
	title: 'Drafted',
	text: 'GOAL 1 – To be drafted',
	fileName: null
});
const small = await db.selectFrom('plan').selectAll().executeTakeFirstOrThrow();
const template = await make(
	db,
	planner.actor,
	small,
	{ title: 'Small parts', description: null, reason: 'To start from.', followsId: null },
	{ now: new Date() }
);
await db
	.insertInto('reporting_period')
	.values({
		...{ plan_id: plan.id, frequency: 'year', label: '2026', starts_on: '2026-01-01' },
		...{ ends_on: '2026-12-31', due_on: '2027-01-30' }
	})
	.execute();
const subject = await makePerson(db, { role: 'planner', name: 'Somebody Else' });
const cookies = new Map<Role, string>();
for (const role of roles) {
	const bound = role === 'reporter' || role === 'approver';
	const { email } = await makePerson(db, { role, ...(bound && { organisationId }) });
	cookies.set(role, await server.signIn(email));
}

const onlyAdministrator: Role[] = ['administrator'];
const activity = `/plans/small/edit/elements/${plan.elements['1.1.1']}`;
const pages: [path: string, allowed: readonly Role[]][] = [
	['/account', roles],
	['/account/second-factor', roles],
	['/account/sessions', roles],
	['/account/mails', roles],
	['/notices', roles],
	['/notices/outbox', ['planner']],
	['/plans/small/chase?period=2026', ['planner']],
	['/account/personal-data', roles],
	['/account/personal-data/export', roles],
	['/administration', onlyAdministrator],
	['/administration/audit', onlyAdministrator],
	['/administration/audit.csv', onlyAdministrator],
	[`/administration/users/${subject.id}`, onlyAdministrator],
	['/start', ['planner', 'administrator']],
	['/start/organisations', onlyAdministrator],
	['/administration/organisations', onlyAdministrator],
	['/administration/organisations/milg', onlyAdministrator],
	['/administration/organisations/milg/close', onlyAdministrator],
	['/administration/organisations/milg/split', onlyAdministrator],
	['/administration/new-organisation', onlyAdministrator],
	['/administration/merge-organisations', onlyAdministrator],
	['/administration/import-organisations', onlyAdministrator],
	['/drafts', ['planner']],
	[`/drafts/${draftId}`, ['planner']],
	[`/drafts/${draftId}/plan`, ['planner']],
	['/plans/new', ['planner']],
	['/plans/small/edit', ['planner']],
	['/plans/small/edit/outline', ['planner']],
	['/plans/small/edit/template', ['planner']],
	['/plans/small/edit/make-template', ['planner']],
	['/templates', ['planner']],
	[`/templates/${template}`, ['planner']],
	['/plans/small/edit/adoption', ['planner']],
	['/plans/small/edit/workbook', ['planner']],
	['/plans/small/edit/workbook/plan.xlsx', ['planner']],
	['/plans/small/edit/decisions', ['planner']],
	['/plans/small/edit/decisions/new', ['planner']],
	[`/plans/small/edit/decisions/${decisionId}`, ['planner']],
	['/plans/small/edit/closure', ['planner']],
	[`${activity}/closure`, ['planner']],
	[`${activity}/owners`, ['planner']],
	[`${activity}/contracts`, ['planner']],
	[`${activity}/locations`, ['planner']],
	[`/plans/small/decisions/${decisionId}`, ['leader', 'planner']]
];
const matrix = pages.flatMap(([path, allowed]) =>
	roles.map((role) => [role, path, allowed.includes(role)] as const)
);

test.each(matrix)('a %s opens %s: %s', async (role, path, allowed) => {
	const response = await get(origin + path, { cookie: cookies.get(role) });
	expect(response.status).toBe(allowed ? 200 : 403);
	if (!allowed) expect(await wordsOf(response)).toContain('Your role does not allow this');
});

test.each(pages)('who is not signed in is led from %s to the sign-in page', async (path) => {
	const response = await get(origin + path);
	expect(response.status).toBe(303);
	expect(response.headers.get('location')).toBe(`/auth/sign-in?next=${encodeURIComponent(path)}`);
	expect((await post(origin + path)).status).toBe(401);
});

/** Null: the page itself. */
const firstPages: Record<Role, string | null> = {
	reporter: '/my',
	approver: '/my',
	planner: null,
	leader: null,
	administrator: '/administration'
};

test.each(roles)('a %s is led to their own work after signing in', async (role) => {
	const response = await get(`${origin}/waiting`, { cookie: cookies.get(role) });
	const leads = firstPages[role];
	expect([response.status, response.headers.get('location')]).toEqual([leads ? 303 : 200, leads]);
});

const commands: [path: string, fields: Record<string, string>][] = [
	['/administration?/invite', { name: 'X', email: 'x@example.org', role: 'administrator' }],
	['/administration?/withdraw', { invitation: '1' }],
	[`/administration/users/${subject.id}?/grant`, { role: 'administrator' }],
	[`/administration/users/${subject.id}?/withdraw`, { grant: '1' }],
	[`/administration/users/${subject.id}?/disable`, {}],
	[`/administration/users/${subject.id}?/enable`, {}],
	[`/administration/users/${subject.id}?/reset`, {}],
	[`/administration/users/${subject.id}?/unlock`, {}],
	[`/administration/users/${subject.id}?/link`, {}],
	[`/administration/users/${subject.id}?/erase`, { email: subject.email }],
	['/administration/new-organisation', { acronym: 'X', name: 'X', kind: 'office', reason: 'X' }],
	['/administration/organisations/milg?/rename', { acronym: 'X', name: 'X', reason: 'X' }],
	['/administration/organisations/milg?/change', { kind: 'office', reason: 'X' }],
	['/administration/organisations/milg/close?/end', { on: '2026-11-20', reason: 'X' }],
	['/administration/organisations/milg/split?/end', { on: '2026-11-20', reason: 'X' }],
	['/administration/merge-organisations?/end', { on: '2026-11-20', reason: 'X' }],
	['/administration/import-organisations?/take', { block: 'Acronym\tName', reason: 'X' }]
];
const others = roles.filter((role) => role !== 'administrator');

async function accounts() {
	return {
		users: await db.selectFrom('user_account').selectAll().orderBy('id').execute(),
		grants: await db.selectFrom('role_grant').selectAll().orderBy('id').execute(),
		invitations: await db.selectFrom('invitation').selectAll().orderBy('id').execute(),
		organisations: await db.selectFrom('organisation').selectAll().orderBy('id').execute(),
		factors: await db.selectFrom('second_factor').selectAll().orderBy('user_id').execute()
	};
}

test.each(commands)(
	'only an administrator commands %s, and others change nothing',
	async (path, fields) => {
		const before = await accounts();
		expect((await post(origin + path, fields)).status).toBe(401);
		for (const role of others)
			expect((await post(origin + path, fields, { cookie: cookies.get(role) })).status).toBe(403);
		expect(await accounts()).toEqual(before);
	}
);

const onDecisions: [path: string, allowed: readonly Role[], fields: Record<string, string>][] = [
	['/plans/small/edit/decisions/new', ['planner'], { title: 'X' }],
	[`/plans/small/edit/decisions/${decisionId}?/save`, ['planner'], { title: 'X', version: '1' }],
	[
		`/plans/small/edit/decisions/${decisionId}?/withdraw`,
		['planner'],
		{ reason: 'X', version: '1' }
	],
	[
		`/plans/small/decisions/${decisionId}`,
		['leader', 'planner'],
		{ outcome: 'X', decided_on: '2026-11-22', version: '1' }
	]
];

test.each(onDecisions)('%s is for %j, and others change nothing', async (path, allowed, fields) => {
	const stored = () => db.selectFrom('decision').selectAll().orderBy('id').execute();
	const before = await stored();
	expect((await post(origin + path, fields)).status).toBe(401);
	for (const role of roles.filter((role) => !allowed.includes(role)))
		expect((await post(origin + path, fields, { cookie: cookies.get(role) })).status).toBe(403);
	expect(await stored()).toEqual(before);
});

const onWork: [path: string, fields: Record<string, string>][] = [
	['/plans/small/edit/closure?/save', { closure_reason: 'completed', closed_on: '2026-11-20' }],
	[`${activity}/closure?/save`, { closure_reason: 'completed', closed_on: '2026-11-20' }],
	[`${activity}/owners?/hand_over`, { owner: '1', to_organisation: organisationId }],
	[`${activity}/owners?/add_office`, { office_title: 'X', capacity: 'answers' }],
	[`${activity}/contracts?/add_contract`, { contract_title: 'X', contract_state: 'active' }],
	[`${activity}/locations?/add_location`, { unit_name: 'X' }],
	[`${activity}/budget?/add_price_basis`, { price_kind: 'current' }]
];

test.each(onWork)('only a planner commands %s, and others change nothing', async (path, fields) => {
	const sent = { ...fields, delivered: 'X', supplier: 'X', reason: 'X', handed_on: '2026-11-20' };
	const tables = ['closure', 'office', 'hand_over', 'contract', 'location', 'price_basis'] as const;
	const stored = () =>
		Promise.all(tables.map((name) => sql`select * from ${sql.table(name)}`.execute(db)));
	const before = (await stored()).map(({ rows }) => rows);
	expect((await post(origin + path, sent)).status).toBe(401);
	for (const role of roles.filter((one) => one !== 'planner'))
		expect((await post(origin + path, sent, { cookie: cookies.get(role) })).status).toBe(403);
	expect((await stored()).map(({ rows }) => rows)).toEqual(before);
});

test('what a planner sends of work is taken, and refused beside its fields, with nothing stored', async () => {
	const cookie = cookies.get('planner');
	const close = (fields: Record<string, string>) =>
		post(`${origin}${activity}/closure?/save`, fields, { cookie });
	const good = { closure_reason: 'completed', closed_on: '2026-11-20', delivered: 'All of it.' };
	const hostile: [fields: Record<string, string>, words: string][] = [
		[{ final_cost: '1e30' }, 'This is not an amount'],
		[{ final_cost: '9'.repeat(40) }, 'too large'],
		[{ final_cost: '-5' }, 'cannot be below 0'],
		[{ closed_on: '31/02/2026' }, 'This is not a date'],
		[{ closed_on: '2999-01-01' }, 'still to come'],
		[{ closure_reason: 'because' }, 'Choose one of the list'],
		[{ delivered: 'x'.repeat(200_000) }, 'At most 4000 characters'],
		[{ benefit_kpi_id: '999999999' }, 'Choose one of the list']
	];
	for (const [fields, words] of hostile) {
		const response = await close({ ...good, ...fields });
		expect([response.status, Object.keys(fields)]).toEqual([400, Object.keys(fields)]);
		expect(await wordsOf(response)).toContain(words);
	}
	expect((await close({ ...good, delivered: 'x'.repeat(1_100_000) })).status).toBe(413);
	const { rows } = await sql`select id from closure`.execute(db);
	expect(rows).toEqual([]);
	expect((await close(good)).status).toBe(303);
	const again = await close(good);
	expect(again.status).toBe(400);
	expect(await wordsOf(again)).toContain('It is closed already');
});

test('a decision is answered through its own plan only', async () => {
	await makePlan(db, { slug: 'other' });
	const fields = { outcome: 'X', decided_on: '2026-11-22', version: '1' };
	const send = (slug: string) =>
		post(`${origin}/plans/${slug}/decisions/${decisionId}`, fields, {
			cookie: cookies.get('leader')
		});
	expect((await send('other')).status).toBe(404);
	expect((await send('small')).status).toBe(303);
});

test.each(['PUT', 'PATCH', 'DELETE'])(
	'%s is refused to whoever may not enter, before all else',
	async (method) => {
		const send = async (role: Role) => {
			const headers = { origin, cookie: cookies.get(role)!, 'content-type': 'application/json' };
			return await fetch(`${origin}/administration`, { method, headers, body: '{}' });
		};
		expect((await send('planner')).status).toBe(403);
		expect((await send('administrator')).status).toBe(405);
	}
);

test('a refused command is in the log, by ids only; a refused page is counted', async () => {
	const page = { cookie: cookies.get('leader') };
	const count = async () =>
		(
			await db
				.selectFrom('denial')
				.select((eb) => eb.fn.sum<string>('times').as('times'))
				.where('what', '=', '/(staff)/administration')
				.executeTakeFirstOrThrow()
		).times;
	const entries = () =>
		db
			.selectFrom('audit_entry')
			.selectAll()
			.where('action', '=', 'denied')
			.orderBy('id', 'desc')
			.execute();
	const [before, logged] = [Number(await count()), (await entries()).length];
	for (let time = 0; time < 3; time += 1) await get(`${origin}/administration`, page);
	expect([Number(await count()), (await entries()).length]).toEqual([before + 3, logged]);
	const all = await entries();
	expect(all.map(({ detail }) => detail)).toContainEqual({ method: 'POST' });
	expect(JSON.stringify(all)).not.toContain('@');
});

test('fields that a form does not have are ignored, and a wrong person is not found', async () => {
	const cookie = cookies.get('administrator');
	const form = `${origin}/administration/users/${subject.id}?/grant`;
	const fields = { role: 'leader', user_id: '1', demonstration: 'on' };
	const unneeded = { ...fields, organisation: organisationId };
	expect((await post(form, unneeded, { cookie })).status).toBe(400);
	expect((await post(form, fields, { cookie })).status).toBe(200);
	const grants = await db
		.selectFrom('role_grant')
		.select(['role', 'organisation_id'])
		.where('user_id', '=', subject.id)
		.orderBy('id')
		.execute();
	expect(grants).toEqual([
		{ role: 'planner', organisation_id: null },
		{ role: 'leader', organisation_id: null }
	]);
	for (const id of ['999999', '0x1', '1%00', "1'", '99999999999999999999'])
		expect([400, 404]).toContain(
			(await get(`${origin}/administration/users/${id}`, { cookie })).status
		);
	const strange = await post(form, { role: 'superuser' }, { cookie });
	expect(strange.status).toBe(400);
});

test('the page behind the error page is nobody’s', async () => {
	for (const query of ['', '?status=200&message=hello', '?status=500&message=unexpected'])
		expect((await get(`${origin}/failure${query}`)).status).toBe(404);
});

test('the roles of a disabled account end with the next click', async () => {
	const { id, email } = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(email);
	expect((await get(`${origin}/administration`, { cookie })).status).toBe(200);
	const form = `${origin}/administration/users/${id}?/disable`;
	expect((await post(form, {}, { cookie: cookies.get('administrator') })).status).toBe(200);
	expect((await get(`${origin}/administration`, { cookie })).status).toBe(303);
});
