/** What an organisation answers for in one plan, from the plan's rows and figures. */
import { countedAs } from '#lib/domain/figures/delivery-counts.ts';
import type { PlanFigures } from '#lib/domain/figures/plan-figures.ts';
import { moneyFigures } from '#lib/domain/figures/money.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import { reportingFigures, shownState } from '#lib/domain/reporting/reporting.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import { nameOf } from './outline.ts';

const periodsShown = 8;

/** The elements it owns, each with its strongest role, leads first. */
function owned(record: PlanRecord, figures: PlanFigures, organisationId: string) {
	const order: OwnerRole[] = ['lead', 'co_lead', 'reporter'];
	return record.elements
		.flatMap((element) => {
			const roles = element.owners
				.filter((owner) => owner.organisationId === organisationId)
				.map((owner) => owner.role);
			const role = order.find((candidate) => roles.includes(candidate));
			if (role === undefined) return [];
			const figure = figures.elements.get(element.id)!;
			return {
				...nameOf(element),
				id: element.id,
				role,
				counted: element.kind === 'activity' ? countedAs(element, figure) : null,
				delivery: figure.delivery,
				planned: figure.planned,
				slippage: figure.slippage,
				confidence: figure.confidence.shown,
				expectedEnd: figure.expectedEnd
			};
		})
		.sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
}

/** The state of its report in each of the latest periods that had ended by the day, oldest first. */
function reportStates(
	record: PlanRecord,
	figures: PlanFigures,
	{ organisationId, throughId }: { organisationId: string; throughId: string }
) {
	const { tree } = figures.reckoned;
	const periods = record.periods.filter((period) => period.endsOn <= figures.asOf);
	return periods.slice(-periodsShown).map((period) => {
		const reports = reportingFigures(tree, period, figures.knownOn).organisations;
		const of = (id: string) => reports.find((one) => one.organisationId === id);
		// until it ended it reported itself
		const passedOn = reports.find(({ owedBy }) =>
			owedBy.some((heir) => heir.organisationId === organisationId)
		);
		const report = of(organisationId) ?? of(throughId) ?? passedOn;
		return {
			label: period.label,
			dueOn: period.dueOn,
			state: report ? shownState(report).state : null
		};
	});
}

/**
 * What it took over by a day from organisations that ended, each group with the day.
 *
 * @param present the plan's rows as of today: on the status date it may not have begun yet
 */
export function takenOverBy(present: PlanRecord, organisationId: string, by: IsoDate) {
	const { elements } = present;
	const all = elements.flatMap((element) =>
		element.owners.flatMap(({ organisationId: id, takenOver: from, role }) =>
			id === organisationId && from && from.on <= by ? [{ ...nameOf(element), role, from }] : []
		)
	);
	const groups = Map.groupBy(all, ({ from }) => `${from.organisationId} ${from.on}`);
	return [...groups.values()].map((those) => {
		const { acronym, name, on } = those[0]!.from;
		return { acronym, name, on, elements: those.map(({ from: _, ...element }) => element) };
	});
}

/** Its work, its money and its reports in one plan. */
export function organisationInPlan(
	record: PlanRecord,
	figures: PlanFigures,
	organisationId: string,
	throughId: string
) {
	const elements = owned(record, figures, organisationId);
	const led = new Set(elements.filter(({ role }) => role === 'lead').map(({ id }) => id));
	return {
		elements,
		/** Of the activities that it leads. */
		money: moneyFigures(record.budgetLines.filter((line) => led.has(line.elementId))),
		reports: reportStates(record, figures, { organisationId, throughId })
	};
}
