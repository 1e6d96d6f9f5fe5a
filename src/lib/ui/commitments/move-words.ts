/** When, by what and how far a date was moved, in words. */
import type { Move, MoveWay } from '#lib/domain/commitments/moves.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day } from '#lib/ui/format.ts';

const heads: Record<MoveWay, (date: { on: string }) => string> = {
	amendment: m.commitments_move_on_amendment,
	correction: m.commitments_move_on_correction,
	report: m.commitments_move_on_report
};

/** When and by what: `15 Aug 2026, by amendment:`. */
export const moveHead = ({ on, way }: Move): string => heads[way]({ on: day(on) });

/** How far. */
export function moveWords({ to, days }: Pick<Move, 'to' | 'days'>): string {
	if (to === null || days === null) return m.commitments_move_removed();
	const date = day(to);
	return days > 0
		? m.commitments_move_later({ to: date, days })
		: m.commitments_move_earlier({ to: date, days: -days });
}

/** Whether it was moved only when its day had passed. */
export const isAfterDue = ({ on, from, way }: Move, due: IsoDate): boolean =>
	way !== 'report' && on > due && from === due;
