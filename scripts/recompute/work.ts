/** How far each activity is, how far it was planned to be, and when it ends. */
import { Fraction } from './fraction.ts';
import { dayNumber, latest, lastRecorded } from './facts.ts';
import type { ElementFacts, MilestoneFacts, UpdateFacts } from './facts-form.ts';
import type { Day, Facts } from './facts.ts';

export type WorkState =
	'known' | 'carried' | 'unknown' | 'not_due' | 'not_applicable' | 'cancelled';

export interface Work {
	element: ElementFacts;
	state: WorkState;
	done: Fraction | null;
	planned: Fraction | null;
	covered: boolean;
	update: UpdateFacts | undefined;
}

/** Whether it is part of any sum. */
export const counts = ({ state }: Work) => state !== 'not_applicable' && state !== 'cancelled';

const days = (count: number) => new Fraction(BigInt(count));
const weightOf = ({ weight }: MilestoneFacts) => Fraction.read(weight);

function weightShare(
	milestones: MilestoneFacts[],
	isBy: (milestone: MilestoneFacts) => boolean
): Fraction {
	const by = Fraction.sum(milestones.filter(isBy).map(weightOf));
	return by.over(Fraction.sum(milestones.map(weightOf)));
}

function milestonesOf(facts: Facts, { id }: ElementFacts): MilestoneFacts[] {
	return facts.milestones.filter(({ element }) => element === id);
}

function isReached(facts: Facts, { id }: MilestoneFacts): boolean {
	const said = lastRecorded(facts.reached.filter(({ milestone }) => milestone === id));
	return Boolean(said?.reached_on && said.reached_on <= facts.asOf);
}

function plannedShare(facts: Facts, element: ElementFacts): Fraction | null {
	const milestones = milestonesOf(facts, element);
	if (milestones.length > 0) {
		if (milestones.some(({ planned_on }) => planned_on === null)) return null;
		return weightShare(milestones, ({ planned_on }) => planned_on! <= facts.asOf);
	}
	if (element.planned_start === null || element.planned_end === null) return null;
	const [start, end, now] = [element.planned_start, element.planned_end, facts.asOf].map(dayNumber);
	if (now! >= end!) return Fraction.one;
	return now! <= start! ? Fraction.zero : days(now! - start!).over(days(end! - start!));
}

/** The first day of a milestone; empty: it was there from the beginning. */
const firstDay = (facts: Facts, { id }: MilestoneFacts): string =>
	facts.document.milestones
		.filter((version) => version.id === id)
		.map(({ holds_from }) => holds_from ?? '')
		.sort()[0] ?? '';

/** What an update says; a milestone that came with an amendment counts from the first update of its day or later. */
function saidShare(facts: Facts, element: ElementFacts, update: UpdateFacts): Fraction | null {
	const counted = milestonesOf(facts, element).filter(
		(milestone) => firstDay(facts, milestone) <= update.as_of
	);
	const percent = update.percent === null ? null : Fraction.read(update.percent);
	if (counted.length > 0) return weightShare(counted, (milestone) => isReached(facts, milestone));
	if (percent !== null) return percent.over(days(100));
	const implied: Record<string, Fraction> = { not_started: Fraction.zero, completed: Fraction.one };
	return implied[update.delivery] ?? null;
}

function isApplicable(facts: Facts, element: ElementFacts | undefined): boolean {
	if (element === undefined) return true;
	return element.applicable && isApplicable(facts, facts.parentOf(element));
}

export function workOf(facts: Facts, element: ElementFacts): Work {
	const update = latest(facts.updates.get(element.id) ?? [], ({ as_of }) => as_of, facts.asOf);
	const out = { element, update, done: null, planned: null, covered: true };
	if (!isApplicable(facts, element)) return { ...out, state: 'not_applicable' };
	if (update?.delivery === 'cancelled') return { ...out, state: 'cancelled' };
	const planned = plannedShare(facts, element);
	const begins = element.planned_start;
	const isDue = facts.due !== undefined && (begins ?? '') <= facts.due.ends_on;
	// where no reports are asked for, whatever has begun could have been reported
	const isUnasked = facts.document.periods.length === 0 && (begins ?? '') <= facts.asOf;
	const done = update === undefined ? null : saidShare(facts, element, update);
	if (done === null) {
		const isUnknown = isDue || isUnasked || begins === null;
		if (isUnknown) return { ...out, state: 'unknown', planned, covered: false };
		return { ...out, state: 'not_due', planned, done: Fraction.zero };
	}
	const isOld = isDue && update!.delivery !== 'completed' && update!.as_of < facts.due!.starts_on;
	return { ...out, state: isOld ? 'carried' : 'known', done, planned, covered: !isOld };
}

function expectedEnd({ update, element }: Work, asOf: Day): Day | null {
	if (update?.delivery === 'completed') return update.actual_end;
	const said = update?.declared_end ?? element.planned_end;
	return said !== null && said < asOf ? asOf : said;
}

/** Days from the last planned to the last expected end; null where either is not known. */
export function daysLate(work: readonly Work[], asOf: Day): number | null {
	const dated = work.filter((one) => counts(one) && one.element.planned_end !== null);
	const planned = dated
		.map(({ element }) => element.planned_end!)
		.sort()
		.at(-1);
	const expected = dated
		.flatMap((one) => expectedEnd(one, asOf) ?? [])
		.sort()
		.at(-1);
	if (planned === undefined || expected === undefined) return null;
	return dayNumber(expected) - dayNumber(planned);
}
