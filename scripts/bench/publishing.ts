/** A period of a plan as large as a cabinet's: closed and published, on a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded/start.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { close } from '#lib/server/periods/commands.ts';
import { publish } from '#lib/server/publishing/publish.ts';
import { once } from './measure.ts';
import { line } from './report.ts';
import { dayAfter, people, reportedPeriod } from './reported-period.ts';
import { fill } from './synthetic.ts';

const size = { plans: 1, organisations: 200, activities: 1_000, updates: 10 };

async function measured(db: Db): Promise<void> {
	await migrate(db);
	await fill(db, size);
	const planner = await people(db);
	const periodId = await reportedPeriod(db, planner, 'bench-1');
	await sql`vacuum analyze`.execute(db);
	const plan = (await plans.find(db, 'bench-1'))!;
	const of = `${size.organisations} reports, ${size.activities} activities`;
	line('close a period', await once(() => close(db, planner, plan, periodId)), of);
	const sent = { periodId, reason: null, today: dayAfter };
	const took = await once(() => publish(db, planner, plan, sent));
	line('publish it, in a process that has just begun', took, of, 'seconds');
	const again = { ...sent, reason: 'Once more.' };
	line('publish its next version', await once(() => publish(db, planner, plan, again)), of);
}

export async function publishing(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-bench-'));
	const embedded = await startEmbedded(folder);
	const db = connect(embedded.ownerUrl, { connections: 10 });
	try {
		await measured(db);
	} finally {
		await db.destroy();
		await embedded.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}
