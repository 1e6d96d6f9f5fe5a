/** The maturity of organisations as its page shows it. */
import type { Level, MaturityModel } from '#lib/domain/maturity/model.ts';
import {
	changeOf,
	gapsBelow,
	type Distribution,
	type Reading
} from '#lib/domain/maturity/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import { list, number } from '#lib/ui/format.ts';

interface Named {
	slug: string;
	acronym: string;
	name: string;
}

export interface ShownGap {
	code: string;
	title: string;
	level: number;
}

export interface ShownReading extends Named {
	/** Of its last assessment. */
	id: string;
	on: string;
	earlierOn: string | null;
	verified: boolean;
	differences: number;
	whole: { from: number | null; to: number | null };
	dimensions: { code: string; from: number | null; to: number | null }[];
	level: Level | null;
	coverage: number;
	partial: boolean;
	atMost: boolean;
	target: number | null;
	dueOn: string | null;
	/** How much the score is below the target; null: there is none, or no score. */
	missing: number | null;
	gaps: ShownGap[];
}

export function shownReading(
	model: MaturityModel,
	{ organisation: { slug, acronym, name }, ...reading }: Reading & { organisation: Named }
): ShownReading {
	const { latest, earlier, target } = reading;
	const { whole, dimensions } = changeOf(reading);
	const { score } = latest;
	const level = target?.level ?? null;
	return {
		...{ slug, acronym, name, id: latest.id, on: latest.on, earlierOn: earlier?.on ?? null },
		...{ verified: latest.verified, differences: latest.differences.length },
		...{ whole: { from: whole.from, to: whole.to }, dimensions: [...dimensions] },
		...{ level: score.level, coverage: score.coverage, partial: score.partial },
		...{ atMost: score.atMost, target: level, dueOn: target?.dueOn ?? null },
		missing: level === null || score.value === null ? null : Math.max(0, level - score.value),
		gaps:
			level === null
				? []
				: gapsBelow(model, latest.levels, level).map(({ criterion, level: at }) => ({
						...{ code: criterion.code, title: criterion.title, level: at }
					}))
	};
}

/** So many are drawn; the table has all. */
const mostDrawn = 24;

/** Those that are drawn: the furthest below their target first, then as they are listed. */
export const drawnReadings = <One extends Pick<ShownReading, 'missing'>>(
	all: readonly One[]
): One[] =>
	all.toSorted((one, other) => (other.missing ?? -1) - (one.missing ?? -1)).slice(0, mostDrawn);

export interface LevelPart {
	level: number | null;
	word: string;
	count: number;
	/** How it is said in a sentence. */
	said: string;
	/** 0 … 1: how high the level is among all. */
	height: number;
}

const levelWord = ({ number: of, title }: Level) =>
	m.maturity_level_named({ number: number(of), title });

/** All levels in their order, those that nobody has reached too, and those that were not assessed. */
export function partsOf({ levels, below, open }: Distribution): LevelPart[] {
	const steps = Math.max(1, levels.length - 1);
	const reached = levels.map(({ level, count }, at) => ({
		...{ level: level.number, word: levelWord(level), count, height: at / steps },
		said: m.maturity_part({ count: number(count), level: levelWord(level) })
	}));
	const under: LevelPart = {
		...{ level: -1, word: m.maturity_below_level(), count: below, height: 0 },
		said: m.maturity_part_below({ count: number(below) })
	};
	const silent: LevelPart = {
		...{ level: null, word: m.maturity_open_level(), count: open, height: 0 },
		said: m.maturity_part_open({ count: number(open) })
	};
	return [...(below > 0 ? [under] : []), ...reached, silent];
}

/** The distribution of a wave as a sentence. */
export const waveSentence = (name: string, of: Distribution): string =>
	m.maturity_wave_label({
		wave: name,
		parts: list(
			partsOf(of)
				.filter(({ count }) => count > 0)
				.map(({ said }) => said)
		)
	});

/** What is read first: how many were assessed, how many more than once, below their target, not verified. */
export function summary(all: readonly ShownReading[]): string[] {
	const count = (which: (one: ShownReading) => boolean) => all.filter(which).length;
	const [twice, below, own] = [
		count(({ earlierOn }) => earlierOn !== null),
		count(({ missing }) => missing !== null && missing > 0),
		count(({ verified }) => !verified)
	];
	return [
		m.maturity_assessed({ count: all.length }),
		...(twice > 0 ? [m.maturity_assessed_twice({ count: twice })] : []),
		...(below > 0 ? [m.maturity_below_target({ count: below })] : []),
		...(own > 0 ? [m.maturity_not_verified({ count: own })] : [])
	];
}
