/** A template: a plan's parts as they were known at one moment, for other plans to take from. */
import type { Disaggregation } from '../records/disaggregation.ts';
import type { Provenance } from '../records/provenance.ts';
import type { KpiUnit } from '../records/records.ts';
import type {
	ElementKind,
	Frequency,
	KpiDirection,
	OverOrganisationsRule,
	OverTimeRule,
	ProvenanceKind,
	ResultLevel
} from '../records/vocabulary.ts';

/** Where a field of an item came from when its template was made. */
export interface KeptProvenance extends Provenance {
	/** Ids of the passage and of the publication in which the words stand; null: in none. */
	passageId: string | null;
	publicationId: string | null;
}

export interface Template {
	id: string;
	/** Its name in addresses. */
	slug: string;
	title: string;
	description: string | null;
	/** The plan that it was made of, called as it is now. */
	plan: {
		id: string;
		slug: string;
		title: string;
		language: string;
		timeZone: string;
		demonstration: boolean;
		/** Not adopted yet, or discarded: only planners may see it. */
		draft: boolean;
		/** Its words are nobody's business but of those who may edit plans: it is a draft, or has not published them. */
		hidden: boolean;
	};
	/** The moment at which the plan was read: nothing that became of it later is in the template. */
	knownAt: Date;
	/** Of its parts' words, BCP 47. */
	language: string;
	/** What the plan called its kinds of element at that moment. */
	labels: Record<ElementKind, { one: string; many: string }>;
	/** Where its title and description come from. */
	provenance: ProvenanceKind;
	reason: string | null;
	/** Who made it; null: it came with the tracker. */
	madeBy: string | null;
	madeAt: Date;
	/** The template that it is made anew of. */
	follows: { slug: string; title: string } | null;
	/** The latest that is made anew of it; null: none. */
	followedBy: { slug: string; title: string } | null;
	/** Null: parts can be taken from it. */
	withdrawn: { at: Date; reason: string } | null;
	counts: Record<ElementKind | 'kpi', number>;
}

/** A goal, an objective or an activity of a template. */
export interface TemplateElement {
	id: string;
	kind: ElementKind;
	/** The id of the item above it; null: it stands at the top. */
	parentId: string | null;
	/** 0 at the top. */
	depth: number;
	code: string;
	title: string;
	shortTitle: string | null;
	description: string | null;
	deliverableDefined: boolean;
	/** Its id in the plan that the template was made of. */
	elementId: string;
	provenance: readonly KeptProvenance[];
	/** The terms of frameworks that it had, those that are there still. */
	terms: readonly { id: string; code: string }[];
	/** The ids of items that it also served. */
	alsoServes: readonly string[];
}

/** A KPI of a template: its definition, and nothing of where it stands or is to come to. */
export interface TemplateKpi {
	id: string;
	/** The id of the item that it measures. */
	elementId: string;
	code: string;
	title: string;
	definition: string | null;
	meansOfVerification: string | null;
	resultLevel: ResultLevel | null;
	unit: KpiUnit;
	direction: KpiDirection;
	/** What is within reach of a KPI of direction `range`, as decimal text; null of others. */
	band: { low: string; high: string; zeroDistance: string } | null;
	frequency: Frequency;
	overTime: OverTimeRule;
	overOrganisations: OverOrganisationsRule;
	disaggregation: Disaggregation | null;
	/** Its id in the plan that the template was made of. */
	kpiId: string;
	provenance: readonly KeptProvenance[];
}

export interface TemplateItems {
	/** In the plan's order, parents before children. */
	elements: readonly TemplateElement[];
	/** By the order of their elements, then their own. */
	kpis: readonly TemplateKpi[];
}

/** Where a field of an item came from; undefined: nobody recorded it. */
export const provenanceOf = (
	{ provenance }: { provenance: readonly KeptProvenance[] },
	field: string
): KeptProvenance | undefined => provenance.find((one) => one.field === field);
