/** Words and sentences of roll-outs. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Headline } from '#lib/domain/rollout/headline.ts';
import type { NotProjected } from '#lib/domain/rollout/projection.ts';
import { stepStandings, type StepCounts, type StepStanding } from '#lib/domain/rollout/funnel.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, list, number } from './format.ts';

/** `unnamed`: of whom only the number is stated. */
export type StateWord = StepStanding | 'unnamed';

export const stepStateWords: Record<StateWord, () => string> = {
	done: m.rollout_state_done,
	commenced: m.rollout_state_commenced,
	not_started: m.rollout_state_not_started,
	not_applicable: m.rollout_state_not_applicable,
	silent: m.rollout_state_silent,
	unnamed: m.rollout_state_unnamed
};

/** Shapes differ in outline, so that they are told apart without colour. */
export const stepStateShapes: Record<StepStanding, string> = {
	done: '●',
	commenced: '◐',
	not_started: '○',
	not_applicable: '–',
	silent: '◌'
};

export const notProjectedWords: Record<NotProjected, () => string> = {
	open: m.rollout_why_open,
	nobody: m.rollout_why_nobody,
	silent: m.rollout_why_silent,
	all_done: m.rollout_why_all_done,
	nothing_done: m.rollout_why_nothing_done,
	short_history: m.rollout_why_short_history
};

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The first sentence of a roll-out, with its denominator. */
export function headlineWords({
	step,
	openWaves,
	count,
	members,
	placeholders,
	notNamed
}: Headline & { step: string | null; openWaves: string[] }): string {
	const first =
		members === 0
			? m.rollout_headline_nobody()
			: step === null
				? m.rollout_headline_whole({ count, members })
				: m.rollout_headline_done({ count, members, step });
	const parts = [
		first,
		...(notNamed > 0 ? [m.rollout_headline_more({ count: notNamed })] : []),
		...(openWaves.length > 0 ? [m.rollout_headline_open({ waves: list(openWaves) })] : [])
	];
	const sentence = `${capital(parts.join('; '))}.`;
	if (placeholders === 0) return sentence;
	return `${sentence} ${m.rollout_headline_placeholders({ count: placeholders, members })}`;
}

/** How many are how far, without those states that nobody is in: `7 done, 3 commenced`. */
export function countsWords(counts: StepCounts, unnamed: number): string {
	const parts = [
		...stepStandings.map((state) => [state, counts[state]] as const),
		['unnamed', unnamed] as const
	];
	return list(
		parts
			.filter(([, count]) => count > 0)
			.map(([state, count]) =>
				m.rollout_part({ count: number(count), state: stepStateWords[state]().toLowerCase() })
			)
	);
}

/** `2026 Q3` */
export const quarterWords = (from: IsoDate): string =>
	m.rollout_quarter_name({
		year: from.slice(0, 4),
		number: Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1
	});

/** From when to when something is planned. */
export function windowWords(startsOn: IsoDate | null, endsOn: IsoDate | null): string {
	if (startsOn !== null && endsOn !== null)
		return m.rollout_window_between({ from: day(startsOn), to: day(endsOn) });
	if (endsOn !== null) return m.rollout_window_until({ date: day(endsOn) });
	return startsOn === null
		? m.rollout_not_stated()
		: m.rollout_window_from({ date: day(startsOn) });
}

/** A day that is stated, or that it is not. */
export const statedDay = (on: IsoDate | null): string =>
	on === null || on === '-infinity' ? m.rollout_not_stated() : day(on);
