/** The fields of a budget line that the planner sets. */
import { m } from '#lib/paraglide/messages.js';
import { money, type ValuesOf } from './field.ts';

const amount = { size: 18, provenance: 'budget' } as const;

export const budgetLine = {
	cost: money({ ...amount, word: m.money_cost, hint: m.edit_cost_hint }),
	appropriation: money({ ...amount, word: m.money_appropriation }),
	allotment: money({ ...amount, word: m.money_allotment })
};

/** Null: not set. */
export type LineAmounts = ValuesOf<typeof budgetLine>;
