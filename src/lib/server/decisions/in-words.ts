import type { Fields } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { organisations } from '../elements/choices.ts';
import { isId } from '../elements/queries.ts';
import { Refused } from '../writing/refusals.ts';
import type { DecisionFields, EditedDecision } from './fields.ts';

/**
 * A decision's fields in words instead of ids, for comparing, for the audit log and for people.
 *
 * @param stored of which what was chosen before may stay, though it could not be chosen anew
 * @throws Refused where something chosen does not exist, or no more
 */
export async function inWords(
	trx: Trx,
	planId: string,
	fields: DecisionFields,
	stored: EditedDecision | null,
	today: IsoDate
): Promise<Fields> {
	const { title, reason, decider_id, element_id, due_on } = fields;
	const decider = await acronym(trx, decider_id, stored, today);
	return { title, reason, decider, element: await code(trx, planId, element_id, stored), due_on };
}

async function acronym(trx: Trx, id: string | null, stored: EditedDecision | null, today: IsoDate) {
	if (id === null) return null;
	if (id === stored?.decider_id) return stored.decider;
	const found = (await organisations(trx, today)).find((one) => one.id === id && one.valid);
	if (!found) throw new Refused('decider_id', 'unknown_choice');
	return found.acronym;
}

async function code(trx: Trx, planId: string, id: string | null, stored: EditedDecision | null) {
	if (id === null) return null;
	if (id === stored?.element_id) return stored.element;
	const found = await trx
		.selectFrom('element')
		.where('id', '=', isId(id) ? id : '0')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select('code')
		.executeTakeFirst();
	if (!found) throw new Refused('element_id', 'unknown_choice');
	return found.code;
}
