/** Public money in its four stages. */
import type { Knowable } from '#lib/domain/records/known.ts';
import type { Money } from '#lib/domain/records/records.ts';
import {
	shareFigure,
	shares,
	shareStages,
	totalFigure,
	whyMissing,
	type MoneyFigures,
	type MoneyPair
} from '#lib/domain/figures/money.ts';
import { unknown } from '#lib/domain/records/known.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/records/vocabulary.ts';
import type { Subject } from './subject.ts';

export interface Stage {
	stage: MoneyStage;
	/** Unknown where it is set on, or reported for, no line. */
	amount: Knowable<Money>;
	/** Of the stage before, over the lines where both are set; unknown for the first. */
	share: Knowable<number>;
	/** What of the stage before is left, over the same lines; null: unknown. */
	left: Money | null;
	/** Whether ministries report it, or it is set by the plan. */
	reported: boolean;
	/** Budget lines for which it is known, of all. */
	set: number;
	lines: number;
}

/** A stage beside the one before it, over the lines where both are set. */
function besideBefore(money: MoneyFigures, stage: MoneyStage) {
	const before = moneyStages[moneyStages.indexOf(stage) - 1];
	const share = shares.find((name) => {
		const [whole, part] = shareStages[name];
		return whole === before && part === stage;
	});
	if (share === undefined) return { share: unknown('not_set' as const), left: null };
	const { whole, part, set }: MoneyPair = money.pairs[share];
	return { share: shareFigure(money, share), left: set === 0 ? null : whole - part };
}

/** The four stages of the whole plan; empty where the plan has no budget line. */
export function stages({ figures: { money } }: Subject): Stage[] {
	if (money.stages.appropriation.lines === 0) return [];
	return moneyStages.map((stage) => {
		const total = money.stages[stage];
		return {
			stage,
			amount: totalFigure(stage, total),
			...besideBefore(money, stage),
			reported: whyMissing(stage) === 'not_reported',
			set: total.set,
			lines: total.lines
		};
	});
}
