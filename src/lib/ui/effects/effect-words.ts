/** What an edit does besides what it says, in words. */
import type { Effects, NewDuty, TouchedReport } from '#lib/domain/editions/effects.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, list } from '#lib/ui/format.ts';
import { ownerWords } from '#lib/ui/vocabulary.ts';
import { differenceParts, type DifferencePart } from './difference-words.ts';

export interface EffectsView {
	/** The day of the figures, in words. */
	on: string;
	figures: DifferencePart[];
	/** Who gets a new duty, one sentence each. */
	duties: string[];
	/** Which reports that were sent are touched, one sentence each. */
	reports: string[];
	/** By which a form says that these effects are meant, with all that it said before. */
	confirmed: string;
}

/** How many elements a sentence names before it counts the rest. */
const namedAtMost = 6;

function dutyWords({ element, organisation, role, nextReport }: NewDuty): string {
	const duty = {
		organisation: organisation.acronym,
		role: ownerWords[role](),
		element: m.edit_code_and_title(element)
	};
	return nextReport
		? m.effect_duty_reports({
				...duty,
				period: nextReport.label,
				date: day(nextReport.dueOn)
			})
		: m.effect_duty(duty);
}

function reportWords({ organisation, period, state, since, elements }: TouchedReport): string {
	const codes = elements.map(({ code }) => code);
	const named = codes.slice(0, namedAtMost);
	const rest = codes.length - named.length;
	const report = {
		organisation: organisation.acronym,
		period,
		date: day(since),
		elements: list(rest > 0 ? [...named, m.effect_more({ count: rest })] : named)
	};
	if (state === 'returned') return m.effect_report_returned(report);
	if (state === 'published') return m.effect_report_published(report);
	return state === 'approved' ? m.effect_report_approved(report) : m.effect_report_sent(report);
}

/** @param confirmed by which a form says that the effects are meant */
export const effectsView = (of: Effects, confirmed: string, currency: string): EffectsView => ({
	on: day(of.on),
	figures: differenceParts(of.difference, currency),
	duties: of.duties.map(dutyWords),
	reports: of.reports.map(reportWords),
	confirmed
});
