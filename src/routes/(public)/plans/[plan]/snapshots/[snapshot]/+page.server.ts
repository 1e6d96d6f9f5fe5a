import { error } from '@sveltejs/kit';
import { planOf } from '#app/plan-page.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { compareVersions } from '#lib/server/publishing/versions.ts';
import { correctedSince, ofPlan, type Snapshot } from '#lib/server/snapshots/queries.ts';
import type { PageServerLoad } from './$types';

/** The version of the same period that was published next to one, before or after it. */
const versionOf = (all: Snapshot[], { period, version }: Snapshot, by: 1 | -1) =>
	all.find((one) => one.period.id === period.id && one.version === version + by);

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, now } = locals;
	const plan = planOf(locals);
	const all = await ofPlan(db, plan.id);
	const shown = all.find(({ id }) => id === params.snapshot) ?? error(404, 'not_found');
	const earlier = versionOf(all, shown, -1);
	const on = today(plan.time_zone, now);
	return {
		title: m.snapshot_title({ period: shown.period.label, version: shown.version }),
		shown,
		earlier: earlier ?? null,
		later: versionOf(all, shown, 1) ?? null,
		compared: earlier
			? await compareVersions(db, plan, { earlier, later: shown, today: on })
			: null,
		// what a later version says of the period has the corrections in it
		correctedSince: shown.isLatest ? await correctedSince(db, plan, shown.id) : []
	};
};
