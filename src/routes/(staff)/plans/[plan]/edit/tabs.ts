/** The pages of this area, as links. */
import { m } from '#lib/paraglide/messages.js';

interface Link {
	href: string;
	word: string;
}

/** A draft is adopted; a plan is amended. */
const change = (base: string, { unadopted }: { unadopted: boolean }): Link =>
	unadopted
		? { href: `${base}/adoption`, word: m.adoption_tab() }
		: { href: `${base}/amendments`, word: m.amendment_heading() };

export const planTabs = (base: string, plan: { unadopted: boolean }): Link[] => [
	{ href: base, word: m.edit_tab_outline() },
	{ href: `${base}/outline`, word: m.outline_tab() },
	{ href: `${base}/tags`, word: m.tags_tab() },
	{ href: `${base}/plan`, word: m.edit_tab_plan() },
	change(base, plan),
	{ href: `${base}/alignment`, word: m.alignment_tab() },
	{ href: `${base}/checklists`, word: m.checklist_tab() },
	{ href: `${base}/roll-outs`, word: m.rollout_edit_tab() },
	{ href: `${base}/stakeholders`, word: m.stakeholder_tab() },
	{ href: `${base}/competencies`, word: m.competency_tab() },
	{ href: `${base}/maturity`, word: m.maturity_tab() },
	{ href: `${base}/workbook`, word: m.workbook_tab() },
	{ href: `${base}/decisions`, word: m.edit_tab_decisions() },
	{ href: `${base}/history`, word: m.edit_tab_history() }
];

export function elementTabs(base: string, element: { id: string; kind: string }): Link[] {
	const of = `${base}/elements/${element.id}`;
	return [
		{ href: of, word: m.edit_tab_element() },
		{ href: `${of}/owners`, word: m.edit_tab_owners() },
		...(element.kind === 'activity' ? [{ href: `${of}/budget`, word: m.edit_tab_budget() }] : []),
		...(element.kind === 'activity'
			? [
					{ href: `${of}/contracts`, word: m.edit_tab_contracts() },
					{ href: `${of}/locations`, word: m.edit_tab_locations() }
				]
			: []),
		{ href: `${of}/confidence`, word: m.edit_tab_confidence() },
		{ href: `${of}/closure`, word: m.edit_tab_closure() },
		{ href: `${of}/place`, word: m.edit_tab_place() },
		{ href: `${base}/history?element=${element.id}`, word: m.edit_tab_history() }
	];
}

/** From the outline down to what stands above an element. */
export const elementTrail = (base: string, above: { id: string; code: string }[]): Link[] => [
	{ href: base, word: m.edit_trail_start() },
	...above.map(({ id, code }) => ({ href: `${base}/elements/${id}`, word: code }))
];
