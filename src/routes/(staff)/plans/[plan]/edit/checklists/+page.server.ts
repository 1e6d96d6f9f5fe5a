import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import { countsOf, latestAnswers, stateOf } from '#lib/domain/checklists/answers.ts';
import { itemsOf } from '#lib/domain/checklists/items.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { make } from '#lib/server/checklists/commands.ts';
import { answersOf, comparedWith, ofPlan, type Checklist } from '#lib/server/checklists/queries.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { list as templates } from '#lib/server/templates/queries.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { words } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { editedPlan } from '../edited.ts';
import { againstOf, against } from './against.ts';
import type { Actions, PageServerLoad } from './$types';

type Db = Parameters<PageServerLoad>[0]['locals']['db'];

/** All that a plan can be compared with: frameworks, their axes where they have several, templates. */
async function compared(db: Db): Promise<Choice[]> {
	const [all, made] = await Promise.all([frameworks(db), templates(db)]);
	return [
		...all.flatMap((one): Choice[] => {
			const name = frameworkTitle(one);
			const group = m.checklist_group_frameworks();
			const whole = one.axes.length > 1 ? m.checklist_whole({ name }) : name;
			const axes = one.axes.map(({ id, title }) => ({
				...{ value: `framework:${one.id}:${id}`, word: `${name}: ${title}`, group }
			}));
			return [
				{ value: `framework:${one.id}`, word: whole, group },
				...(axes.length > 1 ? axes : [])
			];
		}),
		...made
			.filter(({ withdrawn }) => withdrawn === null)
			.map(({ id, title }) => ({
				...{ value: `template:${id}`, word: title, group: m.checklist_group_templates() }
			}))
	];
}

async function rowOf(db: Db, checklist: Checklist, timeZone: string) {
	const { title, lines } = await comparedWith(db, checklist.against);
	const latest = latestAnswers(await answersOf(db, checklist.id));
	const states = itemsOf(lines).map(({ key }) => stateOf(latest.get(key)));
	return {
		...{ id: checklist.id, title: checklist.title, step: checklist.step, against: title },
		...{ on: today(timeZone, checklist.at), counts: countsOf(states), total: states.length }
	};
}

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const plan = await editedPlan(event);
	const standing = (await ofPlan(db, plan.id)).filter(({ step }) => step !== 'set_aside');
	return {
		title: m.checklist_title({ plan: plan.short_title ?? plan.title }),
		checklists: await Promise.all(standing.map((one) => rowOf(db, one, plan.time_zone))),
		choices: await compared(db),
		saved: event.url.searchParams.get('saved')
	};
};

const fields = { title: words(300, () => m.checklist_error_title()), against };

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const plan = await editedPlan(event);
		const values = await readForm(event.request);
		const form = parseFields(fields, values);
		if (!form.ok) return wrong(values, form.errors);
		const { title } = form.output;
		return sendEdit(
			{ event, plan, values },
			(edited) => make(db, actor, edited, { title, against: againstOf(form.output.against) }),
			(id) => `/plans/${plan.slug}/edit/checklists/${id}?saved=made`
		);
	}
};
