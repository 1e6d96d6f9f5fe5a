/** What figures rest on, in sentences: first what makes them strong, then what limits them. */
import { m } from '#lib/paraglide/messages.js';
import type { KpiLimits, Limits } from '#lib/domain/figures/limits.ts';
import { list, percent } from '../format.ts';

/** As many codes are named. */
const named = 6;

function codesOf(codes: string[]): string {
	if (codes.length <= named) return list(codes);
	return m.limits_and_more({
		codes: codes.slice(0, named).join(', '),
		count: codes.length - named
	});
}

const when = (condition: boolean, sentence: () => string) => (condition ? [sentence()] : []);

export function strengthWords({ period, coverage, kpis }: Limits): string[] {
	return [
		...(period === null || coverage === null
			? []
			: [m.limits_coverage({ coverage: percent(coverage), period })]),
		...when(kpis.measured > 0, () =>
			m.limits_kpis_measured({ measured: kpis.measured, of: kpis.all })
		),
		m.limits_explained(),
		m.limits_kept()
	];
}

function kpiWords({ carried, notMeasured, noBaseline, few }: KpiLimits): string[] {
	return [
		...when(carried > 0, () => m.limits_kpis_carried({ count: carried })),
		...when(notMeasured > 0, () => m.limits_kpis_not_measured({ count: notMeasured })),
		...when(noBaseline > 0, () => m.limits_kpis_no_baseline({ count: noBaseline })),
		...when(few > 0, () => m.limits_kpis_few({ count: few }))
	];
}

export function limitWords(limits: Limits): string[] {
	const { carried, unreported, single, partial, notWeighed, corrected, period } = limits;
	return [
		...when(carried.length > 0, () =>
			m.limits_carried({ codes: codesOf(carried), period: period ?? '' })
		),
		...when(unreported.length > 0, () => m.limits_unreported({ codes: codesOf(unreported) })),
		...when(partial.length > 0, () => m.limits_partial({ codes: codesOf(partial) })),
		...when(single > 0, () => m.limits_single({ count: single })),
		...when(notWeighed > 0, () => m.limits_not_weighed({ count: notWeighed })),
		...when(corrected > 0, () => m.limits_corrected({ count: corrected, period: period ?? '' })),
		...kpiWords(limits.kpis)
	];
}
