/** Commitments by period, as their picture says them. */
import type { CommitmentPart, CommitmentTone } from '#lib/charts/commitments/commitment-bars.ts';
import type { PeriodRow } from '#lib/domain/commitments/rows.ts';
import { m } from '#lib/paraglide/messages.js';
import { commitmentsTitle } from '#lib/ui/chart-titles.ts';
import { number } from '#lib/ui/format.ts';
import { bars, fateWords, periodLabel } from '../commitment-words.ts';
import type { ChartWords } from './chart-words.ts';

/** The parts of a period's bar. */
export const partsOf = ({ counts, added }: PeriodRow): CommitmentPart[] =>
	bars.map(([fate, tone]) => ({ tone, count: fate === 'added' ? added : counts[fate] }));

/** What stands at the right of a bar. */
export function figureOf({ counts, applicable }: PeriodRow): string {
	if (applicable === 0) return m.commitments_picture_none();
	return m.commitments_picture_of({
		kept: number(counts.kept),
		applicable: number(applicable)
	});
}

/** What the parts mean, those alone that some period has. */
export const keyOf = (periods: PeriodRow[]): { tone: CommitmentTone; word: string }[] =>
	bars.flatMap(([fate, tone]) =>
		periods.some((row) => (fate === 'added' ? row.added : row.counts[fate]) > 0)
			? [{ tone, word: fateWords[fate]() }]
			: []
	);

export const commitmentsWords = (periods: PeriodRow[], shown: PeriodRow): ChartWords => ({
	title: commitmentsTitle({
		kept: shown.counts.kept,
		applicable: shown.applicable,
		period: shown.label
	}),
	subtitle: m.commitments_picture_why(),
	label: periods.map(periodLabel).join(' ')
});
