/** No day of a plan may have two of what there is one; the current rows alone tell of today only. */
import { problems } from '#lib/domain/editions/problems.ts';
import type { Trx } from '../db/connect.ts';
import { historyOf } from '../facts/structure.ts';
import { Refused } from './refusals.ts';

/** Whether a plan was ever otherwise than it is, or will be: else the current rows are all of it. */
async function hasOtherDays(trx: Trx, planId: string): Promise<boolean> {
	const dated = (table: 'element_version' | 'kpi_version') =>
		trx
			.selectFrom(table)
			.where('plan_id', '=', planId)
			.where('holds_from', '<>', '-infinity')
			.select('id')
			.limit(1)
			.executeTakeFirst();
	return Boolean((await dated('element_version')) ?? (await dated('kpi_version')));
}

/** @throws Refused where the plan would have on some day what it may not have */
export async function refuseBrokenDays(trx: Trx, planId: string): Promise<void> {
	if (!(await hasOtherDays(trx, planId))) return;
	const [first] = problems(await historyOf(trx, planId));
	if (!first) return;
	const taken = first.problem === 'code_taken' || first.problem === 'kpi_code_taken';
	throw new Refused('', taken ? 'code_taken_then' : 'day_broken', { day: first.on });
}
