/** What people are told, as mails and pages, through a real mail server. */
import { afterAll, beforeEach, expect, test } from 'vitest';
import { notify } from '#lib/server/notices/notify.ts';
import { transact } from '#lib/server/writing/write.ts';
import { freshDatabase } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan } from '../support/reporting-plan.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const postOffice = await startMailServer();
const environment = { TANAW_MAIL: postOffice.url, TANAW_MAIL_FROM: 'Tanaw <tanaw@example.org>' };
const server = await startServer({ databaseUrl: url, environment });
const silent = await startServer({ databaseUrl: url });
afterAll(async () => {
	await server.stop();
	await silent.stop();
	await postOffice.stop();
});
const { origin } = server;
const plan = await reportingPlan(db);
await db
	.insertInto('report')
	.values({ period_id: plan.periodId, organisation_id: plan.mpw })
	.execute();
const planner = await makePerson(db, { role: 'planner', name: 'Nadia Planner' });
const focal = await makePerson(db, {
	...{ role: 'reporter', organisationId: plan.mpw, name: 'Omar Focal' }
});
const plannerCookie = await server.signIn(planner.email);

const tell = (reason: string, words: Record<string, string> = {}) =>
	transact(db, async (trx) => ({
		result: await notify(trx, {
			...{ kind: 'returned' as const, reason, planId: plan.planId, periodId: plan.periodId },
			...{ words, to: { organisationIds: [plan.mpw] } }
		}),
		entries: []
	}));
const partOf = (mail: string, type: string) =>
	mail.split(/^--/m).find((part) => part.includes(`Content-Type: ${type}`)) ?? '';
/** With each header in one line; without what is said of signing in. */
const of = (words: string) =>
	postOffice.mails
		.filter((mail) => mail.includes(words) && !mail.includes('/account/sessions'))
		.map((mail) => mail.replaceAll(/\r?\n[ \t]+/g, ' '));
const toFocal = () => of(`To: ${focal.email}`);
/** Waits for the mail to the focal person that holds these words. */
async function mailWith(words: string): Promise<string> {
	for (;;) {
		const found = toFocal().find((mail) => mail.includes(words));
		if (found !== undefined) return found;
		await new Promise((done) => setTimeout(done, 20));
	}
}

beforeEach(() => {
	postOffice.mails.length = 0;
});

test('a mail has text and marks that say the same, and what programs that answer mails need', async () => {
	await tell('parts', { reason: 'Figures <b>differ</b> & the date is missing.' });
	const mail = await mailWith('Figures <b>differ</b>');
	expect(mail).toMatch(/^Auto-Submitted: auto-generated/m);
	expect(mail).toMatch(/^List-Unsubscribe: <http:\/\/\S+\/auth\/mails\/[\w-]+>/m);
	expect(mail).toMatch(/Message-ID: <[\da-f]{40}@example\.org>/);
	expect(mail).toContain('<title>Small plan: MPW’s report for 2026 Q3 was returned.</title>');
	expect(partOf(mail, 'text/plain')).toContain('> Figures <b>differ</b> & the date is missing.');
	expect(partOf(mail, 'text/plain')).toContain(`${origin}/my`);
	const html = partOf(mail, 'text/html');
	expect(html).toContain('<html lang="en">');
	expect(html).toContain('Figures &lt;b&gt;differ&lt;/b&gt; &amp; the date is missing.');
	expect(html).not.toMatch(/<img|style=|<script/);
});

test('a line break in a plan’s title adds no header', async () => {
	const title = 'Small\r\nBcc: all@example.net\r\n\r\nplan';
	await db.updateTable('plan').set({ title }).where('id', '=', plan.planId).execute();
	await tell('injected');
	const mail = await mailWith('all@example.net');
	await db.updateTable('plan').set({ title: 'Small plan' }).where('id', '=', plan.planId).execute();
	const [head] = mail.split(/\r?\n\r?\n/);
	expect(head).not.toMatch(/^Bcc:/m);
	expect(head).toMatch(/^Subject: .*Bcc/m);
});

