import { m } from '#lib/paraglide/messages.js';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { DeliveryState } from '#lib/domain/records/vocabulary.ts';
import { day, percent } from '#lib/ui/format.ts';
import { deliveryWords } from '#lib/ui/vocabulary.ts';

export interface Progress {
	/** The status date, of which `planned` and `behind` speak. */
	asOf: IsoDate;
	planned: number | null;
	/** By the last update. */
	actual: number | null;
	/** Percentage points, negative where behind. */
	behind: number | null;
	plannedStart: IsoDate | null;
	plannedEnd: IsoDate | null;
}

interface Latest {
	asOf: IsoDate;
	delivery: DeliveryState;
}

function plannedSentence({ asOf, planned, plannedEnd }: Progress): string {
	if (planned === null) return m.report_planned_unknown();
	const said = { on: day(asOf), percent: percent(planned) };
	return plannedEnd
		? m.report_planned_until({ ...said, end: day(plannedEnd) })
		: m.report_planned(said);
}

function reportedSentence({ actual }: Progress, latest: Latest | undefined): string {
	if (!latest) return m.report_never_reported();
	const state = deliveryWords[latest.delivery]();
	const date = day(latest.asOf);
	return actual === null
		? m.report_last_state({ state, date })
		: m.report_last({ state, percent: percent(actual, 1), date });
}

/** Where the activity is and where it was planned to be, in two sentences. */
export function progressSentence(progress: Progress, latest: Latest | undefined): string {
	return `${plannedSentence(progress)} ${reportedSentence(progress, latest)}`;
}
