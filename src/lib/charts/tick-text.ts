import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Tick } from './time-axis.ts';

/** What a tick says: `2026`, `Q3` or `Sep`; in a year's first quarter or month its year. */
export function tickText({ on, unit }: Tick, plain = false): string {
	const month = Number(on.slice(5, 7));
	if (unit === 'year' || (month === 1 && !plain)) return on.slice(0, 4);
	if (unit === 'quarter') return m.chart_quarter({ number: (month + 2) / 3 });
	const names = new Intl.DateTimeFormat(getLocale(), { month: 'short', timeZone: 'UTC' });
	return names.format(new Date(`${on}T00:00:00Z`));
}
