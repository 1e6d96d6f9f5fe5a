import { redirect } from '@sveltejs/kit';
import { attempt, wrong } from '#app/answers.ts';
import { requestOf } from '#app/form-request.ts';
import { bothVersions } from '#app/sent/edits.ts';
import { lastState } from '#lib/domain/rollout/members.ts';
import { daysTaken } from '#lib/domain/reporting/open-report.ts';
import { m } from '#lib/paraglide/messages.js';
import { reportSteps } from '#lib/server/rollouts/reporting.ts';
import { newestOf, SaidSince } from '#lib/server/rollouts/saying.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { cellsOf, gridSteps, saidIn, type GridRow } from '../../../roll-out-entry/grid.ts';
import { frame } from '../../opening.ts';
import { openRollOut } from './opened.ts';
import type { Actions, PageServerLoad } from './$types';

/** The day that is to be reported: the period's last, or today. */
function dayToSay({ tasks: { report, record }, today }: Awaited<ReturnType<typeof openRollOut>>) {
	if (!report?.open) return today;
	const { until } = daysTaken(report, record.periods, { mayBeEarlier: true });
	return until < today ? until : today;
}

export const load: PageServerLoad = async (event) => {
	const opened = await openRollOut(event);
	const { rollOut, version, members, names } = opened;
	const { setup } = version;
	const titleOf = (id: string) => setup.waves.find((wave) => wave.id === id)?.title ?? '…';
	const { searchParams } = event.url;
	return {
		...frame(opened),
		title: m.rollout_edit_mine_title({ rollout: setup.title }),
		timeZone: opened.plan.time_zone,
		rollOut: { id: rollOut.id, title: setup.title },
		...{ seen: newestOf(rollOut.entries), day: dayToSay(opened) },
		requestId: crypto.randomUUID(),
		steps: gridSteps(setup),
		rows: members.map((member): GridRow => {
			const { organisationId, waveId } = lastState(member);
			const organisation = names.get(organisationId ?? '');
			return {
				...{ id: member.id, name: organisation?.acronym ?? '…', wave: titleOf(waveId) },
				...{ full: organisation?.name ?? null, cells: cellsOf(rollOut, member.id) }
			};
		}),
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const opened = await openRollOut(event);
		const { plan, rollOut, version, members, today, as } = opened;
		const values = await readForm(event.request);
		const { said, errors } = saidIn(
			values,
			members.map(({ id }) => id),
			version.setup.steps.map(({ id }) => id)
		);
		if (Object.keys(errors).length > 0) return wrong(values, errors);
		const done = await attempt(
			{ values, currency: plan.currency, stale: bothVersions(event.locals, plan.currency) },
			() =>
				reportSteps(db, actor, {
					...{ planId: plan.id, rollOutId: rollOut.id, throughId: as.reportsThroughId },
					...{ seen: values['seen'] ?? '', said, today, request: requestOf(event, values) }
				}).catch((cause: unknown) => {
					// both are shown: whoever sends it again has seen them
					if (cause instanceof SaidSince) values['seen'] = cause.version;
					throw cause;
				})
		);
		if (!done.ok) return done.failure;
		const address = new URL(event.url);
		address.searchParams.set('saved', 'entries');
		address.searchParams.set('count', String(done.result));
		redirect(303, `${address.pathname}${address.search}`);
	}
};
