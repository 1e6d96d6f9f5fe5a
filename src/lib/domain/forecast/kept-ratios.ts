/**
 * What came of a plan's statements, kept from one report to the next: a report changes a few of ten
 * thousand ratios, and these change places with what they were, so that not all are sorted again.
 */
import type { Sample } from './distribution.ts';
import type { ActivityHistory } from './histories.ts';
import { ratiosBy, type Ratios } from './statements.ts';
import { sources } from './sources.ts';

interface Kept {
	day: number;
	histories: readonly ActivityHistory[];
	ratios: Ratios;
}

/** A plan is read on the day of its latest snapshot and on that of the latest due period. */
const mostDays = 2;

/** Where more of a plan has changed than one in so many, all is sorted again: that is as quick. */
const fewest = 8;

/** Some ascending ratios, of which a few are gone, and a few others came; ascending. */
function exchangedIn(all: Float64Array, gone: Float64Array, come: Float64Array): Float64Array {
	if (gone.length === 0 && come.length === 0) return all;
	const made = new Float64Array(all.length - gone.length + come.length);
	let [at, left, next] = [0, 0, 0];
	for (let to = 0; to < made.length; to += 1) {
		for (; left < gone.length && all[at] === gone[left]; left += 1) at += 1;
		const isNext = next < come.length && (at === all.length || come[next]! < all[at]!);
		made[to] = isNext ? come[next++]! : all[at++]!;
	}
	return made;
}

const isNothing = ({ ended, unfinished }: Sample) => ended.length + unfinished.length === 0;

/** The same sample where nothing of it changed. */
const exchanged = (all: Sample, gone: Sample, come: Sample): Sample =>
	isNothing(gone) && isNothing(come)
		? all
		: {
				ended: exchangedIn(all.ended, gone.ended, come.ended),
				unfinished: exchangedIn(all.unfinished, gone.unfinished, come.unfinished),
				activities: all.activities - gone.activities + come.activities
			};

function ratiosAfter({ day, histories, ratios }: Kept, now: readonly ActivityHistory[]) {
	if (histories.length !== now.length) return undefined;
	const changed = now.flatMap((history, at) => (history === histories[at] ? [] : [at]));
	if (changed.length === 0) return ratios;
	if (changed.length * fewest > now.length) return undefined;
	const [gone, come] = [histories, now].map((all) =>
		ratiosBy(
			changed.map((at) => all[at]!),
			day
		)
	) as [Ratios, Ratios];
	const [schedule, declared] = sources.map((source) =>
		ratios.errors[source].map((sample, band) =>
			exchanged(sample, gone.errors[source][band]!, come.errors[source][band]!)
		)
	) as [Sample[], Sample[]];
	return {
		errors: { schedule, declared },
		durations: exchanged(ratios.durations, gone.durations, come.durations)
	};
}

/** Of one plan; what it gives is what {@link ratiosBy} gives, and nobody may change it. */
export class KeptRatios {
	#kept: Kept[] = [];

	by = (histories: readonly ActivityHistory[], day: number): Ratios => {
		const last = this.#kept.find((one) => one.day === day);
		const ratios = (last && ratiosAfter(last, histories)) ?? ratiosBy(histories, day);
		const others = this.#kept.filter((one) => one !== last);
		this.#kept = [{ day, histories, ratios }, ...others].slice(0, mostDays);
		return ratios;
	};
}
