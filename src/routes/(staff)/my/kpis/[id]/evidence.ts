import { m } from '#lib/paraglide/messages.js';
import { day, measured } from '#lib/ui/format.ts';
import type { About } from '../../evidence.ts';
import type { OpenedKpi } from './kpi.ts';

/** What the evidence of a KPI is of. */
export const ofKpi = ({ kpi, query }: OpenedKpi): About<'kpi'> => ({
	of: { kind: 'kpi', id: kpi.id },
	...{ code: kpi.code, name: kpi.title, address: `/my/kpis/${kpi.id}`, query },
	say: ({ day: on, value }) =>
		m.evidence_choice_value({ date: day(on), value: measured(value, kpi.unit) }),
	whole: m.evidence_whole_kpi()
});
