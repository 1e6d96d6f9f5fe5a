/** What a plan serves and what carries it, as its page, an element's page and the open data show it. */
import { carriedBy, moneyCarried, type CarriedMoney } from './carried.ts';
import { within, type Above } from './circles.ts';
import { holdsOn, isPart, type Parent, type Part, type StatementKind } from './links.ts';
import type {
	AlignedTerm,
	AlignmentRecord,
	OutsidePlan,
	OutsideStatement,
	QuotedPassage
} from './records.ts';
import type { Origin } from '../records/origin.ts';
import { totalFigure } from '../figures/money.ts';
import type { PlanFigures } from '../figures/plan-figures.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { Knowable } from '../records/known.ts';
import type { Publication } from '../records/provenance.ts';
import type { IsoDate, Money, PlanRecord } from '../records/records.ts';
import type { ProvenanceKind } from '../records/vocabulary.ts';

/** A plan as its reader sees it: its own, or another that hangs together with it. */
export interface SeenPlan {
	slug: string;
	title: string;
	shortTitle: string | null;
	vision: string | null;
	/** Adopted here; what is not is shown to those alone who may edit it. */
	adopted: boolean;
	record: PlanRecord;
	figures: PlanFigures;
	/** Its own, as its reader knows them. */
	links: AlignmentRecord[];
}

export interface AlignmentFacts {
	own: SeenPlan;
	/** Those alone that the reader may see, by id. */
	others: Map<string, SeenPlan>;
	outside: Map<string, OutsidePlan>;
	statements: Map<string, OutsideStatement>;
	terms: Map<string, AlignedTerm>;
	passages: Map<string, QuotedPassage>;
	/** The day that the page shows. */
	on: IsoDate;
	/** Which links the public sees; null: it is not asked. */
	publicLinks: ReadonlySet<string> | null;
}

/** The name of a plan here, or of one of its elements. */
export interface PartName {
	kind: 'plan' | 'element';
	slug: string;
	/** Of the plan. */
	plan: string;
	language: string;
	demonstration: boolean;
	/** Of the element; null: the plan as a whole. */
	code: string | null;
	title: string;
}

export type ParentName =
	| PartName
	| {
			kind: 'outside';
			title: string;
			language: string;
			statement: { kind: StatementKind; code: string | null; words: string } | null;
	  }
	| { kind: 'term'; framework: string; code: string; title: string };

export interface OriginView {
	kind: ProvenanceKind;
	reason: string | null;
	/** The words, and where they stand, as far as that is known. */
	quotes: { text: string; passage: string | null; publication: string | null }[];
	publication: Publication | null;
}

export interface LinkView {
	id: string;
	child: PartName;
	parent: ParentName;
	rationale: string;
	/** Of the rationale, where it is the source's own words; null: whoever wrote it. */
	quotedIn: string | null;
	share: string | null;
	from: IsoDate | null;
	until: IsoDate | null;
	origin: OriginView;
	/** False: readers do not see it; null: it is not asked. */
	isPublic: boolean | null;
}

/** What one plan does for a parent. */
export interface CarrierView {
	slug: string;
	plan: string;
	language: string;
	demonstration: boolean;
	currency: string;
	activities: number;
	done: RolledUp;
	appropriation: Knowable<Money>;
}

export interface Carriers {
	plans: CarrierView[];
	sums: CarriedMoney[];
}

/** What the plan serves of one plan or framework. */
export interface ServedView {
	key: string;
	root:
		| PartName
		| {
				kind: 'outside';
				title: string;
				language: string;
				publisher: string | null;
				address: string | null;
				edition: string | null;
				editionOn: IsoDate | null;
				/** What the versions before and after it are called; null: there is none. */
				follows: string | null;
				followedBy: string | null;
				origin: OriginView;
		  }
		| { kind: 'term'; framework: string };
	links: LinkView[];
	/** Over all plans here; null: its own page says so. */
	carriers: Carriers | null;
}

/** What carries a part of the plan. */
export interface CarriedView {
	part: PartName;
	links: LinkView[];
	/** Of this part and all that lies beneath it. */
	carriers: Carriers;
}

export interface VisionView {
	plan: string;
	language: string;
	words: string;
	/** Of what lives elsewhere; null: a plan here, on whose page its provenance stands. */
	origin: OriginView | null;
	/** Null: a plan that lives elsewhere. */
	slug: string | null;
	own: boolean;
}

export interface AlignmentView {
	visions: VisionView[];
	serves: ServedView[];
	carries: CarriedView[];
	/** How many links lead up, and how many plans say that they serve this one. */
	count: { serves: number; carriedBy: number };
}

const nameOf = ({ title, shortTitle }: SeenPlan) => shortTitle ?? title;

/** Undefined: the plan has no such element that its reader sees on the day. */
function partName(plan: SeenPlan, elementId: string | null): PartName | undefined {
	const { slug, record } = plan;
	const { language, demonstration } = record;
	const of = { slug, plan: nameOf(plan), language, demonstration };
	if (elementId === null) return { kind: 'plan', ...of, code: null, title: plan.title };
	const element = record.elements.find(({ id }) => id === elementId);
	return element && { kind: 'element', ...of, code: element.code, title: element.title };
}

