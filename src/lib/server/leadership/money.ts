/** Public money in its four stages. */
import type { Knowable } from '#lib/domain/known.ts';
import type { Money } from '#lib/domain/records.ts';
import { shareOfStageBefore } from '#lib/domain/stage-shares.ts';
import { moneyStages, type MoneyStage } from '#lib/domain/vocabulary.ts';
import type { Subject } from './subject.ts';

export interface Stage {
	stage: MoneyStage;
	/** Null: not set on any line. */
	amount: Money | null;
	/** Of the stage before; unknown for the first. */
	share: Knowable<number>;
	/** Budget lines for which it is set, of all. */
	set: number;
	lines: number;
}

/** The four stages of the whole plan; empty where the plan has no budget line. */
export function stages({ figures }: Subject): Stage[] {
	if (figures.money.appropriation.lines === 0) return [];
	return moneyStages.map((stage) => {
		const { sum, set, lines } = figures.money[stage];
		const share = shareOfStageBefore(figures.money, stage);
		return { stage, amount: set === 0 ? null : sum, share, set, lines };
	});
}
