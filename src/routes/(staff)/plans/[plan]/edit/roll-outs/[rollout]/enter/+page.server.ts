import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { lastState, takingPart } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { enter } from '#lib/server/rollouts/entering.ts';
import { newestOf, SaidSince } from '#lib/server/rollouts/saying.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { pageOf } from '#lib/ui/pages.ts';
import {
	cellsOf,
	gridSteps,
	membersOnPage,
	saidIn,
	type GridRow
} from '../../../../../../roll-out-entry/grid.ts';
import { askedRollOut, memberName, type AskedRollOut } from '../../asked.ts';
import type { Actions, PageServerLoad } from './$types';

/** Those that take part, by wave, of one wave where it is asked for. */
function shownMembers({ rollOut, version }: AskedRollOut, wave: string | null) {
	const places = version.setup.waves.map(({ id }) => id);
	return takingPart(rollOut.members)
		.map((member) => ({ id: member.id, ...pick(lastState(member)) }))
		.filter(({ waveId }) => !wave || waveId === wave)
		.toSorted((one, other) => places.indexOf(one.waveId) - places.indexOf(other.waveId));
}

const pick = ({ waveId, organisationId, label }: ReturnType<typeof lastState>) => ({
	...{ waveId, organisationId, label }
});

export const load: PageServerLoad = async (event) => {
	const asked = await askedRollOut(event);
	const { rollOut, version, acronymOf, nameOf, today } = asked;
	const { setup } = version;
	const { searchParams } = event.url;
	const wave = searchParams.get('wave');
	const { rows, ...page } = pageOf(
		shownMembers(asked, wave),
		searchParams.get('page'),
		membersOnPage
	);
	const titleOf = (id: string) => setup.waves.find((one) => one.id === id)?.title ?? '…';
	return {
		title: m.rollout_edit_enter_for({ rollout: setup.title }),
		rollOut: { id: rollOut.id, title: setup.title },
		...{ today, seen: newestOf(rollOut.entries), page, wave: wave ?? '' },
		waves: setup.waves.map(({ id, title }) => ({ value: id, word: title })),
		steps: gridSteps(setup),
		rows: rows.map((row): GridRow => ({
			...{ id: row.id, name: memberName(row, acronymOf), wave: titleOf(row.waveId) },
			full: row.organisationId === null ? null : nameOf(row.organisationId),
			cells: cellsOf(rollOut, row.id)
		})),
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, actor } = event.locals;
		const { plan, rollOut, version, today } = await askedRollOut(event);
		const values = await readForm(event.request);
		const { said, errors } = saidIn(
			values,
			rollOut.members.map(({ id }) => id),
			version.setup.steps.map(({ id }) => id)
		);
		if (Object.keys(errors).length > 0) return wrong(values, errors);
		const address = new URL(event.url);
		address.searchParams.delete('count');
		return sendEdit(
			{ event, plan, values },
			(edited) =>
				enter(db, actor, edited, {
					...{ rollOutId: rollOut.id, seen: values['seen'] ?? '', said, today }
				}).catch((cause: unknown) => {
					// both are shown: whoever sends it again has seen them
					if (cause instanceof SaidSince) values['seen'] = cause.version;
					throw cause;
				}),
			(count) => {
				address.searchParams.set('saved', 'entries');
				address.searchParams.set('count', String(count));
				return `${address.pathname}${address.search}`;
			}
		);
	}
};
