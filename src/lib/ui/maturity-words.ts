/** Levels and scores in words. */
import type { Level } from '#lib/domain/maturity/model.ts';
import type { Assessed, Score } from '#lib/domain/maturity/score.ts';
import { m } from '#lib/paraglide/messages.js';
import { number, percent } from './format.ts';

/** `3 Defined`, that it does not apply, or that nobody said. */
export function assessedWords(
	assessed: Assessed | null | undefined,
	levels: readonly Pick<Level, 'number' | 'title'>[]
): string {
	if (assessed === 'not_applicable') return m.assessment_not_applicable();
	if (assessed === null || assessed === undefined) return m.assessment_open();
	const title = levels.find((one) => one.number === assessed)?.title ?? '';
	return m.maturity_level_named({ number: number(assessed), title });
}

/** `2.85`, with how much of the weight it rests on where that is not all. */
export function scoreWords({ value, level, coverage, partial, atMost }: Score): string {
	if (value === null) return m.assessment_open();
	const at = level
		? m.maturity_level_named({ number: number(level.number), title: level.title })
		: m.maturity_below_lowest();
	const words = m.maturity_score_at({ value: number(value), level: at });
	if (!partial) return words;
	const of = percent(coverage);
	return atMost
		? m.maturity_score_at_most({ score: words, coverage: of })
		: m.maturity_score_partial({ score: words, coverage: of });
}
