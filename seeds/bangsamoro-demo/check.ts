import { SeedError } from '../read.ts';
import type { DemonstrationSeed } from './demonstration.ts';

/** Refuses what names an element or an organisation that does not exist. */
export function checkDemonstration(
	demonstration: DemonstrationSeed,
	organisations: Set<string>,
	folder: string
): void {
	const { plan, activities, owners, milestones, kpis, decisions, accounts, notes, slips, story } =
		demonstration;
	const { recorded: _, provenance: __, ...work } = demonstration.work;
	const elements = new Set(plan.elements.map((element) => element.code));
	const refuse = (file: string, path: string, problem: string): never => {
		throw new SeedError(`${folder}${file}`, path, problem);
	};
	const element = (file: string, code: string) =>
		elements.has(code) || refuse(file, code, `no element “${code}”`);
	const organisation = (file: string, slug: string | null) =>
		slug === null || organisations.has(slug) || refuse(file, slug, `no organisation “${slug}”`);

	for (const owner of owners) {
		element('activities.yaml', owner.element);
		organisation('activities.yaml', owner.organisation);
	}
	for (const code of Object.keys(notes)) element('notes.yaml', code);
	for (const code of Object.keys(slips)) element('slips.yaml', code);
	for (const milestone of milestones) element('milestones.yaml', milestone.activity);
	for (const kpi of kpis) {
		element('kpis.yaml', kpi.element);
		organisation('kpis.yaml', kpi.reporter);
	}
	for (const decision of decisions) {
		element('decisions.yaml', decision.element);
		organisation('decisions.yaml', decision.decider);
	}
	for (const one of Object.values(work).flat()) {
		element('work.yaml', one.element);
		if ('organisation' in one) organisation('work.yaml', one.organisation);
	}
	for (const account of accounts) organisation('accounts.yaml', account.organisation);
	for (const { code } of activities)
		if (!(code in story.courses)) refuse('story.yaml', `courses.${code}`, 'no course');
}
