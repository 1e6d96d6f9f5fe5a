/** What a plan serves and what carries it, over all plans that the reader may see, each as that reader sees it. */
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { AlignmentRecord } from '#lib/domain/alignment/records.ts';
import { passagesOf, plansById, servingPlans, termsOf } from '#lib/server/alignment/queries.ts';
import { linksOf, outsidePlans, outsideStatements } from '#lib/server/alignment/records.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { figures } from '#lib/server/facts/figures.ts';
import * as plans from '#lib/server/facts/plans.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { planTexts } from '#lib/server/plans/texts.ts';
import { shownLinks, type AlignmentFacts, type SeenPlan } from '#lib/domain/alignment/seen.ts';
import { scopeOf, seesUnpublished } from '../scope.ts';

interface Reader {
	db: Db;
	now: Date;
	actor: Actor;
	/** As of open data, see `scope.ts`. */
	byDefault?: 'published';
	/** Whether plans that are not adopted are left out whoever reads; left out: who may edit them sees them. */
	adoptedOnly?: boolean;
}

/** A plan in the scope in which a page shows it. */
export interface ShownPlan extends PlanWithFigures {
	plan: PlanRow;
	scope: Scope;
}

/** Who may see that a plan is there at all: an adopted one everybody, else who may edit it. */
const sees = ({ actor, adoptedOnly }: Reader, { draft }: PlanRow) =>
	!draft || (!adoptedOnly && can(actor, 'edit_plan'));

const earlier = (one: string, other: string) => (one < other ? one : other);

/** The address by which another plan would show the day, the day of knowing and the edition of this one. */
function addressFor(other: PlanRow, { scope }: ShownPlan, asked: URL, now: Date): URL {
	const there = today(other.time_zone, now);
	const url = new URL('http://plan.invalid/');
	url.searchParams.set('as_of', earlier(scope.asOf, there));
	const { searchParams } = asked;
	if (searchParams.get('known_on') || searchParams.get('snapshot'))
		url.searchParams.set('known_on', earlier(scope.knownOn, there));
	const edition = searchParams.get('edition');
	if (edition) url.searchParams.set('edition', edition);
	return url;
}

async function seenIn(
	{ db }: Reader,
	{ plan, scope, record, figures }: ShownPlan
): Promise<SeenPlan> {
	const [texts, links] = await Promise.all([
		planTexts(db, plan, scope),
		linksOf(db, plan.id, asKnown(plan, scope))
	]);
	const { title, short_title: shortTitle, vision } = texts;
	const { slug, draft } = plan;
	return { slug, title, shortTitle, vision, adopted: !draft, record, figures, links };
}

async function other(reader: Reader, row: PlanRow, own: ShownPlan, asked: URL): Promise<SeenPlan> {
	const { db, now } = reader;
	const named = seesUnpublished(reader) ? row : await plans.asPublished(db, row);
	const scope = await scopeOf(reader, named, addressFor(named, own, asked, now));
	const known = await figures(db, named, scope);
	return seenIn(reader, { plan: named, scope, ...known });
}

/** The plans that hang together with one by links, as far as the reader may see them. */
async function related(reader: Reader, own: ShownPlan, links: AlignmentRecord[]) {
	const parents = links.flatMap(({ parent }) => (parent.kind === 'here' ? [parent.planId] : []));
	const [above, below] = await Promise.all([
		plansById(reader.db, parents),
		servingPlans(reader.db, own.plan.id, links)
	]);
	const rows = new Map([...above, ...below].map((row) => [row.id, row]));
	return [...rows.values()].filter((row) => sees(reader, row));
}

/**
 * All that hangs together with a plan by links, for one reader.
 *
 * @param asked the address of the page: other plans are shown for the same day, in the same edition
 */
async function gather(reader: Reader, own: ShownPlan, asked: URL): Promise<AlignmentFacts> {
	const { db } = reader;
	const known = asKnown(own.plan, own.scope);
	const seen = await seenIn(reader, own);
	const rows = await related(reader, own, seen.links);
	const others = new Map<string, SeenPlan>();
	for (const row of rows) others.set(row.id, await other(reader, row, own, asked));
	const links = [seen, ...others.values()].flatMap((plan) => plan.links);
	const leadsOut = seen.links.some(({ parent }) => parent.kind === 'outside');
	const [outside, statements, terms] = await Promise.all([
		leadsOut ? outsidePlans(db, known) : [],
		leadsOut ? outsideStatements(db, known) : [],
		termsOf(db, seen.links)
	]);
	const origins = [...links, ...outside, ...statements].map(({ origin }) => origin);
	return {
		...{ own: seen, others, terms, on: own.scope.asOf, publicLinks: null },
		outside: new Map(outside.map((one) => [one.id, one])),
		statements: new Map(statements.map((one) => [one.id, one])),
		passages: await passagesOf(db, origins)
	};
}

/** Which links everybody sees on a plan's page, as it shows itself. */
async function publicLinks(reader: Reader, { plan }: ShownPlan): Promise<Set<string>> {
	const { db, now } = reader;
	if (plan.draft) return new Set();
	const anybody: Reader = { db, now, actor: { kind: 'public' } };
	const scope = await scopeOf(anybody, plan);
	const known = await figures(db, plan, scope);
	const url = new URL('http://plan.invalid/');
	return shownLinks(await gather(anybody, { plan, scope, ...known }, url));
}

/**
 * The same for a page; who may edit plans is told which links are not public.
 *
 * @param url of the page
 */
export async function alignmentFacts(
	{ db, now, actor }: Reader,
	own: ShownPlan,
	url: URL
): Promise<AlignmentFacts> {
	const adoptedOnly = url.searchParams.get('edition') === 'published';
	const reader = { db, now, actor, adoptedOnly };
	const facts = await gather(reader, own, url);
	const isAsked = can(actor, 'edit_plan') && !adoptedOnly && shownLinks(facts).size > 0;
	return isAsked ? { ...facts, publicLinks: await publicLinks(reader, own) } : facts;
}

/** The same for open data, which says the same to whoever asks for it. */
export const openAlignment = (
	{ db, now, actor }: Reader,
	own: ShownPlan,
	url: URL
): Promise<AlignmentFacts> =>
	gather({ db, now, actor, byDefault: 'published', adoptedOnly: true }, own, url);
