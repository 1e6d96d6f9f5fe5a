/** Who takes part in a roll-out: organisations join, are named, move, leave and merge. */
import { outsidePlan, type PlanSpan, type Problem } from '../entries/entered.ts';
import type { IsoDate } from '../records/records.ts';
import type { MemberState, RollOutMember, RollOutRecord } from './records.ts';
import type { RollOutWave } from './setup.ts';

export const longestLabel = 120;
/** So many organisations join at once. */
export const mostJoining = 500;

/** Organisations that join a wave. */
export interface Joining {
	waveId: string;
	/** Null: from the beginning. */
	from: IsoDate | null;
	organisationIds: readonly string[];
	/** So many more whose names are not known. */
	unnamed: number;
	/** What those are called, with a number behind it. */
	label: string;
	reason: string;
}

export type MemberAct =
	/** It is this organisation, and was from the beginning. */
	| { act: 'named'; organisationId: string }
	/** It takes part in this wave from a day on: it moves there, or takes part again. */
	| { act: 'wave'; waveId: string; from: IsoDate | null }
	| { act: 'left'; from: IsoDate | null }
	| { act: 'merged'; intoId: string; from: IsoDate | null };

export const lastState = ({ states }: Pick<RollOutMember, 'states'>): MemberState => states.at(-1)!;

/** Those that take part by the last that is known of them. */
export const takingPart = (members: readonly RollOutMember[]): RollOutMember[] =>
	members.filter((member) => lastState(member).standing === 'takes_part');

/** How many take part in each wave by the last that is known, by its id. */
export function namedIn(members: readonly RollOutMember[]): Map<string, number> {
	const byWave = Map.groupBy(takingPart(members), (member) => lastState(member).waveId);
	return new Map([...byWave].map(([id, own]) => [id, own.length]));
}

/** The organisations that take part, or would twice. */
function takenTwice(members: readonly RollOutMember[], ids: readonly string[]): string[] {
	const there = new Set(takingPart(members).map((one) => lastState(one).organisationId));
	return [...new Set(ids.filter((id, at) => there.has(id) || ids.indexOf(id) < at))];
}

function dayProblems(field: string, day: IsoDate | null, span: PlanSpan): Problem[] {
	if (day === null || !outsidePlan(day, span)) return [];
	const { periodStart, periodEnd } = span;
	return [
		{ field, problem: 'outside_plan', day: periodStart ?? undefined, until: periodEnd ?? undefined }
	];
}

interface Known {
	span: PlanSpan;
	/** What an organisation is called, by its id. */
	nameOf: (id: string) => string;
}

function numberProblem(
	members: readonly RollOutMember[],
	wave: RollOutWave | undefined,
	more: number
): Problem[] {
	if (wave?.extent.kind !== 'stated' || wave.extent.withEarlier) return [];
	const { number } = wave.extent;
	const named = (namedIn(members).get(wave.id) ?? 0) + more;
	return named > number
		? [{ field: 'organisations', problem: 'above_stated', most: number, count: named }]
		: [];
}

/** What is wrong with organisations that join, before anything is stored. */
export function joiningProblems(
	{ members, versions }: Pick<RollOutRecord, 'members' | 'versions'>,
	{ waveId, from, organisationIds, unnamed, label }: Joining,
	{ span, nameOf }: Known
): Problem[] {
	const problems = dayProblems('from', from, span);
	const wave = versions.at(-1)!.setup.waves.find(({ id }) => id === waveId);
	if (!wave) problems.push({ field: 'wave', problem: 'not_chosen' });
	const joining = organisationIds.length + unnamed;
	if (joining === 0) problems.push({ field: 'organisations', problem: 'nothing_joins' });
	if (joining > mostJoining)
		problems.push({ field: 'unnamed', problem: 'too_many_join', most: mostJoining });
	if (unnamed > 0 && label === '') problems.push({ field: 'label', problem: 'required' });
	if (label.length > longestLabel)
		problems.push({ field: 'label', problem: 'name_too_long', most: longestLabel });
	const twice = takenTwice(members, organisationIds).map(nameOf);
	if (twice.length > 0)
		problems.push({
			field: 'organisations',
			problem: 'takes_part_already',
			name: twice.join(', ')
		});
	else problems.push(...numberProblem(members, wave, joining));
	return problems;
}

