/** What of a roll-out is said first: how many of how many have come to its end, and who is beyond these. */
import { countsOf } from './funnel.ts';
import type { RollOutFigures } from './figures.ts';

export interface Headline {
	/** The last step by id; null: nothing is said of any step. */
	stepId: string | null;
	/** How many have done the last step; or, where nothing is said of any, have commenced as a whole. */
	count: number;
	/** Of so many that take part. */
	members: number;
	/** How many of these have no name here. */
	placeholders: number;
	/** How many more are stated. */
	notNamed: number;
	/** Waves without a number, by id. */
	open: string[];
}

export function headline({
	standing,
	funnels
}: Pick<RollOutFigures, 'standing' | 'funnels'>): Headline {
	const { members, setup } = standing;
	const last = setup.steps.at(-1);
	const isSaid = members.some(({ steps }) => steps.size > 0);
	const stepId = isSaid && last ? last.id : null;
	const counts = countsOf(members, stepId);
	const sum = (of: (funnel: (typeof funnels)[number]) => number) =>
		funnels.reduce((total, funnel) => total + of(funnel), 0);
	return {
		stepId,
		count: stepId === null ? counts.commenced + counts.done : counts.done,
		members: members.length,
		placeholders: sum(({ placeholders }) => placeholders),
		notNamed: sum(({ notNamed }) => notNamed ?? 0),
		open: funnels.filter(({ extent }) => extent.kind === 'open').map(({ waveId }) => waveId)
	};
}
