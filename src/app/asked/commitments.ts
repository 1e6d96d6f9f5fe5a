/** Which of a plan's commitments an address asks for: `by=quarter&period=2026-07-01&goal=G1&organisation=MPW`. */
import { committedOf, namedThen } from '#lib/domain/commitments/commitment.ts';
import {
	commitmentsByPeriod,
	latestOver,
	type Asked,
	type PeriodCommitments
} from '#lib/domain/commitments/periods.ts';
import type { AskedPeriod } from '#lib/domain/figures/reckoned-plan.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { isIsoDate } from '#lib/domain/records/dates.ts';
import { periodAt } from '#lib/domain/records/periods.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import { frequencies, type Frequency } from '#lib/domain/records/vocabulary.ts';
import type { CommitmentsView } from '#lib/views/commitments.ts';

/** What an address says; what it does not name, or no plan has, is left out. */
export function readView(query: URLSearchParams): CommitmentsView {
	const by = query.get('by');
	const period = query.get('period') ?? '';
	return {
		by: frequencies.find((one) => one === by) ?? 'quarter',
		period: isIsoDate(period) ? period : '',
		goal: query.get('goal') ?? '',
		organisation: query.get('organisation') ?? ''
	};
}

/**
 * The organisations that an acronym names on a day: one, or one and whoever it followed. Null: all are
 * asked for; undefined: there is none such.
 */
function organisationsOf(plan: PlanRecord, acronym: string, asOf: IsoDate) {
	if (acronym === '') return null;
	const found: string[] = [];
	for (const [id, names] of committedOf(plan).courses.names) {
		const named = names.findLast(({ from }) => from <= asOf) ?? names[0];
		if (named?.acronym === acronym) found.push(id);
	}
	return found.length > 0 ? found : undefined;
}

/** The element that a code names on a day; null: none. */
function elementOf(plan: PlanRecord, code: string, asOf: IsoDate): string | null {
	const { elements } = committedOf(plan).courses;
	return elements.find((one) => namedThen(one, asOf).code === code)?.id ?? null;
}

/** The period of which an address asks how many commitments were kept; undefined: of nobody that leads anything. */
export function askedPeriod(
	record: PlanRecord,
	asOf: IsoDate,
	query: URLSearchParams
): AskedPeriod | undefined {
	const { by: frequency, period, organisation } = readView(query);
	const organisationIds = organisationsOf(record, organisation, asOf);
	if (organisationIds === undefined) return undefined;
	return { frequency, period: period || null, organisationIds };
}

export interface AskedCommitments {
	view: CommitmentsView;
	asked: Asked;
	periods: PeriodCommitments[];
	/** The one that is asked for, else the latest that is over; undefined: there is none. */
	shown: PeriodCommitments | undefined;
}

/** The first day of the period that holds a day. */
const startOf = (by: Frequency, day: IsoDate, { fiscalYearStartMonth }: PlanRecord): IsoDate =>
	periodAt(by, day, fiscalYearStartMonth).startsOn;

/**
 * The commitments that an address asks for, by period.
 *
 * @returns undefined where the plan has no such element or organisation
 */
export function askedCommitments(
	{ record, figures }: PlanWithFigures,
	query: URLSearchParams
): AskedCommitments | undefined {
	const view = readView(query);
	const { asOf } = figures;
	const elementId = view.goal === '' ? null : elementOf(record, view.goal, asOf);
	const organisationIds = organisationsOf(record, view.organisation, asOf);
	if ((elementId === null) !== (view.goal === '')) return undefined;
	if (organisationIds === undefined) return undefined;
	const asked: Asked = { frequency: view.by, elementId, organisationIds };
	const periods = commitmentsByPeriod(record, figures.reckoned.days, asked);
	const start = view.period && startOf(view.by, view.period, record);
	const shown = start
		? periods.find(({ period }) => period.startsOn === start)
		: latestOver(periods);
	return { view, asked, periods, shown };
}
