/** What the pages of one roll-out begin with. */
import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import { organisations } from '#lib/server/elements/choices.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { current } from '#lib/server/rollouts/current.ts';
import { editedPlan } from '../edited.ts';

interface Asked {
	locals: App.Locals;
	params: { plan: string; rollout: string };
}

/** A roll-out as it is now, or 404. */
export async function askedRollOut(event: Asked) {
	const { db, now } = event.locals;
	const plan: PlanRow = await editedPlan(event);
	const asking = { planId: plan.id, id: event.params.rollout, drafts: false };
	const rollOut: RollOutRecord = (await current(db, asking)) ?? error(404, 'not_found');
	const day = today(plan.time_zone, now);
	const all = await organisations(db, day);
	const byId = new Map(all.map((one) => [one.id, one]));
	return {
		...{ plan, rollOut, today: day, organisations: all },
		version: rollOut.versions.at(-1)!,
		/** What a part of it that is an organisation is called. */
		acronymOf: (id: string) => byId.get(id)?.acronym ?? '…',
		nameOf: (id: string) => byId.get(id)?.name ?? '…'
	};
}

export type AskedRollOut = Awaited<ReturnType<typeof askedRollOut>>;

/** What a member is called where there is little space. */
export const memberName = (
	{ organisationId, label }: { organisationId: string | null; label: string | null },
	acronymOf: (id: string) => string
): string => (organisationId === null ? (label ?? '') : acronymOf(organisationId));
