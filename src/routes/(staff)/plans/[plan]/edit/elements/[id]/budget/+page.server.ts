import { error } from '@sveltejs/kit';
import { today } from '#lib/domain/records/dates.ts';
import { budgetLine } from '#lib/kinds/budget-line.ts';
import { m } from '#lib/paraglide/messages.js';
import * as appropriations from '#lib/server/budgets/appropriations.ts';
import * as budgets from '#lib/server/budgets/queries.ts';
import { choices } from '#lib/server/elements/choices.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { typedOf } from '#lib/ui/forms/kind-fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { fundSourceFields, parseLine, parseNewLine } from './budget-form.ts';
import { editedElement, editedPlan } from '../../../edited.ts';
import { amountsBefore, restoring } from '../../../history/restoring.ts';
import { above } from '../../../standing.ts';
import { lineChoices, recordActions, recordRows } from '../../../work-records/work-records.ts';
import { reason, versionOf } from '#lib/ui/forms/fields.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	if (element.kind !== 'activity' || element.retired_at !== null) error(404, 'not_found');
	const [lines, sources, { elements }, origins] = await Promise.all([
		budgets.lines(db, plan.id, element.id),
		budgets.fundSources(db, plan.id),
		choices(db, plan.id, today(plan.time_zone, now)),
		byField(db, 'element_id', element.id)
	]);
	const subjectIds = lines.map(({ id }) => id);
	const former = await restoring(event, plan, { subjectKind: 'budget_line', subjectIds });
	const offered = { budget_line_id: lineChoices(lines) };
	const bases = await recordRows(event, 'price_basis', {
		...{ planId: plan.id, elementId: element.id, choices: offered, currency: plan.currency },
		name: ({ budget_line_id = '' }) =>
			budget_line_id === m.edit_not_set() ? m.contract_line_none() : budget_line_id
	});
	return {
		title: m.edit_budget_heading({ code: element.code }),
		element: { id: element.id, kind: element.kind, code: element.code, title: element.title },
		above: above(element, elements),
		lines: lines.map((line) => ({
			...line,
			...(former?.subjectId === line.id
				? {
						typed: typedOf(budgetLine, amountsBefore(line, former.before)),
						proposed: { reason: former.reason }
					}
				: { typed: typedOf(budgetLine, line), proposed: null })
		})),
		sources: sources.map(({ id, code, title }) => ({
			value: id,
			word: m.edit_code_and_title({ code, title })
		})),
		provenance: origins['budget'],
		bases,
		choices: offered,
		restoring: former?.note ?? null,
		saved: event.url.searchParams.get('saved')
	};
};

async function asked(event: RequestEvent) {
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const values = await readForm(event.request);
	const at = { elementId: element.id, id: values['id'] ?? '', version: versionOf(values) };
	const back = (saved: string) =>
		`/plans/${plan.slug}/edit/elements/${element.id}/budget?saved=${saved}#content`;
	const day = today(plan.time_zone, event.locals.now);
	return { ...event.locals, plan, element, values, at, back, day };
}

export const actions: Actions = {
	...recordActions('price_basis', 'budget'),
	add: async (event) => {
		const { plan, element, values, db, actor, back, day } = await asked(event);
		const form = parseNewLine(values, plan.currency);
		if (!form.ok) return wrong(values, form.errors, 'add');
		const { reason: why, fund_source, appropriation_year, released_on } = form.more;
		const line = { ...form.values, fund_source_id: fund_source, appropriation_year };
		return sendEdit(
			{ event, plan, values, form: 'add' },
			(edited) =>
				appropriations.add(db, actor, edited, element.id, {
					...{ line, reason: why },
					released: { on: released_on, today: day }
				}),
			() => back('line')
		);
	},
	change: async (event) => {
		const { plan, values, at, db, actor, back, day } = await asked(event);
		const name = `change-${at.id}`;
		const form = parseLine(values, plan.currency);
		if (!form.ok) return wrong(values, form.errors, name);
		return sendEdit(
			{ event, plan, values, form: name },
			(edited) =>
				appropriations.change(db, actor, edited, at, {
					amounts: form.values,
					reason: form.more.reason,
					released: { on: form.more.released_on, today: day }
				}),
			(result) => back(result ? 'line' : 'nothing')
		);
	},
	remove: async (event) => {
		const { plan, values, at, db, actor, back } = await asked(event);
		const name = `remove-${at.id}`;
		const form = parseFields({ reason }, values);
		if (!form.ok) return wrong(values, form.errors, name);
		return sendEdit(
			{ event, plan, values, form: name },
			(edited) => appropriations.remove(db, actor, edited, at, form.output.reason),
			() => back('removed')
		);
	},
	source: async (event) => {
		const { plan, values, db, actor, back } = await asked(event);
		const form = parseFields(fundSourceFields, values);
		if (!form.ok) return wrong(values, form.errors, 'source');
		const source = { code: form.output.fund_code, title: form.output.fund_title };
		return sendEdit(
			{ event, plan, values, form: 'source' },
			(edited) => appropriations.addFundSource(db, actor, edited, source),
			() => back('source')
		);
	}
};