/** How organisations without a name are called: numbered on from those that are called so already. */
export function labelsFor(
	members: readonly RollOutMember[],
	label: string,
	count: number
): string[] {
	const taken = new Set(members.flatMap(({ states }) => states.map((state) => state.label)));
	const labels: string[] = [];
	for (let number = 1; labels.length < count; number += 1) {
		const one = `${label} ${number}`;
		if (!taken.has(one)) labels.push(one);
	}
	return labels;
}

/** What is wrong with an act, before anything is stored. */
export function actProblems(
	rollOut: Pick<RollOutRecord, 'members' | 'versions'>,
	member: RollOutMember,
	act: MemberAct,
	{ span, nameOf }: Known
): Problem[] {
	const last = lastState(member);
	const others = rollOut.members.filter(({ id }) => id !== member.id);
	if (act.act === 'named') {
		const twice = takenTwice(others, [act.organisationId]).map(nameOf);
		if (twice.length === 0) return [];
		return [{ field: 'organisation', problem: 'takes_part_already', name: twice.join(', ') }];
	}
	const problems = dayProblems('from', act.from, span);
	if (act.from === null) problems.push({ field: 'from', problem: 'required' });
	else if (last.from !== '-infinity' && act.from < last.from)
		problems.push({ field: 'from', problem: 'before_last_state', day: last.from });
	if (act.act === 'wave') problems.push(...waveProblems(rollOut, last, act.waveId, others));
	if (act.act !== 'wave' && last.standing !== 'takes_part')
		problems.push({ field: 'act', problem: 'takes_no_part' });
	if (act.act === 'merged' && !takingPart(others).some(({ id }) => id === act.intoId))
		problems.push({ field: 'into', problem: 'not_chosen' });
	return problems;
}

function waveProblems(
	{ versions }: Pick<RollOutRecord, 'versions'>,
	{ organisationId, waveId, standing }: MemberState,
	to: string,
	others: readonly RollOutMember[]
): Problem[] {
	const wave = versions.at(-1)!.setup.waves.find(({ id }) => id === to);
	if (!wave) return [{ field: 'wave', problem: 'not_chosen' }];
	if (standing === 'takes_part' && waveId === to)
		return [{ field: 'wave', problem: 'in_wave_already', name: wave.title }];
	const twice = organisationId !== null && takenTwice(others, [organisationId]).length > 0;
	if (twice) return [{ field: 'wave', problem: 'takes_part_already', name: '' }];
	return numberProblem(others, wave, 1).map((one) => ({ ...one, field: 'wave' }));
}

/** The states that an act appends. */
export function statesAfter(
	{ states }: RollOutMember,
	act: MemberAct,
	reason: string
): Omit<MemberState, 'id'>[] {
	const { id: _, ...last } = states.at(-1)!;
	const said = { reason, origin: null };
	if (act.act === 'named') {
		// of each day the last state that holds from it
		const days = new Map(states.map(({ id: _id, ...state }) => [state.from, state]));
		return [...days.values()].map((state) => ({
			...{ ...state, ...said },
			...{ organisationId: act.organisationId, label: null }
		}));
	}
	const from = act.from!;
	if (act.act === 'wave')
		return [{ ...last, ...said, from, waveId: act.waveId, standing: 'takes_part', intoId: null }];
	if (act.act === 'left') return [{ ...last, ...said, from, standing: 'left', intoId: null }];
	return [{ ...last, ...said, from, standing: 'merged', intoId: act.intoId }];
}
