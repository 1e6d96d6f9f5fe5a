/** Geometry of a line as small as a word: latest values, where they should be, and where they end. */
import { extent, line, scaleLinear } from 'd3';
import { dayNumber } from '#lib/domain/records/dates.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

export interface SparklineValues {
	values: { on: IsoDate; value: number }[];
	/** Where the value should be by now. */
	due: number | null;
	/** Where it should end. */
	target: number | null;
}

export interface SparklineGeometry {
	path: string;
	/** The years in which it begins and ends; one, at its end, where these are the same. */
	years: { text: string; x: number; ends: boolean }[];
	/** The latest value; null where nothing was measured. */
	last: { x: number; y: number } | null;
	dueY: number | null;
	targetY: number | null;
}

export const sparklineSize = { width: 96, height: 26 };

/** The scale of the values, with room for a dot; a single value lies in the middle. */
function heights(numbers: number[]) {
	const [low = 0, high = 0] = extent(numbers) as [number, number];
	const flat = low === high ? Math.max(1, Math.abs(low)) : 0;
	return scaleLinear([low - flat, high + flat], [sparklineSize.height - 4, 4]);
}

/** Where the latest value stands; its mark of what is due reaches further. */
const lastX = sparklineSize.width - 16;

function yearsOf(values: SparklineValues['values']): SparklineGeometry['years'] {
	const [first, last] = [values[0], values.at(-1)].map((value) => value?.on.slice(0, 4) ?? '');
	const end = { text: last!, x: lastX + 2, ends: true };
	return first === last ? [end] : [{ text: first!, x: 0, ends: false }, end];
}

const rounded = (number: number) => Math.round(number * 10) / 10;

export function sparklineGeometry({ values, due, target }: SparklineValues): SparklineGeometry {
	const last = values.at(-1);
	if (!last) return { path: '', years: [], last: null, dueY: null, targetY: null };
	const marks = [due, target].filter((value) => value !== null);
	const y = heights([...values.map(({ value }) => value), ...marks]);
	const days = values.map(({ on }) => dayNumber(on));
	const x = scaleLinear([days[0] ?? 0, days.at(-1) ?? 0], [2, lastX]);
	const draw = line<SparklineValues['values'][number]>(
		({ on }) => x(dayNumber(on)),
		({ value }) => y(value)
	).digits(1);
	return {
		path: values.length > 1 ? (draw(values) ?? '') : '',
		years: yearsOf(values),
		last: { x: lastX, y: rounded(y(last.value)) },
		dueY: due === null ? null : rounded(y(due)),
		targetY: target === null ? null : rounded(y(target))
	};
}
