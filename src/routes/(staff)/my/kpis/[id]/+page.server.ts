import { fail, redirect } from '@sveltejs/kit';
import { isRatio } from '#lib/domain/measurement-entry.ts';
import { measure } from '#lib/server/measurements/commands.ts';
import { findMeasurement, text } from '#lib/server/kpis/queries.ts';
import { Conflict, Invalid } from '#lib/server/reporting/errors.ts';
import { readForm } from '#lib/ui/forms.ts';
import { idOf, requestIdOf } from '../../fields.ts';
import { frame, orNotFound } from '../../opening.ts';
import { errorsOf } from '../../problem-words.ts';
import { computedValue, readEntry } from './form.ts';
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
		newest: newest && { ...newest, value: Number(newest.value) },
		seen: newest?.id ?? '',
		requestId: crypto.randomUUID(),
		values: { measured_on: firstDay(opened) },
		saved: stored && { value: Number(stored.value), measuredOn: stored.measuredOn }
	};
};

/** Appends what was typed, or gives it back with what is wrong, or with what somebody else said since. */
async function send({ locals, params, url }: RequestEvent, typed: Record<string, string>) {
	const opened = await openKpi(locals, params.id);
	const { currency } = opened.plan;
	const values = { ...typed, request_id: requestIdOf(typed.request_id) };
	const { entry, errors } = readEntry(values, contextOf(opened), currency);
	const computed = computedValue(values, opened.kpi);
	if (Object.keys(errors).length > 0) return fail(400, { values, errors, computed });
	const sent = { ...entry, kpiId: params.id, requestId: values.request_id, seen: idOf(typed.seen) };
	const id = await orNotFound(measure(locals.db, locals.actor, sent, locals.now)).catch(
		(cause: unknown) => {
			if (cause instanceof Invalid)
				return fail(400, { values, errors: errorsOf(cause.problems, currency), computed });
			if (!(cause instanceof Conflict)) throw cause;
			return fail(409, {
				values: { ...values, request_id: crypto.randomUUID() },
				errors: {},
				computed,
				conflict: true
			});
		}
	);
	if (typeof id !== 'string') return id;
	redirect(303, `${url.pathname}?saved=${id}`);
}

export const actions: Actions = {
	default: async (event) => send(event, await readForm(event.request))
};
