import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

const patienceMilliseconds = 1_000;

/** Whether the database answers within a second. */
export async function answers(db: Db): Promise<boolean> {
	const asked = sql`select 1`.execute(db).then(
		() => true,
		() => false
	);
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<boolean>((done) => {
		timer = setTimeout(() => done(false), patienceMilliseconds);
	});
	return await Promise.race([asked, patience]).finally(() => clearTimeout(timer));
}

/** What an administrator should know of the database; nothing of it concerns anybody else. */
export interface DatabaseDetails {
	postgresql: string;
	/** Only where we run the server ourselves. */
	embedded?: { data: string; programs: string; openssl: string | null; icu: string | null };
}

/** Libraries that came with PostgreSQL's programs carry their versions in their names or in themselves. */
async function librariesOf(
	programs: string
): Promise<{ openssl: string | null; icu: string | null }> {
	const folder = join(programs, '..', 'lib');
	const names = await readdir(folder).catch(() => []);
	const crypto = names.find((name) => /^libcrypto\..*(so|dylib)/.test(name));
	const bytes = crypto ? await readFile(join(folder, crypto), 'latin1') : '';
	const icu = names.map((name) => /^libicuuc\.(?:so\.)?(\d+\.\d+)/.exec(name)?.[1]).find(Boolean);
	return { openssl: /OpenSSL \d[\w.]* +\d+ \w+ \d{4}/.exec(bytes)?.[0] ?? null, icu: icu ?? null };
}

/** @param embedded the folders of our own database, where there is one */
export async function describe(
	db: Db,
	embedded?: { data: string; programs: string }
): Promise<DatabaseDetails> {
	const { rows } = await sql<{ version: string }>`
		select current_setting('server_version') as version
	`.execute(db);
	const postgresql = rows[0]!.version;
	if (!embedded) return { postgresql };
	return { postgresql, embedded: { ...embedded, ...(await librariesOf(embedded.programs)) } };
}
