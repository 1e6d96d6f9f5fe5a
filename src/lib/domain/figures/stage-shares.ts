/** Money by stage, as shares of the stage before. */
import { known, unknown, type Knowable } from '../records/known.ts';
import { totalFigure, type MoneyFigures } from './money.ts';
import { moneyStages, type MoneyStage } from '../records/vocabulary.ts';

/**
 * A stage's total as a share of the stage before it, 0…1; above 1 only by an adjustment.
 * Unknown for the first stage, where either is not set, and where the one before is 0.
 */
export function shareOfStageBefore(money: MoneyFigures, stage: MoneyStage): Knowable<number> {
	const before = moneyStages[moneyStages.indexOf(stage) - 1];
	return before === undefined ? unknown('not_set') : shareOf(money, stage, before);
}

/** One stage's total as a share of another's; see {@link shareOfStageBefore}. */
export function shareOf(money: MoneyFigures, stage: MoneyStage, of: MoneyStage): Knowable<number> {
	const whole = totalFigure(of, money[of]);
	if (!whole.known) return whole;
	const part = totalFigure(stage, money[stage]);
	if (!part.known) return part;
	if (whole.value === 0n) return unknown('denominator_is_zero');
	return known(Number(part.value) / Number(whole.value));
}
