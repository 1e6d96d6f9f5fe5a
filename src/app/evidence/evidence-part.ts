/** The evidence of something on the pages of those who enter it. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Evidence } from '#lib/server/evidence/queries.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import type { EvidenceView } from '#lib/ui/evidence/evidence-view.ts';
import { evidenceSaved } from './evidence-form.ts';
import { staffEvidence } from './evidence-view.ts';

export interface EvidencePart {
	/** Where its forms are sent to. */
	action: string;
	/** What follows there, behind the form's name: for whom the planner writes; empty: nothing. */
	query: string;
	evidence: EvidenceView[];
	/** What of it can be shown, the latest entry first. */
	choices: Choice[];
	/** What evidence shows that names none of these; null: it names one. */
	whole: string | null;
	/** Whether what is added waits for its report to be published. */
	waits: boolean;
	/** Whether nothing can be added, since no report takes it. */
	closed: boolean;
	/** What was just done; null: nothing. */
	saved: string | null;
	timeZone: string;
	/** The plan's. */
	language: string;
}

export interface PartOf {
	action: string;
	/** See {@link EvidencePart}; left out: nothing. */
	query?: string;
	plan: { time_zone: string; language: string };
	/** Whether the plan has reporting periods. */
	hasPeriods: boolean;
	choices?: Choice[];
	whole?: string | null;
	closed?: boolean;
}

export const evidencePart = (
	all: readonly Evidence[],
	actor: Actor,
	url: URL,
	{ action, query = '', plan, hasPeriods, choices = [], whole = null, closed = false }: PartOf
): EvidencePart => ({
	...{ action, query, waits: hasPeriods },
	evidence: staffEvidence(all, actor),
	...{ choices, whole, closed },
	saved: evidenceSaved(url),
	...{ timeZone: plan.time_zone, language: plan.language }
});
