import { answer, entityTag, problem } from '#lib/server/open-data/answer.ts';
import { ofPlan } from '#lib/server/snapshots/queries.ts';
import type { RequestHandler } from './$types';

/** What was published of a plan, each version with the addresses of its documents and their digest. */
export const GET: RequestHandler = ({ locals: { db, plan }, request, url }) => {
	if (!plan) return problem('not_found');
	const tag = entityTag(['snapshots', plan.id, plan.seed_digest ?? '0', plan.period_revision]);
	return answer(request, tag, async () => ({
		kind: 'snapshots',
		plan: plan.slug,
		snapshots: (await ofPlan(db, plan.id)).map((one) => ({
			id: one.id,
			period: one.period.label,
			version: one.version,
			latest: one.isLatest,
			corrected: one.reason,
			as_of: one.asOf,
			published_on: one.publishedOn,
			digest: one.digest,
			facts: `${url.pathname}/${one.id}/facts`,
			figures: `${url.pathname}/${one.id}/figures`
		}))
	}));
};
