/** Where work slipped most, in words. */
import { m } from '#lib/paraglide/messages.js';
import { slipsTitle } from '#lib/ui/chart-titles.ts';
import { list, points } from '#lib/ui/format.ts';
import type { Slips } from '../leadership/slips.ts';
import type { ChartWords } from './chart-words.ts';

function subtitleOf({ rows, behind }: Slips): string {
	const shown = rows.filter((row) => row.points < 0).length;
	return [
		m.leadership_slips_why(),
		...(behind > shown ? [m.leadership_slips_more({ shown, behind })] : []),
		...(rows.length > shown ? [m.leadership_slips_ahead()] : [])
	].join(' ');
}

export const slipsWords = (slips: Slips): ChartWords => ({
	title: slipsTitle(slips.rows[0]),
	subtitle: subtitleOf(slips),
	label: `${list(slips.rows.map((row) => `${row.title} ${points(row.points)}`))}.`
});
