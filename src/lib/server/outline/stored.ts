/** A plan's outline as it is stored, row by row, with the texts that its cells show. */
import { moneyText } from '#lib/domain/figures/money.ts';
import { noCells, type Row } from '#lib/domain/outline/rows.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { Money } from '#lib/domain/records/records.ts';
import { costs } from '../budgets/queries.ts';
import type { Db } from '../db/connect.ts';
import { outline } from '../elements/outline.ts';

const amount = (cost: Money | null | undefined): string =>
	cost === null || cost === undefined ? '' : plainDecimal(moneyText(cost));

/** In the plan's order. The cost of what has several budget lines is their sum, and set on them, as their fund sources are. */
export async function storedRows(db: Db, planId: string): Promise<Row[]> {
	const rows = await outline(db, planId);
	const costOf = await costs(db, planId);
	return rows.map(({ id, kind, depth, ...row }) => {
		const money = costOf.get(id);
		const isSum = kind !== 'activity' || (money?.lines ?? 0) > 1;
		return {
			key: id,
			kind,
			depth,
			fixed: isSum ? ['cost', 'fund'] : [],
			cells: {
				...noCells,
				code: row.code,
				title: row.title,
				lead: row.lead ?? '',
				start: row.plannedStart ?? '',
				end: row.plannedEnd ?? '',
				cost: amount(money?.cost),
				fund: money?.funds.join(', ') ?? '',
				weight: row.weight ?? ''
			}
		};
	});
}
