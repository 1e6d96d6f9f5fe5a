/** What a list, and a template's own page, say of it first. */
import { elementKinds } from '#lib/domain/records/vocabulary.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { Template } from '#lib/domain/templates/template.ts';
import { m } from '#lib/paraglide/messages.js';
import { elementCounts } from '#lib/ui/element-counts.ts';

/** How many parts it has, in its own words: `5 components`, `31 KPIs`. */
function countsOf({ counts, labels }: Template): string[] {
	const elements = Object.fromEntries(elementKinds.map((kind) => [kind, counts[kind]])) as Record<
		(typeof elementKinds)[number],
		number
	>;
	const kpis = counts.kpi > 0 ? [m.template_kpi_count({ count: counts.kpi })] : [];
	return [...elementCounts({ elements, labels }), ...kpis];
}

export const templateLine = (template: Template) => ({
	...{ slug: template.slug, title: template.title, description: template.description },
	...{ language: template.language, counts: countsOf(template) },
	plan: {
		...{ slug: template.plan.slug, title: template.plan.title },
		...{ language: template.plan.language, draft: template.plan.draft },
		demonstration: template.plan.demonstration
	},
	/** The day on which the plan was read, where it is. */
	knownOn: today(template.plan.timeZone, template.knownAt),
	withdrawn: template.withdrawn !== null
});
