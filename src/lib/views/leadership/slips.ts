/** Where work slipped most. */
import type { ElementFigures } from '#lib/domain/figures/summary.ts';
import {
	leadOf,
	nameOf,
	saidOf,
	type ElementName,
	type SaidReason,
	type Subject
} from './subject.ts';

export interface SlipRow extends ElementName {
	lead: string | null;
	/** Percentage points, negative where behind. */
	points: number;
	/** Days from planned to expected end; null where either is not set. */
	daysLate: number | null;
	/** Why, as its ministry says; null where it is not behind or gives no reason. */
	said: SaidReason | null;
}

export interface Slips {
	/** The worst first; the best, where one is ahead, last. */
	rows: SlipRow[];
	/** All activities that are behind, those not shown too. */
	behind: number;
	/** The widest slip, for the scale of the bars. */
	extent: number;
}

const shown = 6;
/** Less than half a point is written as 0 and is no slip. */
const smallest = 0.5;

function slipRow({ elements }: Subject, figures: ElementFigures): SlipRow[] {
	const element = elements.get(figures.id);
	const { slippage, daysLate } = figures;
	if (element === undefined || !slippage.known) return [];
	return [
		{
			...nameOf(element),
			lead: leadOf(element),
			points: slippage.value,
			daysLate: daysLate.known ? daysLate.value : null,
			said: slippage.value < 0 ? saidOf(element) : null
		}
	];
}

/** The six worst slips, and the one furthest ahead. */
export function slips(subject: Subject): Slips {
	const points = ({ slippage }: ElementFigures) => (slippage.known ? slippage.value : 0);
	const all = subject.figures.slips;
	const behind = all.filter((figures) => points(figures) <= -smallest);
	const best = all.at(-1);
	const ahead = best !== undefined && points(best) >= smallest ? [best] : [];
	const rows = [...behind.slice(0, shown), ...ahead].flatMap((one) => slipRow(subject, one));
	const extent = Math.max(0, ...rows.map((row) => Math.abs(row.points)));
	return { rows, behind: behind.length, extent };
}
