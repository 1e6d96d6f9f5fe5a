/** A roll-out of three steps, with a wave that is named, one of a stated number and an open one. */
import type {
	MemberState,
	RollOutMember,
	RollOutRecord,
	StepEntry,
	StepState
} from '../rollout/records.ts';
import type { RollOutSetup, RollOutStep, RollOutWave } from '../rollout/setup.ts';

const step = (id: string, title: string, after: readonly string[]): RollOutStep => ({
	...{ id, title, shortTitle: null, description: null },
	gate: { after, words: null },
	...{ evidence: null, weight: null, origin: null }
});

const wave = (id: string, extent: RollOutWave['extent']): RollOutWave => ({
	...{ id, title: `The ${id} wave`, description: null, extent, origin: null }
});

export const rollOutSetup: RollOutSetup = {
	...{ title: 'Capacity', description: null, elementId: null },
	steps: [
		step('aware', 'Raise awareness', []),
		step('assess', 'Assess maturity', ['aware']),
		step('establish', 'Establish the unit', ['aware', 'assess'])
	],
	waves: [
		wave('first', { kind: 'named' }),
		wave('second', { kind: 'stated', number: 50, withEarlier: true }),
		wave('third', { kind: 'open' })
	],
	windows: [
		{ waveId: 'first', stepId: null, startsOn: '2025-01-01', endsOn: '2026-12-31', origin: null },
		{ waveId: 'first', stepId: 'aware', startsOn: '2025-01-01', endsOn: '2025-06-30', origin: null }
	],
	origin: null
};

/** How an organisation takes part; its number is part of the name by which it is called. */
export const memberState = (
	id: string,
	number: string,
	given: Partial<MemberState> = {}
): MemberState => ({
	...{ id, from: '-infinity', waveId: 'first', organisationId: null },
	...{ label: `Organisation ${number}`, standing: 'takes_part', intoId: null },
	...{ reason: null, origin: null },
	...given
});

const members: RollOutMember[] = [
	{ id: '1', states: [memberState('1', '1')] },
	{
		id: '2',
		states: [
			memberState('2', '2'),
			memberState('4', '2', { from: '2026-01-01', standing: 'left', reason: 'Dissolved.' })
		]
	},
	{ id: '3', states: [memberState('3', '3', { from: '2025-03-01', waveId: 'second' })] }
];

/** Two organisations of the first wave, of which the second left, and one of the second. */
export const rollOut = (given: Partial<RollOutRecord> = {}): RollOutRecord => ({
	...{ id: '1', slug: 'capacity', members, entries: [] },
	versions: [{ id: '1', from: '-infinity', setup: rollOutSetup, withdrawn: false, reason: null }],
	...given
});

/** What was said of a step of the first organisation. */
export const rollOutEntry = (
	id: string,
	given: { step: string | null; state: StepState | null; on: string; member?: string }
): StepEntry => ({
	...{ id, memberId: given.member ?? '1', stepId: given.step, state: given.state, on: given.on },
	...{ evidence: null, note: null, correctsId: null, reportId: null, by: null },
	...{ at: new Date('2026-01-01T00:00:00Z'), origin: null }
});
