/** What nobody who may not see it must find on any route, entered in the report of the small plan's MILG. */
import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/server/db/connect.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { reportSpending } from '#lib/server/reports/spending.ts';
import { recordUpdate } from '#lib/server/reports/updates.ts';
import { everyAddress } from './every-address.ts';
import { sentUpdate, type reportingPlan } from './reporting-plan.ts';

type SmallPlan = Awaited<ReturnType<typeof reportingPlan>>;

/** Any of the words and figures of `enterSecret`. */
export const secret = /zeppelin|61\.37|61\.4|7[, ]?391|731\.37|613\.19/i;

/** An update, a measurement and money. @param seen the activity's last update */
export async function enterSecret(
	db: Db,
	plan: SmallPlan,
	{ seen, now }: { seen: string | null; now: Date }
): Promise<void> {
	const said = { note: 'A zeppelin was hired.', asOf: '2026-09-30' };
	const update = { ...sentUpdate(plan.ofMilg, 61.37, seen), ...said };
	await recordUpdate(db, plan.milgReporter, update, now);
	await measure(
		db,
		plan.milgReporter,
		{
			...{ kpiId: plan.kpis.shared, requestId: randomUUID(), seen: null, value: 7391 },
			...{ numerator: null, denominator: null, cells: [], measuredOn: '2026-09-29' },
			note: 'Zeppelins counted.'
		},
		now
	);
	await reportSpending(
		db,
		plan.milgReporter,
		{
			...{ activityId: plan.ofMilg, asOf: '2026-09-30', seen: null },
			lines: [
				{
					...{ lineId: plan.lines[0]!, requestId: randomUUID() },
					...{ obligation: 73137n, disbursement: 61319n }
				}
			]
		},
		now
	);
}

/** Every address on which it could stand, also as of a day. */
export function addressesOfSecret(plan: SmallPlan, today: string): string[] {
	const { addresses } = everyAddress({
		...{ plans: 'small', elements: '1.1.1', kpis: 'O1.1.K1', organisations: 'milg' },
		activities: plan.ofMilg,
		ids: { elements: plan.ofMilg, kpis: plan.kpis.shared }
	});
	const elsewhere = [
		...['elements/1.1.1/history.csv', 'kpis/O1.1.K1/targets.csv', 'kpis.csv', 'money.csv'],
		...['headline.csv', 'curve.csv', 'slips.csv', 'reporting.csv', 'elements/1.1.1/money.csv']
	].map((path) => `/api/v1/plans/small/${path}`);
	const offline = ['/my/workbook', '/my/workbook/report.xlsx'].map(
		(path) => `${path}?plan=small&organisation=milg`
	);
	return [...addresses, ...elsewhere, ...offline, '/?q=1.1.1', '/?q=milg'].flatMap((address) =>
		address.includes('?') ? [address] : [address, `${address}?as_of=${today}`]
	);
}
