/** What a record of work is of: an element, or the plan as a whole. */
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Trx } from '../db/connect.ts';
import { find } from '../elements/queries.ts';
import { Refused } from '../writing/refusals.ts';

export interface Subject {
	planId: string;
	elementId: string | null;
	kind: 'plan' | ElementKind;
	/** What people call it. */
	code: string;
	retired: boolean;
	span: PlanSpan;
	/** Not adopted yet. */
	unadopted: boolean;
}

/** Found, and locked until the transaction ends; undefined where this plan has none such. */
export async function lockSubject(
	trx: Trx,
	planId: string,
	elementId: string | null
): Promise<Subject | undefined> {
	const element = elementId === null ? null : await find(trx, planId, elementId, true);
	if (element === undefined) return undefined;
	const plan = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select((eb) => eb.fn.coalesce('short_title', 'title').as('name'))
		.select(['period_start as periodStart', 'period_end as periodEnd', 'draft'])
		// others lock what they write before the plan: here the plan itself is what is written about
		.$if(element === null, (query) => query.forNoKeyUpdate())
		.executeTakeFirstOrThrow();
	return {
		...{ planId, elementId },
		kind: element?.kind ?? 'plan',
		code: element?.code ?? plan.name,
		retired: (element?.retired_at ?? null) !== null,
		span: { periodStart: plan.periodStart, periodEnd: plan.periodEnd },
		unadopted: plan.draft
	};
}

/** Refuses what cannot have anything added or changed: what went out of the plan. */
export function refuseRetired({ retired }: Subject): void {
	if (retired) throw new Refused('', 'retired');
}
