import { m } from '#lib/paraglide/messages.js';
import { compared, sayDay, sayNumber, type Compared } from '#lib/ui/forms/compared.ts';

interface Stored {
	value: string;
	numerator: string | null;
	denominator: string | null;
	measuredOn: string;
	note: string | null;
}

/** A measurement that somebody stored, beside the one that was typed. */
export function versions(
	stored: Stored,
	typed: Record<string, string>,
	ratio: boolean
): Compared[] {
	const numbers = ratio
		? [
				{ label: m.report_numerator(), theirs: stored.numerator, yours: typed.numerator },
				{ label: m.report_denominator(), theirs: stored.denominator, yours: typed.denominator }
			]
		: [{ label: m.report_value(), theirs: stored.value, yours: typed.value }];
	return compared([
		...numbers.map((field) => ({ ...field, say: sayNumber })),
		{
			label: m.report_measured_on(),
			theirs: stored.measuredOn,
			yours: typed.measured_on,
			say: sayDay
		},
		{ label: m.report_note(), theirs: stored.note, yours: typed.note }
	]);
}