function seen({ own, others }: AlignmentFacts, planId: string): SeenPlan | undefined {
	return planId === own.record.id ? own : others.get(planId);
}

function parentName(facts: AlignmentFacts, parent: Parent): ParentName | undefined {
	if (parent.kind === 'here') {
		const plan = seen(facts, parent.planId);
		return plan && partName(plan, parent.elementId);
	}
	if (parent.kind === 'term') {
		const term = facts.terms.get(parent.termId);
		return term && { kind: 'term', framework: term.framework, code: term.code, title: term.title };
	}
	const plan = facts.outside.get(parent.outsideId);
	const statement = facts.statements.get(parent.statementId ?? '');
	if (!plan || (parent.statementId !== null && !statement)) return undefined;
	const { title, language } = plan;
	const stated = statement && {
		...{ kind: statement.kind, code: statement.code, words: statement.words }
	};
	return { kind: 'outside', title, language, statement: stated ?? null };
}

/** Where words come from, with the passages named by their codes. */
export function originView(
	{ passages }: Pick<AlignmentFacts, 'passages'>,
	origin: Origin
): OriginView {
	const { kind, reason, publication } = origin;
	const quotes = origin.quotes.map(({ text, passage }) => {
		const found = passages.get(passage ?? '');
		return { text, passage: found?.code ?? null, publication: found?.publication ?? null };
	});
	return { kind, reason, publication, quotes };
}

/** Undefined: something of it is not there for the reader, so none of it is. */
function linkView(facts: AlignmentFacts, link: AlignmentRecord): LinkView | undefined {
	const plan = seen(facts, link.child.planId);
	const child = plan && partName(plan, link.child.elementId);
	const parent = parentName(facts, link.parent);
	if (!child || !parent || !holdsOn(link, facts.on)) return undefined;
	const { id, rationale, share, from, until } = link;
	return {
		...{ id, child, parent, rationale, share, from, until },
		quotedIn: link.origin.kind === 'source' ? child.language : null,
		origin: originView(facts, link.origin),
		isPublic: facts.publicLinks && facts.publicLinks.has(id)
	};
}

interface Seen {
	record: AlignmentRecord;
	view: LinkView;
}

const seenLinks = (facts: AlignmentFacts, links: readonly AlignmentRecord[]): Seen[] =>
	links.flatMap((record) => {
		const view = linkView(facts, record);
		return view ? [{ record, view }] : [];
	});

/** What plans do for a parent, each by what of it is aligned, in their order; the plan itself comes first. */
function carriers(facts: AlignmentFacts, links: readonly Seen[]): Carriers {
	const byPlan = Map.groupBy(links, ({ record }) => record.child.planId);
	const rows = [facts.own, ...facts.others.values()].flatMap((plan) => {
		const aligned = byPlan.get(plan.record.id);
		if (!aligned) return [];
		const { currency, language, demonstration } = plan.record;
		const carried = carriedBy(
			aligned.map(({ record }) => record.child.elementId),
			plan.figures
		);
		const of = { slug: plan.slug, plan: nameOf(plan), language, demonstration, currency };
		return [{ ...of, ...carried }];
	});
	return {
		sums: moneyCarried(rows),
		plans: rows.map(({ appropriation, ...row }) => ({
			...row,
			appropriation: totalFigure('appropriation', appropriation)
		}))
	};
}

/** By which plan or framework a link is told from others. */
function rootKey({ parent }: AlignmentRecord, { terms }: AlignmentFacts): string {
	if (parent.kind === 'here') return `plan:${parent.planId}`;
	if (parent.kind === 'outside') return `outside:${parent.outsideId}`;
	return `framework:${terms.get(parent.termId)?.slug ?? ''}`;
}

const editionName = ({ edition, title }: OutsidePlan) => edition ?? title;

function rootOf(facts: AlignmentFacts, { parent }: AlignmentRecord): ServedView['root'] {
	if (parent.kind === 'here') return partName(facts.others.get(parent.planId)!, null)!;
	if (parent.kind === 'term')
		return { kind: 'term', framework: facts.terms.get(parent.termId)!.framework };
	const plan = facts.outside.get(parent.outsideId)!;
	const before = facts.outside.get(plan.followsId ?? '');
	const after = [...facts.outside.values()].find(({ followsId }) => followsId === plan.id);
	const { title, language, publisher, address, edition, editionOn } = plan;
	return {
		kind: 'outside',
		...{ title, language, publisher, address, edition, editionOn },
		follows: before ? editionName(before) : null,
		followedBy: after ? editionName(after) : null,
		origin: originView(facts, plan.origin)
	};
}

