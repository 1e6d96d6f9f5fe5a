/** What an edit does is said before it is done: of a form that asks for it, so that somebody can answer. */
import { createHash } from 'node:crypto';
import {
	effectsOn,
	isWorthAsking,
	type BeforeAndAfter,
	type Effects
} from '#lib/domain/editions/effects.ts';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { Trx } from '../db/connect.ts';
import { figuresOfDays } from '../facts/figures.ts';
import * as plans from '../facts/plans.ts';
import { setOut } from '../facts/structure.ts';

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

/** A plan on the days that its pages show by themselves: the status date, and today. */
export type Present = PlanWithFigures[];

/** Null: it is no plan yet, and has no figures that anybody knows. */
export async function present(trx: Trx, planId: string): Promise<Present | null> {
	const plan = await plans.findById(trx, planId);
	if (plan.draft) return null;
	const today = todayIn(plan.time_zone, new Date());
	const { periods } = await setOut(trx, plan);
	const days = [...new Set([statusDate(periods, today), today])];
	return figuresOfDays(
		trx,
		plan,
		days.map((on) => scopeOn(on, today))
	);
}

// what the edit adds gets other ids each time that it is tried
const asText = (name: string, value: unknown) => {
	if (name === 'id') return undefined;
	if (typeof value === 'bigint') return String(value);
	return typeof value === 'number' ? value.toFixed(4) : value;
};

const keyOf = (effects: Effects) =>
	`effects:${createHash('sha256').update(JSON.stringify(effects, asText)).digest('base64url').slice(0, 22)}`;

/** @throws Foreseen where the plan, as it was, has become another in what nobody confirmed */
export async function refuseUnmeant(
	trx: Trx,
	planId: string,
	before: Present,
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
