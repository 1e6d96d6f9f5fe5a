/** What the labels of the S-curve say. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { month, percent } from '#lib/ui/format.ts';
import { behindSince } from './lasting-slip.ts';
import type { CurvePoint } from './progress-curve-frame.ts';
import type { CurveLabel } from './progress-curve-labels.ts';

interface About {
	points: CurvePoint[];
	today: IsoDate;
	/** When it ends, in words; left out where no end is drawn. */
	ends?: string | undefined;
}

export function curveLabelText({ of, value }: CurveLabel, { points, today, ends }: About): string {
	if (of === 'ends') return m.chart_ends({ when: ends ?? '' });
	if (of === 'since') return m.chart_behind_since({ when: month(behindSince(points) ?? today) });
	const share = percent(value ?? 0);
	return of === 'done' ? m.chart_done({ share }) : m.chart_planned({ share });
}

/** @param partial the last report rests on too little weight */
export function curveLabelTone({ of }: CurveLabel, partial: boolean) {
	if (of !== 'done') return of === 'ends' ? 'main' : 'plain';
	return partial ? 'partial' : 'strong';
}
