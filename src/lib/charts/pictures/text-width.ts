/** Text in pictures: a drawing has no line breaks of its own, so widths are estimated and lines made here. */

/**
 * Widths of letters as shares of the size of the font: those of the widest of usual fonts, since nobody
 * knows which one a picture will be set in.
 */
const narrow = /[\u0300-\u036fiIjlt1frJ.,:;'’|!()[\]/\s-]/u;
const wide = /[mwMW%@₱—]/u;
const capital = /[\p{Lu}\p{N}−+]/u;
/** Scripts whose letters fill a square. */
const square = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;

function widthOf(letter: string): number {
	if (square.test(letter)) return 1;
	if (wide.test(letter)) return 0.98;
	if (narrow.test(letter)) return 0.38;
	return capital.test(letter) ? 0.69 : 0.61;
}

/** How wide a text is, in pixels. */
export function textWidth(text: string, size: number): number {
	let width = 0;
	for (const letter of text) width += widthOf(letter);
	return width * size;
}

/** As much of a text as fits, with an ellipsis where that is not all. */
export function shortened(text: string, size: number, room: number): string {
	if (textWidth(text, size) <= room) return text;
	const letters = [...text];
	while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > room) letters.pop();
	return `${letters.join('').trimEnd()}…`;
}

/** The words of a text; those that no line has room for, in parts. */
function wordsOf(text: string, size: number, room: number): string[] {
	return text.split(/[ \t\r\n]+/).flatMap((word) => {
		const parts: string[] = [''];
		for (const letter of word) {
			const grown = (parts.at(-1) ?? '') + letter;
			if (textWidth(grown, size) <= room) parts[parts.length - 1] = grown;
			else parts.push(letter);
		}
		return parts.filter(Boolean);
	});
}

/**
 * A text in lines that fit.
 *
 * @param room the width of a line, in pixels
 * @param most lines; the last of them is shortened where there would be more
 */
export function wrapped(text: string, size: number, room: number, most = Infinity): string[] {
	const lines: string[] = [];
	for (const word of wordsOf(text, size, room)) {
		const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
		if (lines.length > 0 && textWidth(longer, size) <= room) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	if (lines.length <= most) return lines;
	return [...lines.slice(0, most - 1), shortened(lines.slice(most - 1).join(' '), size, room)];
}

/**
 * Where texts stand one after the other, in as many lines as they need.
 *
 * @param room the width of a line; `before` each text lies its sign, and `between` two a gap
 */
export function inLines<Item extends { text: string }>(
	items: Item[],
	{ size, room, before, between }: { size: number; room: number; before: number; between: number }
): (Item & { x: number; line: number })[] {
	let [x, line] = [0, 0];
	return items.map((item) => {
		const width = before + textWidth(item.text, size);
		if (x > 0 && x + width > room) [x, line] = [0, line + 1];
		const placed = { ...item, x, line };
		x += width + between;
		return placed;
	});
}
