/** What is said of organisations and steps, many at once: what is wrong with it, and what says nothing new. */
import { isTooLong, type Problem } from '../entries/entered.ts';
import type { IsoDate } from '../records/records.ts';
import type { RollOutRecord, StepEntry, StepState } from './records.ts';
import { stepName, type RollOutSetup } from './setup.ts';
import { gateShut, lastBy, standingEntries } from './standing.ts';

/** What is said of one organisation and step, and where in its form it stands. */
export interface SaidOfStep {
	memberId: string;
	stepId: string;
	/** Null: what it corrects is taken back. */
	state: StepState | null;
	on: IsoDate | null;
	evidence: string | null;
	note: string | null;
	correctsId: string | null;
	/** Of its row or cell: the end of the names of its fields. */
	place: string;
}

type CellField = 'state' | 'on' | 'evidence' | 'note';

/** A field of a form, by the place of what it is part of. */
export const cellField = (which: CellField, place: string) => `${which}-${place}`;

export const placeOf = (memberId: string, stepId: string) => `${memberId}-${stepId}`;

type Known = Pick<RollOutRecord, 'versions' | 'members' | 'entries'>;

/** The first day on which a wave is to begin any step; null: none is said. */
function startOf({ windows }: RollOutSetup, waveId: string): IsoDate | null {
	const days = windows.flatMap((one) => (one.waveId === waveId ? (one.startsOn ?? []) : []));
	return days.toSorted()[0] ?? null;
}

function dayProblems(
	{ members, versions }: Known,
	{ memberId, on, place }: SaidOfStep,
	today: IsoDate
): Problem[] {
	const field = cellField('on', place);
	if (on === null) return [{ field, problem: 'required' }];
	if (on > today) return [{ field, problem: 'in_future', day: today }];
	const member = members.find(({ id }) => id === memberId)!;
	const state = lastBy(member.states, on);
	if (!state) return [{ field, problem: 'before_joining', day: member.states[0]!.from }];
	if (state.standing !== 'takes_part')
		return [{ field, problem: 'after_leaving', day: state.from }];
	const start = startOf(versions.at(-1)!.setup, state.waveId);
	return start !== null && on < start ? [{ field, problem: 'before_wave', day: start }] : [];
}

function wordProblems(setup: RollOutSetup, { stepId, place, ...said }: SaidOfStep): Problem[] {
	const step = setup.steps.find(({ id }) => id === stepId);
	const problems: Problem[] = [];
	for (const which of ['evidence', 'note'] as const)
		if (isTooLong(said[which]))
			problems.push({ field: cellField(which, place), problem: 'note_too_long' });
	const asked = said.state === 'done' ? (step?.evidence ?? null) : null;
	if (asked !== null && said.evidence === null)
		problems.push({ field: cellField('evidence', place), problem: 'evidence_asked', name: asked });
	return problems;
}

/** What is said as if it were stored after all others, in its order. */
const asEntries = (all: readonly SaidOfStep[]): StepEntry[] =>
	all.flatMap(({ place: _, on, ...said }, at) =>
		on === null
			? []
			: {
					...{ ...said, on, id: String(10n ** 18n + BigInt(at)) },
					...{ reportId: null, by: null, at: new Date(0), origin: null }
				}
	);

/** Entries that say of a step that it was done while its gate was shut, with the steps that shut it. */
function doneTooSoon(setup: RollOutSetup, own: readonly StepEntry[]): Map<string, string[]> {
	const standing = standingEntries(own);
	const early = standing.flatMap(({ id, stepId, state, on }): [string, string[]][] => {
		if (state !== 'done' || stepId === null) return [];
		const steps = new Map(
			standing
				.filter((entry) => entry.on <= on && entry.stepId !== null)
				.map((entry) => [entry.stepId!, entry])
		);
		const shut = gateShut(setup, { steps }, stepId);
		return shut.length > 0 ? [[id, shut]] : [];
	});
	return new Map(early);
}

function gateProblems(
	setup: RollOutSetup,
	before: readonly StepEntry[],
	said: readonly SaidOfStep[]
): Problem[] {
	const added = asEntries(said);
	const places = new Map(
		added.map(({ id }, at) => [id, said.filter(({ on }) => on !== null)[at]!.place])
	);
	const nameOf = (id: string) => {
		const step = setup.steps.find((one) => one.id === id);
		return step ? stepName(step) : '';
	};
	const names = (ids: readonly string[]) => ids.map(nameOf).join(', ');
	const all = [...before, ...added];
	const wasEarly = doneTooSoon(setup, before);
	return [...doneTooSoon(setup, all)].flatMap(([id, shut]): Problem[] => {
		const place = places.get(id);
		if (place !== undefined)
			return [{ field: cellField('state', place), problem: 'step_before_gate', name: names(shut) }];
		const blamed = said.find(({ stepId }) => shut.includes(stepId));
		if (!blamed || wasEarly.has(id)) return [];
		const done = nameOf(all.find((entry) => entry.id === id)!.stepId!);
		return [{ field: cellField('state', blamed.place), problem: 'gate_of_done', name: done }];
	});
}

function saidTwice(all: readonly SaidOfStep[]): Problem[] {
	const seen = new Set<string>();
	return all.flatMap(({ memberId, stepId, on, place }) => {
		const key = `${placeOf(memberId, stepId)} ${on}`;
		if (seen.has(key)) return [{ field: cellField('state', place), problem: 'step_said_twice' }];
		seen.add(key);
		return [];
	});
}

/** What is wrong with what is said, before anything is stored. */
export function saidProblems(
	rollOut: Known,
	said: readonly SaidOfStep[],
	today: IsoDate
): Problem[] {
	const { setup } = rollOut.versions.at(-1)!;
	const byMember = Map.groupBy(said, ({ memberId }) => memberId);
	return [
		...said.flatMap((one) =>
			one.state === null ? [] : [...dayProblems(rollOut, one, today), ...wordProblems(setup, one)]
		),
		...saidTwice(said.filter(({ state }) => state !== null)),
		...[...byMember].flatMap(([id, own]) =>
			gateProblems(
				setup,
				rollOut.entries.filter(({ memberId }) => memberId === id),
				own
			)
		)
	];
}

/** The last that was said of an organisation and step, whatever its day; undefined: nothing was. */
export const latestOf = (
	entries: readonly StepEntry[],
	{ memberId, stepId }: Pick<SaidOfStep, 'memberId' | 'stepId'>
): StepEntry | undefined =>
	standingEntries(entries).findLast(
		(entry) => entry.memberId === memberId && entry.stepId === stepId
	);

/** Whether something else is said than what stands on its day; words left out say nothing. */
export function saysMore(entries: readonly StepEntry[], said: SaidOfStep): boolean {
	const { state, on, evidence, note } = said;
	if (said.correctsId !== null || on === null) return true;
	const before = latestOf(
		entries.filter((entry) => entry.on <= on),
		said
	);
	return !(
		before?.state === state &&
		(evidence === null || evidence === before.evidence) &&
		(note === null || note === before.note)
	);
}
