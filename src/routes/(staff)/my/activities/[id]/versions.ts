import { m } from '#lib/paraglide/messages.js';
import type { StoredUpdate } from '#lib/server/reports/queries.ts';
import { causeWords, confidenceWords, deliveryWords } from '#lib/ui/vocabulary.ts';
import { compared, sayDay, sayNumber, sayWord, type Compared } from '#lib/ui/forms/compared.ts';

/** An update that somebody stored, beside the one that was typed. */
export function versions(
	stored: StoredUpdate,
	typed: Record<string, string>,
	byMilestones: boolean
): Compared[] {
	const percent = {
		label: m.report_percent(),
		theirs: stored.percent?.toString() ?? null,
		yours: typed.percent,
		say: sayNumber
	};
	return compared([
		{
			label: m.report_delivery(),
			theirs: stored.delivery,
			yours: typed.delivery,
			say: sayWord(deliveryWords)
		},
		...(byMilestones ? [] : [percent]),
		{ label: m.report_as_of(), theirs: stored.asOf, yours: typed.as_of, say: sayDay },
		{
			label: m.report_actual_start(),
			theirs: stored.actualStart,
			yours: typed.actual_start,
			say: sayDay
		},
		{
			label: m.report_actual_end(),
			theirs: stored.actualEnd,
			yours: typed.actual_end,
			say: sayDay
		},
		{
			label: m.report_cause(),
			theirs: stored.slippageCause,
			yours: typed.slippage_cause,
			say: sayWord(causeWords)
		},
		{
			label: m.report_recovery(),
			theirs: stored.recoveryOn,
			yours: typed.recovery_on,
			say: sayDay
		},
		{
			label: m.report_confidence(),
			theirs: stored.declaredConfidence,
			yours: typed.declared_confidence,
			say: sayWord(confidenceWords)
		},
		{
			label: m.report_declared_reason(),
			theirs: stored.declaredReason,
			yours: typed.declared_reason
		},
		{ label: m.report_note(), theirs: stored.note, yours: typed.note }
	]);
}
