/**
 * What a workbook would make of a plan: each record created, changed from old to new, or unchanged, and
 * each cell that is refused. Pure: nothing is tried out on the database.
 */
import type { FieldValue } from '../records/changes.ts';
import { withoutContradictions } from './check-kpis.ts';
import { compareElements } from './compare-elements.ts';
import { compareKpis, compareTargets } from './compare-kpis.ts';
import { compareHandOvers, withHandOvers } from './compare-hand-overs.ts';
import { compareKpiParts } from './compare-kpi-parts.ts';
import { compareFunds, compareLines, compareMilestones } from './compare-parts.ts';
import { compareTotals } from './compare-totals.ts';
import { compareWork } from './compare-work.ts';
import { Known } from './known.ts';
import type { ElementChange, RecordChange } from './record-changes.ts';
import type { StoredPlan } from './stored.ts';
import type { Refusal, Wanted } from './wanted.ts';

export interface Difference {
	/** In the order in which they can be made: what others hang on comes first. */
	records: RecordChange[];
	refusals: Refusal[];
	/** Set where the sheet speaks of another plan, as far as can be seen. */
	anotherPlan: { matched: number; unlike: number; slug: string | null } | null;
	/** How many live elements of the plan the workbook does not name: they stay as they are. */
	notNamed: number;
	formulas: number;
}

/** Which records a difference makes anew or other. */
export const madeOf = ({ records }: Difference): RecordChange[] =>
	records.filter(({ state }) => state !== 'unchanged');

/** Compares what a workbook states with the plan. */
export function difference(wanted: Wanted, stored: StoredPlan, slug: string | null): Difference {
	const known = new Known(stored, wanted.refusals);
	const funds = compareFunds(wanted, known);
	const stated = compareElements(wanted, known);
	const milestones = compareMilestones(wanted, known);
	const measured = { kpis: compareKpis(wanted, known), targets: compareTargets(wanted, known) };
	const { kpis, targets } = withoutContradictions(measured.kpis, measured.targets, known);
	const { parts, crosses } = compareKpiParts(wanted, kpis, known);
	const lines = compareLines(wanted, known);
	const totals = compareTotals(wanted, lines, known);
	const { elements, handOvers } = withHandOvers(stated, compareHandOvers(wanted, known), known);
	const work = compareWork(wanted, known);
	const named = new Set(elements.map(({ code }) => code));
	const live = stored.elements.filter(({ retired }) => !retired);
	return {
		records: [
			...[...funds, ...elements, ...milestones, ...kpis, ...targets, ...parts, ...crosses],
			...[...lines, ...totals, ...handOvers, ...work]
		],
		refusals: known.refusals,
		anotherPlan: anotherPlan(elements, live.length, slug, stored.slug),
		notNamed: live.filter(({ code }) => !named.has(code)).length,
		formulas: wanted.formulas
	};
}

/** Fewer elements say nothing about whose sheet it is. */
const fewest = 3;

const long = (title: FieldValue) =>
	new Set(
		String(title ?? '')
			.toLowerCase()
			.split(/[^\p{L}\p{N}]+/u)
			.filter((word) => word.length > 3)
	);

/** Codes that mean something else here: most elements that bear a code of the plan share no word with it. */
function anotherPlan(
	elements: ElementChange[],
	live: number,
	slug: string | null,
	own: string
): Difference['anotherPlan'] {
	const matched = elements.filter(({ state }) => state !== 'created');
	const unlike = matched.filter(({ changes }) => {
		const title = changes.find(({ field }) => field === 'title');
		return title !== undefined && long(title.before).isDisjointFrom(long(title.after));
	});
	const isOther = matched.length >= fewest && unlike.length * 2 > matched.length;
	const isNamed = slug !== null && slug !== own && live > 0;
	return isOther || isNamed ? { matched: matched.length, unlike: unlike.length, slug } : null;
}
