import { m } from '#lib/paraglide/messages.js';

/** What the fields of the form are called, by their names. */
export const labels = () => ({
	numerator: m.report_numerator(),
	denominator: m.report_denominator(),
	value: m.report_value(),
	measured_on: m.report_measured_on(),
	note: m.report_note()
});
