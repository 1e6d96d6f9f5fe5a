import type { EvidencePart } from '#app/evidence/evidence-part.ts';
import { m } from '#lib/paraglide/messages.js';
import { lineName } from '#lib/ui/budget-lines.ts';
import { day } from '#lib/ui/format.ts';
import { reportedEvidence } from '../../../evidence.ts';
import type { OpenedMoney } from './money.ts';

/** The evidence of an activity's money, and where more is sent to. */
export const moneyEvidence = (
	locals: App.Locals,
	opened: OpenedMoney,
	url: URL
): Promise<EvidencePart> =>
	reportedEvidence<'line'>(locals, opened, url, {
		of: { kind: 'money', id: opened.element.id },
		action: `/my/activities/${opened.element.id}/money/evidence`,
		say: ({ day: on, fundSource, year }) =>
			m.evidence_choice_spending({ date: day(on), line: lineName(fundSource, year) })
	});
