/** The addresses of a plan's pages, each for the same days as the page that links to it. */
import type { CommitmentsFigure, FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

/** The tables that a plan's open data have as CSV. */
export type PlanTable =
	| 'elements'
	| 'kpis'
	| 'headline'
	| 'curve'
	| 'activity_counts'
	| 'reporting'
	| 'slips'
	| 'off_path'
	| 'money'
	| 'decisions';

/** The tables of an element's or a KPI's page, and of an organisation's share of a plan. */
type PartTable = 'parts' | 'kpis' | 'money' | 'milestones' | 'targets' | 'contracts' | 'cells';
type OrganisationTable = 'elements' | 'money' | 'reports' | 'commitments';

/** What a figure is of, as the explain page reads it. */
export type FigureOf = 'plan' | `element:${string}` | `kpi:${string}`;

/**
 * The days that the address of a page asks for. Null: it does not ask, and the page shows the plan's
 * own, so that a link copied from it shows the days of when it is opened.
 */
export interface DaysAsked {
	/** The status date. */
	asOf: IsoDate | null;
	/** The day of knowing. */
	knownOn: IsoDate | null;
	/** `adopted`: what was planned on the day of adoption; null: on the status date. */
	against: 'adopted' | null;
	/** Of a plan of which something is published; null: what the reader is shown by itself. */
	edition: 'current' | 'published' | null;
	/** What one snapshot published, by its number; null: what the other days say. */
	snapshot: string | null;
}

export const ownDays: DaysAsked = {
	asOf: null,
	knownOn: null,
	against: null,
	edition: null,
	snapshot: null
};

function withQuery(path: string, query: Record<string, string | null>): string {
	let address = path;
	for (const [name, value] of Object.entries(query))
		if (value !== null)
			address += `${address === path ? '?' : '&'}${name}=${encodeURIComponent(value)}`;
	return address;
}

/** What an address says of the days that it asks for. */
export const daysQuery = ({ asOf, knownOn, against, edition, snapshot }: DaysAsked) => ({
	as_of: asOf,
	known_on: knownOn,
	against,
	edition,
	snapshot
});

/** What the address of a page says, with the plan in another reading. */
export function queryAgainst(
	said: Iterable<[string, string]>,
	against: DaysAsked['against']
): string {
	const query = new URLSearchParams([...said].filter(([name]) => name !== 'against'));
	if (against !== null) query.set('against', against);
	return `?${query}`;
}

/** What the address of a page says, with the plan in another edition. */
export function queryIn(
	said: Iterable<[string, string]>,
	edition: NonNullable<DaysAsked['edition']>
): string {
	const query = new URLSearchParams(
		[...said].filter(([name]) => name !== 'edition' && name !== 'snapshot')
	);
	query.set('edition', edition);
	return `?${query}`;
}

/** What the address of a page says, but for the snapshot that it asks for. */
export function queryNow(said: Iterable<[string, string]>): string {
	return `?${new URLSearchParams([...said].filter(([name]) => name !== 'snapshot'))}`;
}

/** @param days those that the page which links was asked for */
export function addressesOf(slug: string, days: DaysAsked) {
	const home = `/plans/${encodeURIComponent(slug)}`;
	const asked = daysQuery(days);
	const page = (path: string, query: Record<string, string | null> = {}, asOf = days.asOf) =>
		withQuery(home + path, { ...query, ...asked, as_of: asOf });
	return {
		plan: (query: Record<string, string | null> = {}) => page('', query),
		element: (code: string) => page(`/elements/${encodeURIComponent(code)}`),
		kpis: (query: Record<string, string | null> = {}) => page('/kpis', query),
		kpi: (code: string) => page(`/kpis/${encodeURIComponent(code)}`),
		/**
		 * Where a figure explains itself.
		 *
		 * @param asOf the day that the figure is of, where it stays in the address so that it can be cited
		 */
		explain: (figure: FigureName, of: FigureOf, asOf = days.asOf) =>
			withQuery(`${home}/explain`, { figure, of, ...asked, as_of: asOf }),
		/** Where a count of the commitments of a period explains itself. */
		explainCommitments: (
			figure: CommitmentsFigure,
			period: IsoDate,
			{ by, goal, organisation }: { by: string; goal: string; organisation: string },
			asOf: IsoDate
		) =>
			withQuery(`${home}/explain`, {
				...{ figure, of: goal ? `element:${goal}` : 'plan' },
				...{ by, period, organisation: organisation || null },
				...{ ...asked, as_of: asOf }
			}),
		/** @param asOf another day than the one asked for; null: the plan's own */
		leadership: (asOf = days.asOf, query: Record<string, string | null> = {}) =>
			page('/leadership', query, asOf),
		/** Figures by an axis as open data, as of the day that the page shows. */
		axisData: (
			name: 'axis-figures' | 'axis_figures.csv',
			asOf: IsoDate,
			query: Record<string, string | null>
		) => withQuery(`/api/v1${home}/${name}`, { ...query, ...asked, as_of: asOf }),
		timeline: (query: Record<string, string | null> = {}) => page('/timeline', query),
		commitments: (query: Record<string, string | null> = {}) => page('/commitments', query),
		/** Commitments as open data, as of the day that the page shows. */
		commitmentsData: (
			name: 'commitments' | 'commitments.csv' | 'commitment_periods.csv',
			asOf: IsoDate,
			query: Record<string, string | null> = {}
		) => withQuery(`/api/v1${home}/${name}`, { ...query, ...asked, as_of: asOf }),
		alignment: () => page('/alignment'),
		/** Links as open data, as of the day that the page shows. */
		alignmentData: (name: 'alignment' | 'alignment.csv', asOf: IsoDate) =>
			withQuery(`/api/v1${home}/${name}`, { ...asked, as_of: asOf }),
		competencies: () => page('/competencies'),
		/** Records as a table of open data, as of the day that the page shows. */
		workTable: (name: 'head_counts' | 'establishments' | 'trainings', asOf: IsoDate) =>
			withQuery(`/api/v1${home}/${name}.csv`, { ...asked, as_of: asOf }),
		rollOuts: () => page('/roll-outs'),
		rollOut: (name: string, query: Record<string, string | null> = {}) =>
			page(`/roll-outs/${encodeURIComponent(name)}`, query),
		/** All that was said of one organisation of a roll-out. */
		rollOutMember: (name: string, id: string) =>
			page(`/roll-outs/${encodeURIComponent(name)}/members/${id}`),
		/** A roll-out as open data, as of the day that the page shows. */
		rollOutData: (name: string, of: '' | '/cells.csv', asOf: IsoDate) =>
			withQuery(`/api/v1${home}/roll-outs/${encodeURIComponent(name)}${of}`, {
				...asked,
				as_of: asOf
			}),
		checklists: () => page('/checklists'),
		checklist: (id: string, query: Record<string, string | null> = {}) =>
			page(`/checklists/${id}`, query),
		/** A checklist as one page to keep, as of the day that the page shows. */
		checklistDocument: (id: string, asOf: IsoDate) =>
			withQuery(`${home}/checklists/${id}/document`, { ...asked, as_of: asOf }),
		/** A checklist as open data, as of the day that the page shows. */
		checklistData: (id: string, name: '' | '/items.csv', asOf: IsoDate) =>
			withQuery(`/api/v1${home}/checklists/${id}${name}`, { ...asked, as_of: asOf }),
		maturity: (query: Record<string, string | null> = {}) => page('/maturity', query),
		/** Assessments as open data, as of the day that the page shows. */
		maturityData: (
			name: 'maturity' | 'maturity.csv',
			asOf: IsoDate,
			query: Record<string, string | null> = {}
		) => withQuery(`/api/v1${home}/${name}`, { ...query, ...asked, as_of: asOf }),
		assessments: () => `${home}/assessments`,
		coverage: (query: Record<string, string | null> = {}) => page('/coverage', query),
		/** The matrix as open data, as of the day that the page shows. */
		coverageData: (
			name: 'coverage' | 'coverage.csv',
			asOf: IsoDate,
			query: Record<string, string | null>
		) => withQuery(`/api/v1${home}/${name}`, { ...query, ...asked, as_of: asOf }),
		/** What happened on the plan, whatever day its pages show. */
		activity: () => page('/activity'),
		/** What was published, whatever day its pages show. */
		snapshots: () => `${home}/snapshots`,
		snapshot: (id: string) => `${home}/snapshots/${id}`,
		decision: (id: string) => `${home}/decisions/${id}`,
		/** The open data that a page's figures can be had as, as of a day. */
		figures: (asOf: IsoDate) => withQuery(`/api/v1${home}/figures`, { ...asked, as_of: asOf }),
		/** A table of a page as CSV, as of the day that the page shows. */
		table: (table: PlanTable, asOf: IsoDate) =>
			withQuery(`/api/v1${home}/${table}.csv`, { ...asked, as_of: asOf }),
		partTable: (kind: 'elements' | 'kpis', code: string, table: PartTable, asOf: IsoDate) =>
			withQuery(`/api/v1${home}/${kind}/${encodeURIComponent(code)}/${table}.csv`, {
				...asked,
				as_of: asOf
			}),
		ofOrganisation: (organisation: string, table: OrganisationTable, asOf: IsoDate) =>
			withQuery(`/api/v1${home}/organisations/${encodeURIComponent(organisation)}/${table}.csv`, {
				...asked,
				as_of: asOf
			}),
		measurements: (code: string, asOf: IsoDate) =>
			withQuery(`/api/v1${home}/kpis/${encodeURIComponent(code)}/measurements.csv`, {
				...asked,
				as_of: asOf
			}),
		history: (code: string, asOf: IsoDate) =>
			withQuery(`/api/v1${home}/elements/${encodeURIComponent(code)}/history.csv`, {
				...asked,
				as_of: asOf
			}),
		/**
		 * A chart of a page as a file of SVG, as of the day that the page shows.
		 *
		 * @param of the page of one element or KPI on which it stands; empty: one of the whole plan
		 * @param query what the page shows of it
		 */
		picture: (
			chart: string,
			asOf: IsoDate,
			{ of = '', query = {} }: { of?: string; query?: Record<string, string | null> } = {}
		) => withQuery(`${home}${of}/charts/${chart}.svg`, { ...query, ...asked, as_of: asOf }),
		/** The page of an element or a KPI, for {@link picture}. */
		partOf: (kind: 'elements' | 'kpis', code: string) => `/${kind}/${encodeURIComponent(code)}`,
		organisation: (organisation: string) => organisationAddress(organisation, days),
		edit: () => `${home}/edit`
	};
}

export type Addresses = ReturnType<typeof addressesOf>;

export function organisationAddress(slug: string, days: DaysAsked): string {
	return withQuery(`/organisations/${encodeURIComponent(slug)}`, daysQuery(days));
}

/** The table of all plans as CSV, on the day that its page was asked for. */
export const plansTableAddress = ({ asOf }: DaysAsked) =>
	withQuery('/api/v1/plans.csv', { as_of: asOf });

/** What was reported lately on all plans, as CSV. */
export const changesTableAddress = '/api/v1/changes.csv';

/** Plans are compared on a day as it is known now, whatever day of knowing one of them is shown for. */
export const portfolioAddress = ({ asOf }: DaysAsked) => withQuery('/plans', { as_of: asOf });
