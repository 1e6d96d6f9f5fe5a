/** Writes the roll-out of a plan: set-up, who takes part, and what was said of each. */
import type { Transaction } from 'kysely';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Extent, RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import {
	insertEntries,
	insertMemberStates,
	insertParts,
	insertRollOut,
	insertVersion,
	type Appending,
	type NewEntry,
	type NewMemberState
} from '#lib/server/rollouts/inserting.ts';
import { originOf } from './origin.ts';
import type { Provenance } from './provenance.ts';
import type { RollOutSeed } from './roll-out.ts';
import { courseOf } from './roll-out-course.ts';
import type { WrittenPlan } from './write-plan.ts';

type Trx = Transaction<Database>;
type Origins = (provenance: readonly Provenance[]) => Origin;

interface Ids {
	steps: Map<string, string>;
	waves: Map<string, string>;
	/** In their order. */
	members: string[];
}

/** It has been known from the beginning, as all that came with a plan. */
const fromTheBeginning: Appending = { byUser: null, recordedAt: new Date(0) };

const byName = (names: readonly { id: string }[], ids: readonly string[]) =>
	new Map(names.map(({ id }, at) => [id, ids[at]!]));

function extentOf(extent: RollOutSeed['waves'][number]['extent']): Extent {
	if (typeof extent === 'string') return { kind: extent };
	return { kind: 'stated', number: extent.stated, withEarlier: extent.with_earlier };
}

function setupOf(seed: RollOutSeed, ids: Ids, origin: Origins): RollOutSetup {
	return {
		...{ title: seed.title, description: seed.description, elementId: null },
		steps: seed.steps.map((step) => ({
			...{ id: ids.steps.get(step.id)!, title: step.title },
			...{ shortTitle: step.short_title ?? null, description: step.description ?? null },
			gate: { after: step.after.map((id) => ids.steps.get(id)!), words: step.gate ?? null },
			...{ evidence: step.evidence ?? null, weight: step.weight ?? null },
			origin: origin(step.provenance)
		})),
		waves: seed.waves.map((wave) => ({
			...{ id: ids.waves.get(wave.id)!, title: wave.title },
			...{ description: wave.description ?? null, extent: extentOf(wave.extent) },
			origin: origin(wave.provenance)
		})),
		windows: seed.windows.map(({ wave, step, start, end, provenance }) => ({
			...{ waveId: ids.waves.get(wave)!, stepId: step === undefined ? null : ids.steps.get(step)! },
			...{ startsOn: start ?? null, endsOn: end ?? null, origin: origin(provenance) }
		})),
		origin: origin(seed.provenance)
	};
}

type Called = Pick<NewMemberState, 'organisationId' | 'label'>;

/** What each of some members is called, in their order. */
function calledBy(
	{ organisations, count = 0, first, label = '' }: RollOutSeed['members'][number],
	known: ReadonlyMap<string, string>
): Called[] {
	return [
		...organisations.map((slug) => ({ organisationId: known.get(slug)!, label: null })),
		...Array.from({ length: count }, (_, at) => ({
			...{ organisationId: null, label: `${label} ${first + at}` }
		}))
	];
}

const membersOf = (seed: RollOutSeed, known: ReadonlyMap<string, string>) =>
	seed.members.flatMap((own) => calledBy(own, known).map((called) => ({ ...own, ...called })));

function memberStates(
	seed: RollOutSeed,
	ids: Ids,
	{ origin, known }: { origin: Origins; known: ReadonlyMap<string, string> }
): NewMemberState[] {
	const joined = membersOf(seed, known).map((one, at): NewMemberState => ({
		...{ memberId: ids.members[at]!, waveId: ids.waves.get(one.wave)! },
		...{ organisationId: one.organisationId, label: one.label, standing: 'takes_part' },
		...{ intoId: null, from: one.from ?? '-infinity', reason: null },
		origin: origin(one.provenance)
	}));
	const changed = seed.changes.map(({ member, on, became, reason, provenance }) => ({
		...joined[member - 1]!,
		...{ from: on, reason, origin: origin(provenance) },
		...(became === 'left'
			? { standing: 'left' as const }
			: { standing: 'merged' as const, intoId: ids.members[became.merged_into - 1]! })
	}));
	return [...joined, ...changed];
}

const noMore = { note: null, correctsId: null, reportId: null };

function wholeEntries(seed: RollOutSeed, ids: Ids, waves: string[], origin: Origins): NewEntry[] {
	return seed.asAWhole.flatMap(({ wave, state, on, provenance }) =>
		ids.members.flatMap((memberId, at) =>
			waves[at] === wave
				? [
						{
							...{ memberId, stepId: null, state, on: on ?? '-infinity', evidence: null },
							...{ ...noMore, origin: origin(provenance) }
						}
					]
				: []
		)
	);
}

/** Each is known from the day after it came to be so. */
async function writeCourse(
	trx: Trx,
	id: string,
	{ course }: RollOutSeed,
	ids: Ids,
	waves: string[]
) {
	if (!course) return;
	const byDay = Map.groupBy(courseOf(course, waves), ({ on }) => on);
	for (const [on, those] of byDay)
		await insertEntries(
			trx,
			id,
			those.map(({ member, step, state, evidence }) => ({
				...{ memberId: ids.members[member - 1]!, stepId: ids.steps.get(step)!, state, on },
				...{ evidence, ...noMore, origin: null }
			})),
			{ byUser: null, recordedAt: new Date(Date.parse(`${on}T04:00:00Z`) + 86_400_000) }
		);
}

/** @param organisations ids by slug of those that it names */
export async function writeRollOut(
	trx: Trx,
	{ planId, register }: WrittenPlan,
	seed: RollOutSeed,
	organisations: ReadonlyMap<string, string>
): Promise<void> {
	const origin: Origins = (provenance) => originOf(provenance, register.passages);
	const id = await insertRollOut(trx, { planId, slug: seed.slug }, fromTheBeginning);
	const waves = membersOf(seed, organisations).map(({ wave }) => wave);
	const parts = async (of: Parameters<typeof insertParts>[1], count: number) =>
		insertParts(trx, of, id, count);
	const ids: Ids = {
		steps: byName(seed.steps, await parts('roll_out_step', seed.steps.length)),
		waves: byName(seed.waves, await parts('roll_out_wave', seed.waves.length)),
		members: await parts('roll_out_member', waves.length)
	};
	const setup = setupOf(seed, ids, origin);
	await insertVersion(trx, id, { setup, reason: null }, fromTheBeginning);
	const states = memberStates(seed, ids, { origin, known: organisations });
	await insertMemberStates(trx, id, states, fromTheBeginning);
	await insertEntries(trx, id, wholeEntries(seed, ids, waves, origin), fromTheBeginning);
	await writeCourse(trx, id, seed, ids, waves);
}
