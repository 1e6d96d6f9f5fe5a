/** The commands of whoever operates the server, run as the operator runs them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { latest } from '#lib/server/audit/queries.ts';
import { sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { ownerOf } from '#lib/server/auth/sign-in-links.ts';
import { connect } from '#lib/server/db/connect.ts';
import { attend } from '#lib/server/db/embedded/presence.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';
import { key, makePersonWithPhone } from '../support/second-factor.ts';

const { db, url } = await freshDatabase();

interface Outcome {
	code: number;
	output: string;
	complaint: string;
}

const data = mkdtempSync(join(tmpdir(), 'tanaw-operator-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function run(args: string[], environment: Record<string, string> = { DATABASE_URL: url }) {
	return new Promise<Outcome>((done) => {
		const env = { PATH: process.env.PATH, TANAW_DATA: data, ...environment };
		execFile(process.execPath, args, { env }, (error, output, complaint) =>
			done({ code: Number(error?.code ?? 0), output: output.trim(), complaint })
		);
	});
}

test('sign-in prints one address that works, for the port and origin that are set', async () => {
	const { email } = await makePerson(db, { name: 'Amina Said' });
	const { code, output } = await run(['scripts/sign-in.ts', email], {
		DATABASE_URL: url,
		PORT: '8123'
	});
	expect(code).toBe(0);
	expect(output).toMatch(/^http:\/\/127\.0\.0\.1:8123\/auth\/link\/[\w-]{43}$/);
	expect(await ownerOf(db, output.split('/').at(-1)!, new Date())).toEqual({ name: 'Amina Said' });
	const named = await run(['scripts/sign-in.ts', email], {
		DATABASE_URL: url,
		ORIGIN: 'https://tanaw.example'
	});
	expect(named.output).toMatch(/^https:\/\/tanaw\.example\/auth\/link\//);
});

test('without a known address sign-in lists the accounts that there are', async () => {
	await makePerson(db, { email: 'planner@demo.example', role: 'planner', demonstration: true });
	for (const args of [[], ['nobody@example.org']]) {
		const { code, output, complaint } = await run(['scripts/sign-in.ts', ...args]);
		expect([code, output]).toEqual([1, '']);
		expect(complaint).toContain('planner@demo.example  A planner; planner; demonstration');
	}
});

test('who lost phone and recovery codes is let in again by the operator, who is in the log', async () => {
	const seal = sealWith(() => key);
	const { id, email } = await makePersonWithPhone(db, seal, { role: 'administrator' });
	const args = ['scripts/sign-in.ts', email.toUpperCase(), '--reset-second-factor'];
	const first = await run(args);
	expect([first.code, first.complaint]).toEqual([0, '']);
	expect(first.output).toContain('/auth/link/');
	const factors = db.selectFrom('second_factor').select('user_id').where('user_id', '=', id);
	expect(await factors.execute()).toEqual([]);
	const [entry] = (await latest(db, 2)).slice(1);
	expect(entry).toMatchObject({ action: 'second_factor_reset', subject_id: id, actor_name: null });
	expect((await run(args)).complaint).toContain('has no second factor');
});

test('audit prints the head, and verifies against it', async () => {
	const head = await run(['scripts/audit.ts', 'head']);
	expect(head.output).toMatch(/^\d+ [0-9a-f]{64}$/);
	const kept = head.output.split(' ');
	const verify = async (...given: string[]) => await run(['scripts/audit.ts', 'verify', ...given]);
	const checked = `Checked against the head of entry ${kept[0]}.`;
	expect((await verify()).output).toMatch(/^Sound: \d+ entries\.\nNo head was kept so far\.$/);
	expect((await verify(...kept)).output).toContain(checked);
	// kept by the first time, and found by itself from then on
	expect((await verify()).output).toContain(checked);

	await sql`alter table audit_entry disable trigger user`.execute(db);
	await sql`update audit_entry set action = 'else' where id = 1`.execute(db);
	await sql`alter table audit_entry enable trigger user`.execute(db);
	const broken = await run(['scripts/audit.ts', 'verify']);
	expect([broken.code, broken.complaint.trim()]).toEqual([1, 'Broken at entry 1.']);
	expect((await run(['scripts/audit.ts'])).code).toBe(2);
});

test('a server of ours that was running is left running', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-operator-'));
	const embedded = await startEmbedded(folder);
	// as an application after a quiet while, which asks nothing
	const application = await attend(embedded.superuserUrl);
	try {
		expect((await run(['scripts/audit.ts', 'verify'], { TANAW_DATA: folder })).code).toBe(0);
		const after = connect(embedded.url, { connections: 1 });
		expect((await sql`select 1 as one`.execute(after)).rows).toEqual([{ one: 1 }]);
		await after.destroy();
	} finally {
		await application.end();
		await embedded.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});
