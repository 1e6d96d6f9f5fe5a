/** All figures of a roll-out on a status date. */
import type { IsoDate } from '../records/records.ts';
import { curves, type WaveCurve } from './curve.ts';
import { funnels, type WaveFunnel } from './funnel.ts';
import { waveProgress, type WaveProgress } from './progress.ts';
import { projections, type Projection } from './projection.ts';
import type { RollOutRecord } from './records.ts';
import { standingOn, type Standing } from './standing.ts';
import { waiting, type Waiting } from './stuck.ts';
import { velocity, type Velocity } from './velocity.ts';

export interface RollOutFigures {
	standing: Standing;
	funnels: WaveFunnel[];
	/** By wave, in their order. */
	progress: (WaveProgress & { waveId: string })[];
	curves: WaveCurve[];
	velocity: Velocity;
	projections: Projection[];
	/** Who waits longest first. */
	waiting: Waiting[];
}

export function rollOutFigures(rollOut: RollOutRecord, asOf: IsoDate): RollOutFigures {
	const standing = standingOn(rollOut, asOf);
	return {
		standing,
		funnels: funnels(standing),
		progress: standing.setup.waves.map(({ id: waveId }) => ({
			waveId,
			...waveProgress(standing, waveId)
		})),
		curves: curves(rollOut, asOf),
		velocity: velocity(rollOut, standing),
		projections: projections(rollOut, standing),
		waiting: waiting(rollOut, standing)
	};
}
