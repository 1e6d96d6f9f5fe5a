import { drawnBy, pictureAnswer } from '#app/pictures/picture-answer.ts';
import MoneyPicture from '#lib/charts/pictures/MoneyPicture.svelte';
import { m } from '#lib/paraglide/messages.js';
import { figures } from '#lib/server/facts/figures.ts';
import * as organisations from '#lib/server/organisations/queries.ts';
import { moneyBars } from '#lib/ui/money-stages.ts';
import { moneyTitleOf } from '#lib/views/chart-words/element.ts';
import { barsLabel } from '#lib/views/chart-words/money.ts';
import { organisationInPlan } from '#lib/views/organisation-page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	pictureAnswer(event, async (db, plan, scope) => {
		const { chart, organisation: slug } = event.params;
		const organisation = await organisations.find(db, slug);
		if (chart !== 'money' || organisation === undefined) return undefined;
		const { record, figures: made } = await figures(db, plan, scope);
		const { id, reportsThroughId, acronym } = organisation;
		const { money } = organisationInPlan(record, made, id, reportsThroughId);
		if (money.stages.appropriation.lines === 0) return undefined;
		const stages = moneyBars(money, plan.currency);
		return {
			name: `${slug}-money`,
			words: {
				title: `${acronym}: ${moneyTitleOf(money, m.plan_organisation_money())}`,
				subtitle: m.plan_organisation_money_why(),
				label: barsLabel(stages)
			},
			page: (to) => to.organisation(slug),
			draw: drawnBy(MoneyPicture, { stages })
		};
	});
