/** What a KPI has beyond its own row: a code that no other has, and its targets. */
import { sql } from 'kysely';
import type { Trx } from '../plans/editing.ts';
import { Refused } from '../refusals.ts';
import type { TargetField } from './fields.ts';

/** A KPI's page is found by its code, so a code stands for one live KPI of the plan. */
export async function refuseTakenCode(
	trx: Trx,
	planId: string,
	code: string,
	except: string | null
): Promise<void> {
	// no constraint reaches over two tables, so two writers of codes queue here
	await sql`select pg_advisory_xact_lock(hashtext('kpi_code'), hashtext(${planId}))`.execute(trx);
	const taken = await trx
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('element.plan_id', '=', planId)
		.where('kpi.code', '=', code)
		.where('kpi.retired_at', 'is', null)
		.$if(except !== null, (query) => query.where('kpi.id', '<>', except!))
		.select('kpi.id')
		.executeTakeFirst();
	if (taken) throw new Refused('code', 'code_taken');
}

export async function writeTargets(trx: Trx, kpiId: string, targets: TargetField[]): Promise<void> {
	await trx.deleteFrom('kpi_target').where('kpi_id', '=', kpiId).execute();
	if (targets.length === 0) return;
	await trx
		.insertInto('kpi_target')
		.values(targets.map((target) => ({ ...target, kpi_id: kpiId })))
		.execute();
}
