/** The order in which organisations stand in a matrix. */
import type { RollOutSetup } from './setup.ts';
import { stateOfStep, type Member, type Standing } from './standing.ts';
import type { Waiting } from './stuck.ts';

/** By wave, then as they joined; who waits longest first; who has come furthest first. */
export const memberOrders = ['wave', 'stalled', 'reached'] as const;
export type MemberOrder = (typeof memberOrders)[number];

/** How many steps are done or do not apply, then how far the last is that has begun. */
function reached({ steps }: RollOutSetup, member: Member): [number, number] {
	const states = steps.map(({ id }) => stateOfStep(member, id));
	const done = states.filter((state) => state === 'done').length;
	return [done, states.findLastIndex((state) => state === 'done' || state === 'commenced')];
}

/** The organisations in an order; of equals, that of their waves. */
export function inOrder(
	{ members, setup }: Standing,
	waiting: readonly Waiting[],
	order: MemberOrder
): Member[] {
	if (order === 'wave') return [...members];
	if (order === 'stalled') {
		const longest = new Map<string, number>();
		for (const { memberId, days } of waiting)
			longest.set(memberId, Math.max(days ?? 0, longest.get(memberId) ?? 0));
		const daysOf = ({ id }: Member) => longest.get(id) ?? -1;
		return members.toSorted((one, other) => daysOf(other) - daysOf(one));
	}
	const far = new Map(members.map((member) => [member.id, reached(setup, member)]));
	return members.toSorted((one, other) => {
		const [a, b] = [far.get(one.id)!, far.get(other.id)!];
		return b[0] - a[0] || b[1] - a[1];
	});
}
