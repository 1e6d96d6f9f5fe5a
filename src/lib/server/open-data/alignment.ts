/** What a plan serves and what carries it, as a document and as a table of links. */
import { moneyText } from '#lib/domain/figures/money.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type {
	AlignmentView,
	Carriers,
	LinkView,
	OriginView,
	ParentName,
	ServedView
} from '#lib/domain/alignment/seen.ts';
import { markOf, table, valueOf, type Cell, type CsvTable } from './csv.ts';

/** A plan here or an element of one, what lives elsewhere or a statement of it, or a term of a framework. */
export interface EndDocument {
	kind: 'plan' | 'element' | 'outside_plan' | 'outside_statement' | 'framework_term';
	/** Of a plan here, its slug. */
	plan: string | null;
	/** The plan's title, or that of the framework. */
	of: string;
	code: string | null;
	/** Of a statement its words. */
	title: string;
	/** BCP 47; null: not said. */
	language: string | null;
}

export interface ProvenanceDocument {
	kind: ProvenanceKind;
	reason: string | null;
	quotes: { text: string; passage: string | null; publication: string | null }[];
	publication: { title: string; published_on: IsoDate | null; address: string | null } | null;
}

export interface LinkDocument {
	id: string;
	child: EndDocument;
	parent: EndDocument;
	rationale: string;
	/** Percent of the child, as decimal text; null: not stated. */
	share: string | null;
	/** Null: open. */
	valid_from: IsoDate | null;
	valid_to: IsoDate | null;
	provenance: ProvenanceDocument;
}

interface CarrierDocument {
	plan: string;
	title: string;
	demonstration: boolean;
	activities: number;
	/** 0…1; null: not known. Within each plan alone: plans are not blended. */
	delivery_progress: number | null;
	coverage: number | null;
	partial: boolean;
	currency: string;
	/** Decimal text; null: not set. */
	appropriation: string | null;
}

export interface AlignmentDocument {
	kind: 'alignment';
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	revision: number;
	visions: { of: string; plan: string | null; language: string; words: string }[];
	serves: LinkDocument[];
	carried_by: LinkDocument[];
	/** By what is served, of what lives elsewhere and of frameworks: over all plans here. */
	served: {
		of: string;
		version: string | null;
		followed_by: string | null;
		carriers: CarrierDocument[];
	}[];
	/** By part of this plan; code null: the plan as a whole. */
	parts: { code: string | null; carriers: CarrierDocument[] }[];
}

function endOf(end: ParentName): EndDocument {
	if (end.kind === 'term')
		return {
			...{ kind: 'framework_term', plan: null, of: end.framework },
			...{ code: end.code, title: end.title, language: null }
		};
	if (end.kind === 'outside')
		return {
			kind: end.statement ? 'outside_statement' : 'outside_plan',
			...{ plan: null, of: end.title, code: end.statement?.code ?? null },
			...{ title: end.statement?.words ?? end.title, language: end.language }
		};
	const { kind, slug: plan, plan: of, code, title, language } = end;
	return { kind, plan, of, code, title, language };
}

export const provenanceOf = ({
	kind,
	reason,
	quotes,
	publication
}: OriginView): ProvenanceDocument => ({
	...{ kind, reason, quotes },
	publication: publication && {
		...{ title: publication.title, published_on: publication.publishedOn },
		address: publication.address
	}
});

const linkDocument = ({ from, until, ...link }: LinkView): LinkDocument => ({
	...{ id: link.id, child: endOf(link.child), parent: endOf(link.parent) },
	...{ rationale: link.rationale, share: link.share, valid_from: from, valid_to: until },
	provenance: provenanceOf(link.origin)
});

const carrierDocuments = ({ plans }: Carriers): CarrierDocument[] =>
	plans.map(({ slug, plan, done, appropriation, ...row }) => ({
		...{ plan: slug, title: plan, demonstration: row.demonstration, activities: row.activities },
		...{ delivery_progress: valueOf(done), coverage: done.coverage, partial: done.partial },
		currency: row.currency,
		appropriation: appropriation.known ? moneyText(appropriation.value) : null
	}));

function servedDocument({ root, carriers }: ServedView): AlignmentDocument['served'] {
	if (carriers === null) return [];
	const isOutside = root.kind === 'outside';
	return [
		{
			of: root.kind === 'term' ? root.framework : root.title,
			version: isOutside ? root.edition : null,
			followed_by: isOutside ? root.followedBy : null,
			carriers: carrierDocuments(carriers)
		}
	];
}

const linksOf = ({ serves, carries }: AlignmentView) => ({
	serves: serves.flatMap(({ links }) => links).map(linkDocument),
	carried_by: carries.flatMap(({ links }) => links).map(linkDocument)
});

export function alignmentDocument(
	{ record, figures }: PlanWithFigures,
	view: AlignmentView,
	{ reading }: { reading: PlanReading }
): AlignmentDocument {
	const { id, slug: code, title, demonstration, revision } = record;
	return {
		...{ kind: 'alignment', plan: { kind: 'plan', id, code, title, demonstration } },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision },
		visions: view.visions.map(({ plan: of, slug: plan, language, words }) => ({
			...{ of, plan, language, words }
		})),
		...linksOf(view),
		served: view.serves.flatMap(servedDocument),
		parts: view.carries.map(({ part, carriers }) => ({
			...{ code: part.code, carriers: carrierDocuments(carriers) }
		}))
	};
}

interface Row extends LinkDocument {
	direction: 'serves' | 'carried_by';
	demonstration: string;
}

const endColumns = (side: 'child' | 'parent') => ({
	[`${side}_kind`]: (row: Row): Cell => row[side].kind,
	[`${side}_plan`]: (row: Row): Cell => row[side].plan,
	[`${side}_of`]: (row: Row): Cell => row[side].of,
	[`${side}_code`]: (row: Row): Cell => row[side].code,
	[`${side}_title`]: (row: Row): Cell => row[side].title
});

export function alignmentTable(view: AlignmentView): CsvTable {
	const { serves, carried_by } = linksOf(view);
	const invented = new Set(
		[...view.serves, ...view.carries]
			.flatMap(({ links }) => links)
			.filter(({ child }) => child.demonstration)
			.map(({ id }) => id)
	);
	const rowOf =
		(direction: Row['direction']) =>
		(link: LinkDocument): Row => ({
			...{ ...link, direction },
			demonstration: markOf({ demonstration: invented.has(link.id) })
		});
	return table<Row>(
		'alignment',
		{
			direction: ({ direction }) => direction,
			...endColumns('child'),
			...endColumns('parent'),
			rationale: ({ rationale }) => rationale,
			share: ({ share }) => share,
			valid_from: ({ valid_from }) => valid_from,
			valid_to: ({ valid_to }) => valid_to,
			provenance: ({ provenance }) => provenance.kind,
			quotation: ({ provenance: { quotes } }) =>
				quotes.map(({ text }) => text).join('\n\n') || null,
			link_demonstration: ({ demonstration }) => demonstration
		},
		[...serves.map(rowOf('serves')), ...carried_by.map(rowOf('carried_by'))]
	);
}
