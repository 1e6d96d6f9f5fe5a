import { m } from '#lib/paraglide/messages.js';

/** What people call a budget line: its fund source and the year of its appropriation. */
export const lineName = (fundSource: string, year: number): string =>
	m.work_line_name({ source: fundSource, year: String(year) });
