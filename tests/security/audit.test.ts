/** The audit log as administrators read it, asked of the built server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { newestKept } from '#lib/server/audit/kept-heads.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { append } from '#lib/server/writing/entries.ts';
import { head } from '#lib/server/writing/chain.ts';
import { freshDatabase } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { listenByUdp } from '../support/syslog-server.ts';
import { makePerson } from '../support/people.ts';
import { reportingPlan, sentUpdate } from '../support/reporting-plan.ts';
import { get, post, wordsOf } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const { db, url } = await freshDatabase();
const world = await reportingPlan(db);
const folder = mkdtempSync(join(tmpdir(), 'tanaw-audit-'));
const server = await startServer({ databaseUrl: url, folder });
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});
const { origin } = server;
const page = `${origin}/administration/audit`;
const password = 'three otters on a barge';
const administrator = await makePerson(db, { role: 'administrator', name: 'Zaid Administers' });
const cookie = await server.signIn(administrator.email);
const words = async (query = '') => await wordsOf(await get(page + query, { cookie }));

const report = (percent: number, seen: string | null) =>
	recordUpdate(
		db,
		world.milgReporter,
		sentUpdate(world.ofMilg, percent, seen),
		new Date('2026-11-22T04:00:00Z')
	);

const write = (times: number, action: string, actorId: string | null = null) =>
	db.transaction().execute(async (trx) => {
		for (let time = 0; time < times; time += 1)
			await append(trx, { actorId, action, subjectKind: 'user' });
	});

test('a reported value is told in words, with its plan and what stood there before', async () => {
	await report(45, await report(40, null));
	const text = await words();
	expect(text).toMatch(/Reported on \S+/);
	expect(text).toContain('Physical percent: 40 → 45');
	expect(text).not.toContain('digest');
	const { title } = await db.selectFrom('plan').select('title').executeTakeFirstOrThrow();
	expect(text).toContain(title);
});

test('a sign-in is told with address, browser and account, and a refused one too', async () => {
	const { id, email } = await makePerson(db, { password, name: 'Amina Said' });
	const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0' };
	await post(`${origin}/auth/sign-in`, { email, password: 'wrong' }, { headers });
	await post(`${origin}/auth/sign-in`, { email, password }, { headers });
	const text = await words(`?person=${encodeURIComponent(email)}`);
	expect(text).toMatch(
		/Sign-in refused Account of Amina Said Nobody signed in 127\.0\.0\.1, Firefox on Windows/
	);
	expect(text).toMatch(
		/Signed in Account of Amina Said with password Amina Said 127\.0\.0\.1, Firefox on Windows/
	);
	const chained = db.selectFrom('audit_entry').selectAll().where('subject_id', '=', id);
	expect(JSON.stringify(await chained.execute())).not.toMatch(/127\.0\.0\.1|Firefox|Amina|@/);
	const origins = await db.selectFrom('entry_origin').selectAll().execute();
	for (const { expires_at } of origins)
		expect(expires_at.getTime() - Date.now()).toBeLessThanOrEqual(90 * 86_400_000);
});

test('pages of at most a hundred entries lead from one to the next', async () => {
	await write(250, 'sign_out');
	const seen = new Set<string>();
	let address: string | null = page;
	while (address !== null) {
		const html: string = await (await get(address, { cookie })).text();
		const ids = [...html.matchAll(/<td class="number[^"]*" data-label="No\."[^>]*>(\d+)</g)].map(
			([, id]) => id!
		);
		expect(ids.length).toBeLessThanOrEqual(100);
		for (const id of ids) expect(seen.has(id)).toBe(false);
		ids.forEach((id) => seen.add(id));
		const older: string | undefined = /href="(\?[^"]*)" rel="next"/.exec(html)?.[1];
		address = older ? page + older.replaceAll('&amp;', '&') : null;
	}
	expect(seen.size).toBe(Number((await head(db))!.id));
});

test('it is filtered by person, plan, kind and day', async () => {
	const { id } = await makePerson(db, { name: 'Findable 100%_ Person' });
	await write(1, 'role_granted', id);
	const plan = await db.selectFrom('plan').select(['slug']).executeTakeFirstOrThrow();
	const today = new Date().toISOString().slice(0, 10);
	expect(await words(`?person=${encodeURIComponent('findable 100%_')}`)).toContain('Role granted');
	expect(await words('?person=nobody+of+that+name')).toContain('The log is empty.');
	expect(await words('?person=%25')).toContain('Role granted');
	expect(await words('?person=%25')).not.toContain('Signed out');
	expect(await words(`?plan=${plan.slug}`)).toContain('Reported on');
	expect(await words(`?plan=${plan.slug}`)).not.toContain('Role granted');
	expect(await words('?kind=report')).not.toContain('Role granted');
	expect(await words(`?kind=account&from=${today}&until=${today}`)).toContain('Role granted');
	expect(await words('?until=2020-01-01')).toContain('The log is empty.');
	for (const query of [
		'?kind=else',
		'?from=yesterday',
		'?before=x',
		'?plan=%00',
		`?person=${'x'.repeat(5_000)}`
	])
		expect((await get(page + query, { cookie })).status).toBe(200);
});

test('all that is looked for comes as a CSV file, in which no cell is a formula', async () => {
	const { id } = await makePerson(db, { name: '=HYPERLINK("http://evil.example")' });
	await write(1, 'password_set', id);
	const response = await get(`${page}.csv?kind=account`, { cookie });
	expect(response.headers.get('content-type')).toContain('text/csv');
	expect(response.headers.get('cache-control')).toBe('private, no-store');
	const text = await response.text();
	expect(text).toContain('number,at,actor_id,actor,action,what');
	expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
	expect(text).not.toContain('activity_reported');
	const all = (await (await get(`${page}.csv`, { cookie })).text()).trimEnd().split('\r\n');
	expect(all.length - 1).toBe(Number((await head(db))!.id));
});

test('110 refused requests of a reporter push nothing off the page', async () => {
	const { email } = await makePerson(db, { role: 'leader', name: 'Leila Curious' });
	const leader = await server.signIn(email);
	const before = await words();
	for (let time = 0; time < 60; time += 1) {
		await get(`${origin}/administration`, { cookie: leader });
		if (time < 50) await post(`${origin}/administration?/invite`, {}, { cookie: leader });
	}
	const after = await words();
	expect(after.match(/Not allowed/g)?.length ?? 0).toBe(
		1 + (before.match(/Not allowed/g)?.length ?? 0)
	);
	expect(after).toMatch(/Leila Curious \/\(staff\)\/administration [^]*? 60/);
	expect(after).toMatch(/Leila Curious POST \/\(staff\)\/administration [^]*? 50/);
});

/** Rows of every table, but for what may change when somebody looks. */
async function counts(): Promise<Record<string, string>> {
	const { rows } = await sql<{ name: string }>`
		select table_name as name from information_schema.tables
		where table_schema = 'public' and table_type = 'BASE TABLE'
			and table_name not in ('denial', 'session', 'plan_summary') order by 1
	`.execute(db);
	const all: Record<string, string> = {};
	for (const { name } of rows) {
		const { rows: found } = await sql<{ sum: string }>`
			select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as sum
			from ${sql.table(name)} t
		`.execute(db);
		all[name] = found[0]!.sum;
	}
	return all;
}

