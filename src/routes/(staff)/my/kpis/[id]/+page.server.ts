import { error } from '@sveltejs/kit';
import { isRatio, measurementProblems } from '#lib/domain/entries/measurement-entry.ts';
import { measure } from '#lib/server/reports/measurements.ts';
import { findMeasurement, text } from '#lib/server/kpis/queries.ts';
import { readForm } from '#lib/ui/forms.ts';
import { idOf, requestIdOf } from '../../fields.ts';
import { frame } from '../../opening.ts';
import { withRecorder } from '../../recorder.ts';
import { send } from '../../sending.ts';
import { readEntry } from './form.ts';
import { contextOf, firstDay, lastMeasurements, openKpi } from './kpi.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const opened = await openKpi(locals, params.id);
	const { kpi, newest } = opened;
	const saved = idOf(url.searchParams.get('saved') ?? undefined);
	const [words, stored] = await Promise.all([
		text(locals.db, kpi.id),
		saved ? findMeasurement(locals.db, kpi.id, saved) : undefined
	]);
	return {
		...frame(opened),
		title: `${kpi.code} ${kpi.title}`,
		kpi: {
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
			baseline:
				kpi.baselineValue === null ? null : { value: kpi.baselineValue, on: kpi.baselineOn },
			targets: kpi.targets,
			measurements: lastMeasurements(opened),
			definition: words.definition,
			verifiedBy: words.meansOfVerification
		},
		newest: newest && withRecorder(locals.actor, newest),
		seen: newest?.id ?? '',
		requestId: crypto.randomUUID(),
		values: { measured_on: firstDay(opened) },
		saved: stored && { value: Number(stored.value), measuredOn: stored.measuredOn }
	};
};

async function report(event: RequestEvent, typed: Record<string, string>) {
	const { db, actor, now } = event.locals;
	const kpiId = idOf(event.params.id) ?? error(404, 'not_found');
	const values = { ...typed, request_id: requestIdOf(typed.request_id) };
	const which = { kpiId, requestId: values.request_id, seen: idOf(typed.seen) };
	return send(event.url.pathname, {
		values,
		read: readEntry(values),
		store: (entry) => measure(db, actor, { ...entry, ...which }, now),
		check: async (entry) => {
			const opened = await openKpi(event.locals, kpiId);
			const problems = measurementProblems(entry, contextOf(opened));
			return { problems, currency: opened.plan.currency };
		},
		requests: () => ({ request_id: crypto.randomUUID() })
	});
}

export const actions: Actions = {
	default: async (event) => report(event, await readForm(event.request))
};
