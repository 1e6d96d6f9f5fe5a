/** The words of this area's closed choices, as a planner chooses among them. */
import type {
	GoalStatusRule,
	OverOrganisationsRule,
	RollUpMethod
} from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Choice } from '#lib/ui/ChoiceField.svelte';

export const methodWords: Record<RollUpMethod, () => string> = {
	cost: m.edit_method_cost,
	weight: m.edit_method_weight,
	equal: m.edit_method_equal
};
export const goalRuleWords: Record<GoalStatusRule, () => string> = {
	worst_critical_child: m.edit_goal_rule_worst,
	weighted: m.edit_goal_rule_weighted
};
export const overOrganisationsWords: Record<OverOrganisationsRule, () => string> = {
	none: m.edit_over_organisations_none,
	sum: m.edit_over_organisations_sum,
	ratio: m.edit_over_organisations_ratio,
	min: m.edit_over_organisations_min,
	max: m.edit_over_organisations_max
};

/** A closed vocabulary as the choices of a field. */
export const choicesOf = (words: Record<string, () => string>): Choice[] =>
	Object.entries(words).map(([value, word]) => ({ value, word: word() }));

/** Organisations that hold office today, and those that are chosen though they no longer do. */
export function organisationChoices(
	organisations: {
		id: string;
		acronym: string;
		name: string;
		jurisdiction: string;
		valid: boolean;
	}[],
	chosen: ReadonlySet<string>
): Choice[] {
	return organisations
		.filter(({ id, valid }) => valid || chosen.has(id))
		.map(({ id, acronym, name, jurisdiction, valid }) => ({
			value: id,
			word: valid
				? m.edit_organisation({ acronym, name })
				: m.edit_organisation_past({ acronym, name }),
			group: jurisdiction
		}));
}