/** In the order of the plan: first as a whole, then part by part. */
function inOrder(plan: SeenPlan, partOf: (link: AlignmentRecord) => Part) {
	const places = new Map(plan.record.elements.map(({ id }, at) => [id, at]));
	const placeOf = ({ record }: Seen) => places.get(partOf(record).elementId ?? '') ?? -1;
	return (one: Seen, other: Seen) => placeOf(one) - placeOf(other);
}

const parentPart = ({ parent }: AlignmentRecord): Part =>
	parent.kind === 'here' ? parent : { planId: '', elementId: null };

function served(facts: AlignmentFacts, own: readonly Seen[], others: readonly Seen[]) {
	const ordered = own.toSorted(inOrder(facts.own, ({ child }) => child));
	const groups = Map.groupBy(ordered, ({ record }) => rootKey(record, facts));
	return [...groups].map(([key, links]): ServedView => {
		const isHere = links[0]!.record.parent.kind === 'here';
		const all = [...links, ...others.filter(({ record }) => rootKey(record, facts) === key)];
		return {
			...{ key, root: rootOf(facts, links[0]!.record) },
			links: links.map(({ view }) => view),
			carriers: isHere ? null : carriers(facts, all)
		};
	});
}

function carried(facts: AlignmentFacts, links: readonly Seen[]): CarriedView[] {
	const { own } = facts;
	const above: Above = new Map(own.record.elements.map(({ id, parentId }) => [id, parentId]));
	const ordered = links.toSorted(inOrder(own, parentPart));
	const byPart = Map.groupBy(ordered, ({ record }) => parentPart(record).elementId);
	return [...byPart].map(([elementId, direct]): CarriedView => {
		const part = { planId: own.record.id, elementId };
		const beneath = links.filter(({ record }) =>
			within(parentPart(record), above).some((one) => isPart(one, part))
		);
		return {
			part: partName(own, elementId)!,
			links: direct.map(({ view }) => view),
			carriers: carriers(facts, beneath)
		};
	});
}

function visions(facts: AlignmentFacts, links: readonly Seen[]): VisionView[] {
	const { own, outside, statements, others } = facts;
	const elsewhere = new Set(
		links.flatMap(({ record: { parent } }) => (parent.kind === 'outside' ? [parent.outsideId] : []))
	);
	const here = new Set(
		links.flatMap(({ record: { parent } }) => (parent.kind === 'here' ? [parent.planId] : []))
	);
	const said = (plan: SeenPlan): VisionView[] =>
		plan.vision === null
			? []
			: [
					{
						...{ plan: nameOf(plan), language: plan.record.language, words: plan.vision },
						...{ origin: null, slug: plan.slug, own: plan === own }
					}
				];
	const stated = [...statements.values()]
		.filter(({ kind, outsideId }) => kind === 'vision' && elsewhere.has(outsideId))
		.map((statement): VisionView => {
			const { title, language } = outside.get(statement.outsideId)!;
			const origin = originView(facts, statement.origin);
			return { plan: title, language, words: statement.words, origin, slug: null, own: false };
		});
	const above = [
		...stated,
		...[...others].flatMap(([id, plan]) => (here.has(id) ? said(plan) : []))
	];
	return above.length === 0 ? [] : [...above, ...said(own)];
}

/** What leads up from the plan, and what leads to it and to the same parents from others. */
function linksIn(facts: AlignmentFacts) {
	const { own, others } = facts;
	const up = seenLinks(facts, own.links);
	const all = seenLinks(
		facts,
		[...others.values()].flatMap(({ links }) => links)
	);
	const isOwn = ({ record }: Seen) => parentPart(record).planId === own.record.id;
	return { up, down: all.filter(isOwn), beside: all.filter((link) => !isOwn(link)) };
}

export function alignmentView(facts: AlignmentFacts): AlignmentView {
	const { up, down, beside } = linksIn(facts);
	return {
		visions: visions(facts, up),
		serves: served(facts, up, beside),
		carries: carried(facts, down),
		count: {
			serves: up.length,
			carriedBy: new Set(down.map(({ record }) => record.child.planId)).size
		}
	};
}

/** The ids of the links that a reader sees. */
export const shownLinks = (facts: AlignmentFacts): Set<string> => {
	const { up, down } = linksIn(facts);
	return new Set([...up, ...down].map(({ view }) => view.id));
};

/** What one element serves, and what says that it serves it. */
export function elementAlignment(facts: AlignmentFacts, elementId: string) {
	const { up, down } = linksIn(facts);
	return {
		serves: up.filter(({ record }) => record.child.elementId === elementId).map(({ view }) => view),
		carriedBy: down
			.filter(({ record }) => parentPart(record).elementId === elementId)
			.map(({ view }) => view)
	};
}

/** On a plan's own page: the visions above its own, and what it serves as a whole. */
export function planAlignment(facts: AlignmentFacts) {
	const { up } = linksIn(facts);
	return {
		above: visions(facts, up).filter(({ own }) => !own),
		servesAsWhole: up
			.filter(({ record }) => record.child.elementId === null)
			.map(({ view }) => view)
	};
}
