/** Decimal numbers as text: they pass from a form to a numeric column and back without a float. */

const plain = /^[-−]?\d{1,15}(\.\d{1,6})?$/;
const grouped = /^[-−]?\d{1,3}(,\d{3}){1,4}(\.\d{1,6})?$/;

/**
 * The one way to write the number that was typed: `1,010.50` and `1010.5` are both `1010.5`. A
 * minus sign may be a hyphen or a real one; all else is refused, so that `1,5` is never guessed at.
 *
 * @returns null where the text is no decimal number
 */
export function parseDecimal(text: string): string | null {
	const trimmed = text.trim();
	if (!plain.test(trimmed) && !grouped.test(trimmed)) return null;
	return plainDecimal(trimmed.replaceAll(',', '').replace('−', '-'));
}

/** A numeric column's text without zeros that say nothing: `007.50` is `7.5`, `-0.0` is `0`. */
export function plainDecimal(text: string): string {
	const [whole = '', fraction = ''] = text.replace('-', '').split('.');
	const digits = whole.replace(/^0+(?=\d)/, '') || '0';
	const rest = fraction.replace(/0+$/, '');
	const magnitude = rest ? `${digits}.${rest}` : digits;
	return text.startsWith('-') && magnitude !== '0' ? `-${magnitude}` : magnitude;
}
