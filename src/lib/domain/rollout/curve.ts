/** Planned and done of a wave over time. */
import { addDays, fromTheBeginning } from '../records/dates.ts';
import type { IsoDate } from '../records/records.ts';
import { waveProgress } from './progress.ts';
import { quarterEnds, quarterOf } from './quarters.ts';
import type { RollOutRecord } from './records.ts';
import type { RollOutSetup } from './setup.ts';
import { standingOn, versionOn } from './standing.ts';

export interface RollOutPoint {
	on: IsoDate;
	planned: number | null;
	/** Null: the day is to come, or the wave has nobody yet. */
	done: number | null;
}

export interface WaveCurve {
	waveId: string;
	/** Ascending by day; none: the wave is open, or nothing is dated. */
	points: RollOutPoint[];
}

const isDay = (day: IsoDate | null): day is IsoDate => day !== null && day !== fromTheBeginning;

/** The days on which something of a wave was to begin or end, and those on which something was said of it. */
function daysOf({ entries, members }: RollOutRecord, setup: RollOutSetup, waveId: string) {
	const own = new Set(
		members
			.filter(({ states }) => states.some((state) => state.waveId === waveId))
			.map(({ id }) => id)
	);
	const windows = setup.windows.filter((window) => window.waveId === waveId);
	return [
		...windows.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]),
		...entries.filter(({ memberId, state }) => state && own.has(memberId)).map(({ on }) => on)
	].filter(isDay);
}

/** So many points are drawn of a wave; of a longer time every so many quarters. */
const mostPoints = 60;

/** On what days a curve has points: the ends of quarters, and the status date among them. */
function pointDays(days: readonly IsoDate[], asOf: IsoDate): IsoDate[] {
	const sorted = [...days, asOf].toSorted();
	const ends = quarterEnds(sorted[0]!, sorted.at(-1)!);
	const every = Math.ceil(ends.length / mostPoints);
	const before = addDays(quarterOf(sorted[0]!), -1);
	return [
		...new Set([before, ...ends.filter((_, at) => at % every === every - 1), asOf])
	].toSorted();
}

/**
 * Planned and done of each wave at the ends of quarters, and on the status date; of days to come what is
 * planned alone. Each point is reckoned with the set-up, and with who takes part, as these are on its day.
 */
export function curves(rollOut: RollOutRecord, asOf: IsoDate): WaveCurve[] {
	const { setup } = versionOn(rollOut, asOf);
	// what is said of days to come counts nowhere yet
	const said = { ...rollOut, entries: rollOut.entries.filter(({ on }) => on <= asOf) };
	const standings = new Map<IsoDate, ReturnType<typeof standingOn>>();
	const standing = (on: IsoDate) => {
		const known = standings.get(on) ?? standingOn(said, on);
		standings.set(on, known);
		return known;
	};
	return setup.waves.map(({ id: waveId, extent }) => {
		const days = daysOf(said, setup, waveId);
		if (extent.kind === 'open' || days.length === 0) return { waveId, points: [] };
		const points = pointDays(days, asOf).map((on) => {
			const { planned, done } = waveProgress(standing(on), waveId);
			return { on, planned, done: on > asOf ? null : done };
		});
		return { waveId, points };
	});
}