test('a GET changes nothing in the database, also where it is refused', async () => {
	const { email } = await makePerson(db, { role: 'leader' });
	const leader = await server.signIn(email);
	const before = await counts();
	const { slug } = await db.selectFrom('plan').select('slug').executeTakeFirstOrThrow();
	const paths = [
		...['/', '/plans', `/plans/${slug}`, '/account', '/account/sessions', '/account/personal-data'],
		...['/account/second-factor', '/administration', '/administration/audit', '/auth/sign-in'],
		...['/auth/link/x', '/auth/invitation/x', '/auth/unlock/x', '/auth/second-factor', '/waiting'],
		...['/my', `/plans/${slug}/edit`, '/api/v1/plans', '/nowhere', '/healthz', '/auth/sign-out']
	];
	for (const path of paths)
		for (const who of [undefined, cookie, leader]) await get(origin + path, { cookie: who });
	expect(await counts()).toEqual(before);
});

test('its head is kept in a file and sent by mail and to a syslog server; a log that was cut is noticed against it', async () => {
	const data = mkdtempSync(join(tmpdir(), 'tanaw-audit-'));
	const mail = await startMailServer();
	const syslog = await listenByUdp();
	const environment = {
		TANAW_SYSLOG: syslog.url,
		TANAW_MAIL: mail.url,
		TANAW_MAIL_FROM: 'tanaw@example.org',
		TANAW_AUDIT_MAIL: 'auditor@example.org'
	};
	const kept = (await head(db))!;
	const first = await startServer({ databaseUrl: url, folder: data, environment });
	await mail.arrived(1);
	await syslog.arrived(1);
	await first.stop();
	expect(syslog.messages[0]).toContain(` audit-head - ${kept.id} ${kept.hash}`);
	expect(mail.mails[0]).toContain('To: auditor@example.org');
	expect(mail.mails[0]).toContain(`${kept.id} ${kept.hash}`);
	expect(newestKept(data)).toMatchObject(kept);

	await sql`alter table audit_entry disable trigger user`.execute(db);
	await sql`delete from audit_entry where id = ${kept.id}`.execute(db);
	await sql`alter table audit_entry enable trigger user`.execute(db);
	const second = await startServer({ databaseUrl: url, folder: data, environment });
	while (!second.output().includes('no longer holds the head'))
		await new Promise((done) => setTimeout(done, 50));
	await second.stop();
	expect(newestKept(data)).toMatchObject(kept);
	await mail.stop();
	await syslog.stop();
	rmSync(data, { recursive: true, force: true });
});
