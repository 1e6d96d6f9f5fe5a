/** What a KPI has beyond its own row: its targets. */
import type { Trx } from '../db/connect.ts';
import type { TargetField } from './fields.ts';

export async function writeTargets(trx: Trx, kpiId: string, targets: TargetField[]): Promise<void> {
	await trx.deleteFrom('kpi_target').where('kpi_id', '=', kpiId).execute();
	if (targets.length === 0) return;
	await trx
		.insertInto('kpi_target')
		.values(targets.map((target) => ({ ...target, kpi_id: kpiId })))
		.execute();
}
