/** Public money in its four stages. */
import type { Knowable } from '#lib/domain/records/known.ts';
import type { Money } from '#lib/domain/records/records.ts';
import { totalFigure, whyMissing } from '#lib/domain/figures/money.ts';
import { shareOfStageBefore } from '#lib/domain/figures/stage-shares.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/records/vocabulary.ts';
import type { Subject } from './subject.ts';

export interface Stage {
	stage: MoneyStage;
	/** Unknown where it is set on, or reported for, no line. */
	amount: Knowable<Money>;
	/** Of the stage before; unknown for the first. */
	share: Knowable<number>;
	/** Whether ministries report it, or it is set by the plan. */
	reported: boolean;
	/** Budget lines for which it is known, of all. */
	set: number;
	lines: number;
}

/** The four stages of the whole plan; empty where the plan has no budget line. */
export function stages({ figures }: Subject): Stage[] {
	if (figures.money.appropriation.lines === 0) return [];
	return moneyStages.map((stage) => {
		const { set, lines } = figures.money[stage];
		const share = shareOfStageBefore(figures.money, stage);
		return {
			stage,
			amount: totalFigure(stage, figures.money[stage]),
			share,
			reported: whyMissing(stage) === 'not_reported',
			set,
			lines
		};
	});
}
