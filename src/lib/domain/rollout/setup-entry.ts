/** What is wrong with a change of a roll-out's set-up, beside the fields of its form. */
import type { Problem } from '../entries/entered.ts';
import type { SetupChange, WindowDays } from './changes.ts';
import { reachOf, type RollOutSetup, type RollOutStep, type RollOutWave } from './setup.ts';

/** A day of a window in its form. */
export const windowField = (which: 'starts' | 'ends', stepId: string | null) =>
	`${which}-${stepId ?? 'all'}`;

/** Whether a step must be done before, in its form. */
export const afterField = (stepId: string) => `after-${stepId}`;

/** The steps by which gates form a circle, in their order; none: there is none. */
export function circleOf(steps: readonly Pick<RollOutStep, 'id' | 'gate'>[]): string[] {
	const after = new Map(steps.map(({ id, gate }) => [id, gate.after]));
	const isPast = new Set<string>();
	const walk = (id: string, path: readonly string[]): string[] => {
		const at = path.indexOf(id);
		if (at >= 0) return path.slice(at);
		if (isPast.has(id)) return [];
		for (const before of after.get(id) ?? []) {
			const circle = walk(before, [...path, id]);
			if (circle.length > 0) return circle;
		}
		isPast.add(id);
		return [];
	};
	for (const { id } of steps) {
		const circle = walk(id, []);
		if (circle.length > 0) return circle;
	}
	return [];
}

function stepProblems({ steps }: RollOutSetup): Problem[] {
	const problems: Problem[] = [];
	const circle = circleOf(steps);
	const titles = circle.map((id) => steps.find((step) => step.id === id)?.title ?? '');
	if (circle.length > 0)
		problems.push({ field: 'after', problem: 'gates_in_circle', name: titles.join(' → ') });
	const weights = steps.flatMap(({ weight }) => weight ?? []);
	if (weights.some((weight) => weight < 0)) problems.push({ field: 'weight', problem: 'negative' });
	else if (weights.length > 0 && weights.every((weight) => weight === 0))
		problems.push({ field: 'weight', problem: 'weights_nothing' });
	return problems;
}

function statedProblem(
	setup: RollOutSetup,
	at: number,
	named: ReadonlyMap<string, number>
): Problem | null {
	const { title, extent } = setup.waves[at]!;
	if (extent.kind !== 'stated') return null;
	const count = (waves: readonly RollOutWave[]) =>
		waves.reduce((sum, { id }) => sum + (named.get(id) ?? 0), 0);
	const before = setup.waves.slice(0, at);
	const reaches = before.map(({ id }) => reachOf(setup, id, named));
	if (extent.withEarlier && reaches.includes(null))
		return { field: 'number', problem: 'stated_after_open', name: title };
	const earlier = extent.withEarlier
		? reaches.reduce<number>((sum, reach) => sum + (reach ?? 0), 0)
		: 0;
	if (extent.number < earlier)
		return { field: 'number', problem: 'stated_below_earlier', name: title, count: earlier };
	const among = count(setup.waves.slice(extent.withEarlier ? 0 : at, at + 1));
	if (extent.number < Math.max(among, 1))
		return { field: 'number', problem: 'stated_below_named', name: title, count: among };
	return null;
}

function windowProblems(windows: readonly WindowDays[]): Problem[] {
	return windows.flatMap(({ stepId, startsOn, endsOn }) =>
		startsOn !== null && endsOn !== null && endsOn < startsOn
			? [{ field: windowField('ends', stepId), problem: 'end_before_start', day: startsOn }]
			: []
	);
}

/**
 * What is wrong with a set-up once it is changed, on account of the change.
 *
 * @param named how many organisations take part in each wave, by its id
 */
export function setupProblems(
	setup: RollOutSetup,
	change: SetupChange,
	named: ReadonlyMap<string, number>
): Problem[] {
	if (change.of === 'windows') return windowProblems(change.windows);
	if (change.of === 'step') return stepProblems(setup);
	if (change.of === 'wave_removed' && (named.get(change.id) ?? 0) > 0)
		return [{ field: 'remove', problem: 'wave_not_empty', count: named.get(change.id) ?? 0 }];
	if (change.of !== 'wave' && change.of !== 'wave_removed') return [];
	const problems = setup.waves.map((_, at) => statedProblem(setup, at, named));
	const field = change.of === 'wave' ? 'number' : 'remove';
	return problems.flatMap((one) => (one ? [{ ...one, field }] : []));
}
