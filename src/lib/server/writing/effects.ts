/** What an edit does is said before it is done: of a form that asks for it, so that somebody can answer. */
import { createHash } from 'node:crypto';
import {
	effectsOn,
	isWorthAsking,
	type BeforeAndAfter,
	type Effects
} from '#lib/domain/editions/effects.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Trx } from '../db/connect.ts';
import { presentFigures } from '../facts/figures.ts';
import * as plans from '../facts/plans.ts';
import { draftedIn } from './drafting.ts';
import type { SentForm } from './sent-forms.ts';

/** An edit has effects that its form did not say to be meant; nothing was written. */
export class Foreseen extends Error {
	override name = 'Foreseen';
	readonly effects: Effects;
	/** By which a form says that these effects, and no others, are meant. */
	readonly key: string;

	constructor(effects: Effects, key: string) {
		super(`the edit has effects that were not confirmed: ${key}`);
		this.effects = effects;
		this.key = key;
	}
}

// what the edit adds gets other ids each time that it is tried
const asText = (name: string, value: unknown) => {
	if (name === 'id') return undefined;
	if (typeof value === 'bigint') return String(value);
	return typeof value === 'number' ? value.toFixed(4) : value;
};

const keyOf = (effects: Effects) =>
	`effects:${createHash('sha256').update(JSON.stringify(effects, asText)).digest('base64url').slice(0, 22)}`;

/** Null: it is no plan yet, and has no figures that anybody knows. */
async function present(trx: Trx, planId: string): Promise<PlanWithFigures[] | null> {
	const plan = await plans.findById(trx, planId);
	return plan.draft ? null : presentFigures(trx, plan, today(plan.time_zone, new Date()));
}

async function refuseUnmeant(
	trx: Trx,
	planId: string,
	before: readonly PlanWithFigures[],
	confirmed: readonly string[]
): Promise<void> {
	const after = (await present(trx, planId)) ?? [];
	const days = before.flatMap((one, at): BeforeAndAfter[] => {
		const other = after[at];
		return other ? [{ before: one, after: other }] : [];
	});
	const found = effectsOn(days);
	if (!found || !isWorthAsking(found)) return;
	const key = keyOf(found);
	if (!confirmed.includes(key)) throw new Foreseen(found, key);
}

interface Asked {
	raises: string;
	request?: SentForm;
	amendmentId?: string;
}

/**
 * Looks at a plan before it is edited. What is returned is called after it, and throws Foreseen where the
 * plan has become another in what the form did not confirm. Nobody is asked where no form asks, where the
 * plan itself is not edited, or where that is drafted or adopted: a draft's page shows what it does.
 */
export async function lookAhead(
	trx: Trx,
	{ raises, request, amendmentId }: Asked,
	planId: string | null
): Promise<() => Promise<void>> {
	const isEdit = raises === 'structure' && amendmentId === undefined && !draftedIn(trx);
	const before = isEdit && request && planId !== null ? await present(trx, planId) : null;
	return async () => {
		if (before && planId !== null)
			await refuseUnmeant(trx, planId, before, request?.confirmed ?? []);
	};
}
