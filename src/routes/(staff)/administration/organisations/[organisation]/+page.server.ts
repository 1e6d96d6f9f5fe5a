import { error } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendAct } from '#app/sent/acts.ts';
import { termsOffered } from '#lib/server/elements/choices.ts';
import { findEdited, namesOf, presentDay } from '#lib/server/organisations/administration.ts';
import { setApprovalInside } from '#lib/server/organisations/approval-inside.ts';
import { rearrange, rename } from '#lib/server/organisations/commands.ts';
import { dutiesOf } from '#lib/server/organisations/duties.ts';
import { find } from '#lib/server/organisations/queries.ts';
import { setTerms, termsOf } from '#lib/server/organisations/terms.ts';
import { byField } from '#lib/server/provenance/queries.ts';
import { historyOfThing } from '#lib/server/plans/history.ts';
import { reason as reasonField, versionOf } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { axesOfTerms } from '../../../terms/axes-of-terms.ts';
import { termValues, tickedTerms } from '../../../terms/terms-form.ts';
import { entryWords } from '../../../plans/[plan]/edit/history/history-words.ts';
import {
	insideFields,
	kindChoices,
	organisationChoices,
	rearrangeFields,
	renameFields,
	valuesOf
} from '../../organisation-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** An entry about an organisation leads to no page of a plan. */
const ofNoPlan = { slug: '', currency: '', time_zone: 'UTC' };

export const load: PageServerLoad = async ({ locals: { db, now }, params, url }) => {
	const one = (await findEdited(db, params.organisation)) ?? error(404, 'not_found');
	const today = await presentDay(db, now);
	const [bound, duties, names, terms, offered, sources, entries] = await Promise.all([
		find(db, one.slug),
		dutiesOf(db, [one.id], today),
		namesOf(db, one.id),
		termsOf(db, one.id),
		termsOffered(db),
		byField(db, 'organisation_id', one.id),
		historyOfThing(db, { kind: 'organisation', id: one.id })
	]);
	const people = new Map(duties.people.map(({ id, name, role }) => [id, { id, name, role }]));
	return {
		title: one.name,
		requestId: crypto.randomUUID(),
		...{ today, names, organisation: one },
		values: { ...valuesOf(one), ...termValues(terms), from: today } as Record<string, string>,
		...{ axes: axesOfTerms(offered), provenance: sources },
		did: url.searchParams.get('did'),
		successors: bound?.successors ?? [],
		predecessors: bound?.predecessors ?? [],
		owns: duties.owned.map(({ code, title, role, plan }) => ({ code, title, role, plan })),
		people: [...people.values()],
		kinds: kindChoices(),
		organisations: await organisationChoices(db, today, [one.id]),
		entries: entries.map((entry) => entryWords(entry, ofNoPlan))
	};
};

async function asked(event: RequestEvent) {
	const { db, actor, now } = event.locals;
	const one = (await findEdited(db, event.params.organisation)) ?? error(404, 'not_found');
	const values = await readForm(event.request);
	const at = { id: one.id, version: versionOf(values) };
	return { db, actor, values, at, today: await presentDay(db, now) };
}

const pageOf = (slug: string, did: string) => `/administration/organisations/${slug}?did=${did}`;

export const actions: Actions = {
	rename: async (event) => {
		const { db, actor, values, at, today } = await asked(event);
		const form = parseFields(renameFields, values);
		if (!form.ok) return wrong(values, form.errors, 'rename');
		const { reason, ...names } = form.output;
		return sendAct(
			{ event, values, form: 'rename' },
			(request) => rename(db, actor, at, names, { request, reason, today }),
			(slug) => pageOf(slug, 'renamed')
		);
	},
	change: async (event) => {
		const { db, actor, values, at, today } = await asked(event);
		const form = parseFields(rearrangeFields, values);
		if (!form.ok) return wrong(values, form.errors, 'change');
		const { reason, ...fields } = form.output;
		return sendAct(
			{ event, values, form: 'change' },
			(request) => rearrange(db, actor, at, fields, { request, reason, today }),
			() => pageOf(event.params.organisation, 'changed')
		);
	},
	terms: async (event) => {
		const { db, actor, values, at } = await asked(event);
		const form = parseFields({ reason: reasonField }, values);
		if (!form.ok) return wrong(values, form.errors, 'terms');
		const { reason } = form.output;
		return sendAct(
			{ event, values, form: 'terms' },
			(request) => setTerms(db, actor, at, tickedTerms(values), { request, reason }),
			() => pageOf(event.params.organisation, 'changed')
		);
	},
	inside: async (event) => {
		const { db, actor, values, at } = await asked(event);
		const form = parseFields(insideFields, values);
		if (!form.ok) return wrong(values, form.errors, 'inside');
		const { reason, approves_inside: approves } = form.output;
		return sendAct(
			{ event, values, form: 'inside' },
			(request) => setApprovalInside(db, actor, at, approves, { request, reason }),
			() => pageOf(event.params.organisation, 'changed')
		);
	}
};
