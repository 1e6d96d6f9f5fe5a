/** How many of the offices that owe a report have handed one in. */
import { known, unknown } from '../records/known.ts';
import { reportingFigures, shownState } from '../reporting/reporting.ts';
import { input, unknownSteps, type Steps } from './derivation.ts';
import { summaryFigure } from './figure.ts';
import type { ReckonedPlan } from './reckoned-plan.ts';

const reportingOf = ({ tree, progress, days }: ReckonedPlan) =>
	reportingFigures(tree, progress.day.due, days.knownOn);

export const organisationsReported = summaryFigure({
	name: 'organisations_reported',
	unit: 'count',
	ofElements: false,
	value: ({ plan }) => {
		const { reported, expected } = reportingOf(plan);
		return expected === 0 ? unknown('no_period_due') : known(reported);
	},
	steps: ({ plan }, value): Steps => {
		if (!value.known) return unknownSteps('organisation', value);
		const inputs = reportingOf(plan).organisations.map((organisation) => {
			const { state, since } = shownState(organisation);
			return input('organisation', {
				id: organisation.organisationId,
				code: organisation.acronym,
				raw: organisation.reported ? 1 : 0,
				on: since,
				reporting: state
			});
		});
		return { rule: 'count_reported', inputs };
	}
});
