import type { LeftOut } from '#lib/domain/proposals/work/worked.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export const kindWords: Record<ElementKind, () => string> = {
	goal: m.draft_kind_goal,
	objective: m.draft_kind_objective,
	activity: m.draft_kind_activity
};

export const whyWords: Record<LeftOut['why'], () => string> = {
	furniture: m.draft_why_furniture,
	prose: m.draft_why_prose,
	other_part: m.draft_why_other_part,
	heading: m.draft_why_heading,
	remark: m.draft_why_remark,
	too_deep: m.draft_why_too_deep,
	table: m.draft_why_table,
	by_hand: m.draft_why_by_hand
};
