/**
 * What past statements teach, a plan's own beside the reference: by which ratio work lasts longer or
 * shorter than stated, by band of progress, and which source to follow.
 */
import { Remade } from '../records/remade.ts';
import {
	distributionOf,
	ratioAt,
	typicalError,
	type Distribution,
	type Sample
} from './distribution.ts';
import { progressBands } from './progress-bands.ts';
import type { Source } from './sources.ts';
import type { Ratios } from './statements.ts';

/** Ratios that are exceeded by 90 %, 50 % and 10 % of what is like it. */
export interface RatioBand {
	low: number;
	median: number;
	high: number;
}

/** Of statements made in one band of progress. */
export interface BandErrors {
	/** Whose past errors, once corrected by their median, were smaller. */
	source: Source;
	/** Of true ÷ stated days. */
	ratios: RatioBand;
	/** By which factor each source typically erred once corrected; 1 is no error. */
	typicalErrors: Record<Source, number>;
	/** How many of the plan's own statements it rests on, besides the reference. */
	statements: number;
	/** Of how many of its activities. */
	activities: number;
}

export interface PastErrors {
	/** In the order of `progressBands`. */
	bands: BandErrors[];
	/** True ÷ planned durations, for work that has not begun, and of how many of the plan's activities. */
	durations: { ratios: RatioBand; activities: number };
}

function ratiosOf(distribution: Distribution): RatioBand {
	return {
		low: ratioAt(distribution, 0.1),
		median: ratioAt(distribution, 0.5),
		high: ratioAt(distribution, 0.9)
	};
}

interface SourceErrors {
	source: Source;
	distribution: Distribution;
	typical: number;
}

const keptErrors = new Remade<Sample, SourceErrors>();

/** Made once for a sample: a report changes those of the bands in which its activity was reported. */
const sourceErrors = (source: Source, own: Sample, reference: Sample): SourceErrors =>
	keptErrors.make(own, [source, reference], () => {
		const distribution = distributionOf(own, reference);
		const typical = typicalError(distribution, ratioAt(distribution, 0.5));
		return { source, distribution, typical };
	});

function bandErrors(band: number, own: Ratios, reference: Ratios): BandErrors {
	const errorsOf = (source: Source) =>
		sourceErrors(source, own.errors[source][band]!, reference.errors[source][band]!);
	const [schedule, declared] = [errorsOf('schedule'), errorsOf('declared')];
	const { source, distribution } = declared.typical < schedule.typical ? declared : schedule;
	const { ended, unfinished, activities } = own.errors[source][band]!;
	return {
		source,
		ratios: ratiosOf(distribution),
		typicalErrors: { schedule: schedule.typical, declared: declared.typical },
		statements: ended.length + unfinished.length,
		activities
	};
}

export function pastErrors(own: Ratios, reference: Ratios): PastErrors {
	return {
		bands: progressBands.map((_, band) => bandErrors(band, own, reference)),
		durations: {
			ratios: ratiosOf(distributionOf(own.durations, reference.durations)),
			activities: own.durations.activities
		}
	};
}
