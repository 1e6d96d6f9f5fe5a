/** Bullets before a line, those that programs use and those that fonts leave behind. */

/** Marks that are bullets wherever they stand; U+F000–U+F0FF is where symbol fonts put theirs. */
export const surelyBullets = '•◦▪●○■□▸►▶‣⁃∙➢➤✓✔❖\uf000-\uf0ff';

const sure = new RegExp(`^([${surelyBullets}])\\s*`, 'u');
/** Marks that are bullets only before a blank; a word processor's `o` only before a tab or a capital. */
const perhaps = /^([-–—*+·])\s+|^(o)(?:\t\s*|\s+(?=\p{Lu}))/u;

export interface BulletMarker {
	mark: string;
	/** Characters that it takes, the blanks behind it included. */
	length: number;
}

export function bulletAt(line: string): BulletMarker | undefined {
	const found = sure.exec(line) ?? perhaps.exec(line);
	return found ? { mark: found[1] ?? found[2] ?? '', length: found[0].length } : undefined;
}
