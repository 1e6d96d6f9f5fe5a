import { error } from '@sveltejs/kit';
import { completed } from '#lib/domain/entries/cell-entry.ts';
import { isRatio } from '#lib/domain/entries/measured-value.ts';
import { measurementProblems } from '#lib/domain/entries/measurement-entry.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { findMeasurement, text, unitOf } from '#lib/server/kpis/queries.ts';
import { planOfKpi } from '#lib/server/reports/queries.ts';
import { idOf, requestIdOf } from '#lib/ui/forms/fields.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { besideNewest, sendEntry } from '#app/sent/entries.ts';
import { openTyped, typedDraft } from '#app/typed-drafts.ts';
import { reportedEvidence } from '../../evidence.ts';
import { frame, returnedIn } from '../../opening.ts';
import { ofKpi } from './evidence.ts';
import { readEntry } from './form.ts';
import {
	contextOf,
	firstDay,
	inapplicable,
	lastMeasurements,
	namedBehalf,
	openKpi,
	partsOf,
	versionOf
} from './kpi.ts';
import { versions } from './versions.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const opened = await openTyped(event, '', () => openKpi(locals, params.id, url));
	const { kpi, newest } = opened;
	const saved = idOf(url.searchParams.get('saved') ?? undefined);
	const [words, stored] = await Promise.all([
		text(locals.db, kpi.id),
		saved ? findMeasurement(locals.db, kpi.id, saved) : undefined
	]);
	return {
		...frame(opened),
		returned: await returnedIn(locals, opened),
		organisations: opened.organisations,
		title: `${kpi.code} ${kpi.title}`,
		kpi: {
			id: kpi.id,
			code: kpi.code,
			title: kpi.title,
			unit: kpi.unit,
			direction: kpi.direction,
			overTime: kpi.overTime,
			overOrganisations: kpi.overOrganisations,
			frequency: kpi.frequency,
			range:
				kpi.rangeLow === null ? null : { low: kpi.rangeLow, high: kpi.rangeHigh ?? kpi.rangeLow },
			ratio: isRatio(kpi),
			parts: partsOf(kpi),
			baseline:
				kpi.baselineValue === null ? null : { value: kpi.baselineValue, on: kpi.baselineOn },
			targets: kpi.targets,
			measurements: lastMeasurements(opened),
			definition: words.texts.definition,
			verifiedBy: words.texts.means_of_verification
		},
		timeZone: opened.plan.time_zone,
		draft: await typedDraft(locals, url),
		seen: newest?.id ?? '',
		requestId: crypto.randomUUID(),
		evidence: await reportedEvidence(locals, opened, url, ofKpi(opened)),
		values: { measured_on: firstDay(opened), ...inapplicable(opened) },
		saved: stored && { value: Number(stored.value), measuredOn: stored.measuredOn }
	};
};

async function report(event: RequestEvent, typed: Record<string, string>) {
	const { db, actor, now } = event.locals;
	const kpiId = idOf(event.params.id) ?? error(404, 'not_found');
	const { currency } = (await planOfKpi(db, kpiId)) ?? error(404, 'not_found');
	const unit = (await unitOf(db, kpiId)) ?? error(404, 'not_found');
	const values = { ...typed, request_id: requestIdOf(typed.request_id) };
	const behalfOf = await namedBehalf(event.locals, event.url);
	const which = { kpiId, requestId: values.request_id, seen: idOf(typed.seen), behalfOf };
	return sendEntry(event, {
		values,
		currency,
		read: readEntry(values, unit),
		store: (entry) => measure(db, actor, { ...entry, ...which }, now),
		look: async (entry) => {
			const opened = await openKpi(event.locals, kpiId, event.url);
			const { newest, kpi } = opened;
			const rows = newest ? versions(newest, values, versionOf(opened)) : [];
			return {
				problems: measurementProblems(completed(entry, kpi), contextOf(opened)),
				conflict: besideNewest(actor, newest, rows)
			};
		},
		requests: () => ({ request_id: crypto.randomUUID() })
	});
}

export const actions: Actions = {
	default: async (event) => report(event, await readForm(event.request))
};
