/** All that was said of one organisation of a roll-out. */
import { today } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { calledIn, originIn } from '#lib/domain/rollout/seen.ts';
import type { Shown } from './rollout.ts';

/** Undefined: no such organisation took part by the page's day. */
export function memberView(shown: Shown, id: string, { timeZone }: { timeZone: string }) {
	const { standing } = shown.figures;
	const { record } = shown;
	const member = [...standing.members, ...standing.gone].find((one) => one.id === id);
	if (!member) return undefined;
	// steps and waves that are there no longer are named too
	const setups = record.versions.map(({ setup }) => setup);
	const steps = new Map(setups.flatMap((setup) => setup.steps.map((one) => [one.id, one.title])));
	const waves = new Map(setups.flatMap((setup) => setup.waves.map((one) => [one.id, one.title])));
	const corrected = new Set(record.entries.map(({ correctsId }) => correctsId));
	const states = record.members.find((one) => one.id === id)!.states;
	const isBy = (day: IsoDate) => day <= standing.on;
	const nameOf = (other: string | null) => {
		const state = record.members.find((one) => one.id === other)?.states.at(-1);
		return state ? calledIn(shown, state).name : null;
	};
	return {
		...calledIn(shown, member.state),
		part: states
			.filter(({ from }) => isBy(from))
			.map(({ from, waveId, standing: how, reason, intoId, origin }) => ({
				...{ from, how, reason, into: nameOf(intoId), wave: waves.get(waveId) ?? '' },
				origin: originIn(shown, origin)
			})),
		history: record.entries
			.filter(({ memberId, on }) => memberId === id && isBy(on))
			.toReversed()
			.map((entry) => ({
				...{ id: entry.id, on: entry.on, state: entry.state, evidence: entry.evidence },
				...{ note: entry.note, by: entry.by, isCorrected: corrected.has(entry.id) },
				step: entry.stepId === null ? null : (steps.get(entry.stepId) ?? ''),
				// what came with the plan has been known from the beginning
				at: entry.at.getTime() === 0 ? null : today(timeZone, entry.at),
				origin: originIn(shown, entry.origin)
			}))
	};
}

export type MemberView = NonNullable<ReturnType<typeof memberView>>;
