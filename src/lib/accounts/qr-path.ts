import { encode } from 'uqr';

/** Light around it, as the standard wants, in squares. */
const border = 4;

/** A text as a QR code: an SVG path of unit squares, and how many fit a side. */
export function qrPath(text: string): { path: string; size: number } {
	const { data, size } = encode(text, { ecc: 'M', border });
	const squares = data.flatMap((row, y) =>
		row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))
	);
	return { path: squares.join(''), size };
}