test('whoever has the mail ends mails by a button, and nothing is lost', async () => {
	await tell('opt-out', { reason: 'To opt out.' });
	const mail = await mailWith('To opt out.');
	const link = /^List-Unsubscribe: <(\S+)>/m.exec(mail)![1]!;
	expect((await get(link)).status).toBe(200);
	const wish = () =>
		db.selectFrom('mail_preference').where('user_id', '=', focal.id).select('digest').execute();
	expect(await wish()).toEqual([]);
	expect(await wordsOf(await post(link))).toContain('no more mails will be sent');
	expect(await wish()).toEqual([{ digest: 'never' }]);
	await tell('after');
	const page = await get(`${origin}/notices`, { cookie: await server.signIn(focal.email) });
	expect(await wordsOf(page)).toContain('MPW’s report for 2026 Q3 was returned.');
	const altered = link.slice(0, -4) + (link.endsWith('AAAA') ? 'BBBB' : 'AAAA');
	for (const wrong of [altered, `${origin}/auth/mails/x`, `${origin}/auth/mails/${'A'.repeat(54)}`])
		expect((await post(wrong)).status).toBe(404);
	await db.deleteFrom('mail_preference').execute();
});

test('people choose on their account’s page how often mails come; a digest is one mail', async () => {
	const cookie = await server.signIn(focal.email);
	expect((await post(`${origin}/account/mails`, { digest: 'hourly' }, { cookie })).status).toBe(
		400
	);
	expect((await post(`${origin}/account/mails`, { digest: 'daily' }, { cookie })).status).toBe(303);
	await tell('digest-1', { reason: 'First.' });
	await tell('digest-2', { reason: 'Second.' });
	await db
		.updateTable('mail')
		.set({ send_after: new Date() })
		.where('user_id', '=', focal.id)
		.where('state', '=', 'waiting')
		.execute();
	expect(await mailWith('First.')).toMatch(/^Subject: Tanaw: 2 notices/m);
	expect(await mailWith('Second.')).toBe(await mailWith('First.'));
	await db.deleteFrom('mail_preference').execute();
});

test('nobody marks another’s notices as read, and each their own', async () => {
	await tell('mine');
	const { id } = await db
		.selectFrom('notice')
		.where('reason', 'like', 'mine:%')
		.where('user_id', '=', focal.id)
		.select('id')
		.executeTakeFirstOrThrow();
	const readAt = async () =>
		(await db.selectFrom('notice').where('id', '=', id).select('read_at').executeTakeFirstOrThrow())
			.read_at;
	await post(`${origin}/notices?/read`, { notice: id }, { cookie: plannerCookie });
	expect(await readAt()).toBeNull();
	await post(
		`${origin}/notices?/read`,
		{ notice: id },
		{ cookie: await server.signIn(focal.email) }
	);
	expect(await readAt()).not.toBeNull();
});

test('a planner asks for a late report: shown first, sent once, on record', async () => {
	const page = `${origin}/plans/small/chase?period=2026+Q3`;
	const preview = await get(`${page}&organisation=mpw&message=Tomorrow%2C+please&preview=1`, {
		cookie: plannerCookie
	});
	const words = await preview.clone().text();
	expect(await wordsOf(preview)).toContain('Omar Focal');
	expect(words).toContain('Tomorrow, please');
	expect(toFocal().filter((mail) => mail.includes('Tomorrow'))).toEqual([]);
	const request_id = /name="request_id" value="([^"]+)"/.exec(words)![1]!;
	const form = { request_id, organisation: 'mpw', message: 'Tomorrow, please' };
	const sent = await post(page, form, { cookie: plannerCookie });
	const again = await post(page, form, { cookie: plannerCookie });
	expect([sent.status, again.headers.get('location')]).toEqual([303, sent.headers.get('location')]);
	await mailWith('Tomorrow, please');
	const acts = await db
		.selectFrom('audit_entry')
		.where('action', '=', 'reports_chased')
		.select('detail')
		.execute();
	expect(acts).toHaveLength(1);
	expect(JSON.stringify(acts)).not.toContain('Omar');
	const nobody = await post(page, { organisation: 'milg', message: '' }, { cookie: plannerCookie });
	expect(nobody.status).toBe(404);
});

