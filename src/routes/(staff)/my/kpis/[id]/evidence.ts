import type { EvidencePart } from '#app/evidence/evidence-part.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, measured } from '#lib/ui/format.ts';
import { reportedEvidence } from '../../evidence.ts';
import type { OpenedKpi } from './kpi.ts';

/** The evidence of a KPI, and where more is sent to. */
export const kpiEvidence = (
	locals: App.Locals,
	opened: OpenedKpi,
	url: URL
): Promise<EvidencePart> =>
	reportedEvidence<'kpi'>(locals, opened, url, {
		of: { kind: 'kpi', id: opened.kpi.id },
		action: `/my/kpis/${opened.kpi.id}/evidence`,
		say: ({ day: on, value }) =>
			m.evidence_choice_value({ date: day(on), value: measured(value, opened.kpi.unit) }),
		whole: m.evidence_whole_kpi()
	});
