/** What a plan's period must enclose. */
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';

interface Period {
	period_start: IsoDate | null;
	period_end: IsoDate | null;
}

/** How many live elements a period that is changed would leave with days outside it. */
export async function leftOut(
	trx: Trx,
	planId: string,
	stored: Period,
	{ period_start, period_end }: Period
): Promise<Problem[]> {
	if (period_start === stored.period_start && period_end === stored.period_end) return [];
	const { count } = await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.where((eb) =>
			eb.or([
				eb('planned_start', '<', period_start),
				eb('planned_end', '<', period_start),
				eb('planned_start', '>', period_end),
				eb('planned_end', '>', period_end)
			])
		)
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.executeTakeFirstOrThrow();
	if (count === '0') return [];
	return [{ field: 'period_end', problem: 'period_leaves_out', count: Number(count) }];
}
