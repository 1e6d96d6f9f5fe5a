/** Roll-outs in the facts document: set-ups, who takes part and what was said, and nothing reckoned. */
import { fromTheBeginning } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Db } from '../db/connect.ts';
import type { AsKnown } from '../facts/as-known.ts';
import type { RollOutFacts } from './facts-shapes.ts';
import * as queries from './roll-out-queries.ts';

const dayOrNull = (day: IsoDate) => (day === fromTheBeginning ? null : day);

const setupFacts = ({ title, steps, waves, windows }: Omit<RollOutSetup, 'elementId'>) => ({
	title,
	steps: steps.map(({ id, title: called, gate, weight }) => ({
		...{ id, title: called, after: [...gate.after] },
		weight: weight === null ? null : String(weight)
	})),
	waves: waves.map(({ id, title: called, extent }) => ({
		...{ id, title: called, extent: extent.kind },
		number: extent.kind === 'stated' ? extent.number : null,
		with_earlier: extent.kind === 'stated' && extent.withEarlier
	})),
	windows: windows.map(({ waveId, stepId, startsOn, endsOn }) => ({
		...{ wave: waveId, step: stepId, starts_on: startsOn, ends_on: endsOn }
	}))
});

/** All roll-outs of a plan that were known; undefined: it has none. */
export async function rollOutFacts(db: Db, known: AsKnown): Promise<RollOutFacts[] | undefined> {
	const [versions, states, entries] = await Promise.all([
		queries.versions(db, known),
		queries.memberStates(db, known),
		queries.entries(db, known)
	]);
	if (versions.length === 0) return undefined;
	const own = <Row extends { roll_out: string }>(rows: readonly Row[], id: string) =>
		rows.filter(({ roll_out }) => roll_out === id);
	return [...Map.groupBy(versions, ({ roll_out }) => roll_out)].map(([id, all]) => ({
		...{ id, name: all[0]!.name },
		versions: all.map(({ setup, ...row }) => ({
			...{ id: row.id, holds_from: dayOrNull(row.holds_from), recorded_at: row.recorded_at },
			...{ withdrawn: row.withdrawn, element: row.element, ...setupFacts(setup) }
		})),
		member_states: own(states, id).map(({ roll_out: _, holds_from, ...row }) => ({
			...row,
			holds_from: dayOrNull(holds_from)
		})),
		entries: own(entries, id).map(({ roll_out: _, on, ...row }) => ({ ...row, on: dayOrNull(on) }))
	}));
}
