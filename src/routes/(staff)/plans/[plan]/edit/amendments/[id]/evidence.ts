import type { Amendment } from '#lib/server/amendments/queries.ts';
import { evidencePart } from '#app/evidence/evidence-part.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { ofAmendment } from '#lib/server/evidence/queries.ts';

/** The files and links of an amendment's instrument, and where more is sent to. */
export const instrumentEvidence = async (
	{ db, actor }: App.Locals,
	plan: PlanRow,
	{ id }: Amendment,
	url: URL
) =>
	evidencePart(await ofAmendment(db, id), actor, url, {
		action: `/plans/${plan.slug}/edit/amendments/${id}/instrument`,
		plan,
		hasPeriods: false
	});
