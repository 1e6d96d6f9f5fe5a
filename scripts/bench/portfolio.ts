/** The portfolio: after a start with and without stored rows, and after a change of one plan. */
import { setTimeout as pause } from 'node:timers/promises';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { figures as figuresOf } from '#lib/server/facts/figures.ts';
import { findById } from '#lib/server/facts/plans.ts';
import { plansOnDay } from '#lib/server/portfolio/queries.ts';
import { summaryOf } from '#lib/server/portfolio/summary.ts';
import { startServer } from '../../tests/support/server.ts';
import { change } from './changes.ts';
import { once, read, time, type Timing } from './measure.ts';
import { line } from './report.ts';

const runs = 20;
const changed = 'bench-1';

async function afterStart(databaseUrl: string, first: () => Promise<void>): Promise<number> {
	const server = await startServer({ databaseUrl });
	try {
		await first();
		return await once(() => read(`${server.address}/plans`));
	} finally {
		await server.stop();
	}
}

async function stored(db: Db): Promise<number> {
	const { n } = await db
		.selectFrom('plan_summary')
		.select((eb) => eb.fn.countAll<string>().as('n'))
		.executeTakeFirstOrThrow();
	return Number(n);
}

async function untilStored(db: Db, plans: number): Promise<void> {
	while ((await stored(db)) < plans) await pause(50);
}

/** What no store spares the first reader after a change: the plan's new rows, and figures made of them. */
async function ofChanged(db: Db): Promise<Timing> {
	const all = await plansOnDay(db, null, new Date());
	const { plan, asOf, today } = all.find((shown) => shown.plan.slug === changed)!;
	const summary = async () => {
		const { record, figures } = await figuresOf(
			db,
			await findById(db, plan.id),
			scopeOn(asOf, today)
		);
		summaryOf(record, figures);
	};
	return time(runs, summary, () => change(db, changed));
}

export async function portfolio(databaseUrl: string, db: Db, plans: number): Promise<void> {
	const none = async () => void (await db.deleteFrom('plan_summary').execute());
	line('portfolio, first load, nothing stored', await afterStart(databaseUrl, none));
	await none();
	const server = await startServer({ databaseUrl });
	try {
		const all = await once(() => untilStored(db, plans));
		line('  all summaries stored after a start', all, `${plans} plans`);
		const address = `${server.address}/plans`;
		await read(address);
		line('portfolio, unchanged', await time(runs, async () => void (await read(address))));
		const after = await time(
			runs,
			async () => void (await read(address)),
			() => change(db, changed)
		);
		line('portfolio, after a change of one plan', after, '', '≤ 10 ms');
		const rows = await time(runs, async () => void (await plansOnDay(db, null, new Date())));
		line('  SQL of its rows alone', rows);
		line('  rows and figures of the changed plan', await ofChanged(db));
	} finally {
		await server.stop();
	}
	const first = await afterStart(databaseUrl, async () => {});
	line('portfolio, first load after a start', first, '', '≤ 1000 ms');
}
