/** To whom a duty has passed on. */
import type { Heir, IsoDate } from './records.ts';

/** The last of some that a duty has passed to by a day; undefined: it has not. */
export const heirOn = (heirs: readonly Heir[] | undefined, day: IsoDate): Heir | undefined =>
	heirs?.findLast(({ on }) => on <= day);
