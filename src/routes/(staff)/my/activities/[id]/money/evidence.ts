import { m } from '#lib/paraglide/messages.js';
import { lineName } from '#lib/ui/budget-lines.ts';
import { day } from '#lib/ui/format.ts';
import type { About } from '../../../evidence.ts';
import type { OpenedMoney } from './money.ts';

/** What the evidence of an activity's money is of. */
export const ofMoney = ({ element }: OpenedMoney): About<'line'> => ({
	of: { kind: 'money', id: element.id },
	code: m.report_money_kicker({ code: element.code }),
	...{ name: element.title, address: `/my/activities/${element.id}/money` },
	say: ({ day: on, fundSource, year }) =>
		m.evidence_choice_spending({ date: day(on), line: lineName(fundSource, year) })
});