test('the outbox tells planners alone what would be sent where no mail server is set', async () => {
	const outbox = `${silent.origin}/notices/outbox`;
	const page = await wordsOf(await get(outbox, { cookie: await silent.signIn(planner.email) }));
	expect(page).toContain('No mail server is set, so nothing is sent');
	expect(page).toContain('Omar Focal');
	expect(page).toContain(focal.email);
	const refused = await get(outbox, { cookie: await silent.signIn(focal.email) });
	expect(refused.status).toBe(403);
});

test('the opt-out link of another is shown to nobody', async () => {
	const { id } = await db
		.selectFrom('mail')
		.where('user_id', '=', focal.id)
		.select('id')
		.limit(1)
		.executeTakeFirstOrThrow();
	const page = await get(`${origin}/notices/outbox/${id}`, { cookie: plannerCookie });
	expect(page.status).toBe(200);
	expect(await wordsOf(page)).not.toMatch(/auth\/mails\/[\w-]{20}/);
});

test('the public feed has what is public alone, and staff see who did it', async () => {
	const reportId = (
		await db.selectFrom('report').select('id').orderBy('id').executeTakeFirstOrThrow()
	).id;
	const step = (state: 'submitted' | 'returned', reason: string | null = null) =>
		db
			.insertInto('report_transition')
			.values({ report_id: reportId, state, reason, by_user: planner.id })
			.execute();
	await step('submitted');
	await step('returned', 'Not enough.');
	const feed = `${origin}/plans/small/feed.atom`;
	expect(await (await get(feed)).text()).not.toContain('<entry>');
	await db
		.insertInto('snapshot')
		.values({
			...{ plan_id: plan.planId, period_id: plan.periodId, version: 1, reason: null },
			...{ as_of: '2026-09-30', published_on: '2026-11-20', by_user: planner.id },
			...{ published_at: new Date('2026-11-20T04:00:00Z'), structure_revision: '1', revision: '1' },
			...{ facts: Buffer.from(''), figures: Buffer.from(''), digest: '0'.repeat(64) }
		})
		.execute();
	const answer = await get(feed);
	expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
	const text = await answer.text();
	expect(text.match(/<entry>/g)).toHaveLength(1);
	expect(text).toContain('The figures for 2026 Q3 were published');
	expect(text).toContain(`<link rel="self" type="application/atom+xml" href="${feed}"/>`);
	expect(text).not.toContain('Nadia');
	const tag = answer.headers.get('etag')!;
	expect((await get(feed, { headers: { 'if-none-match': tag } })).status).toBe(304);
	await db
		.updateTable('plan')
		.set((eb) => ({ revision: eb('revision', '+', '1') }))
		.where('id', '=', plan.planId)
		.execute();
	const page = `${origin}/plans/small/activity`;
	expect(await wordsOf(await get(page))).not.toContain('was returned');
	const staff = await wordsOf(await get(page, { cookie: plannerCookie }));
	expect(staff).toContain('was returned');
	expect(staff).toContain('by Nadia Planner');
});

test('who is invited gets the link by mail too', async () => {
	const { email } = await makePerson(db, { role: 'administrator' });
	const cookie = await server.signIn(email);
	const invited = { name: 'Sitti New', email: 'sitti@example.org', role: 'leader' };
	const page = await post(`${origin}/administration?/invite`, invited, { cookie });
	expect(await wordsOf(page)).toContain('It was also sent by mail.');
	await postOffice.arrived(2);
	const [mail] = of('To: sitti@example.org');
	expect(mail).toMatch(/http:\/\/\S+\/auth\/invitation\/[\w-]{43}/);
});
