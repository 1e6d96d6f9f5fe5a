/** Decimal numbers as text: they pass from a form to a numeric column and back without a float. */

const withoutEndingZeros = (digits: string): string => {
	let end = digits.length;
	// a pattern would look at each run of zeros again from each of its digits
	while (digits.charAt(end - 1) === '0') end -= 1;
	return digits.slice(0, end);
};

/** A numeric column's text without zeros that say nothing: `007.50` is `7.5`, `-0.0` is `0`. */
export function plainDecimal(text: string): string {
	const [whole = '', fraction = ''] = text.replace('-', '').split('.');
	const digits = whole.replace(/^0+(?=\d)/, '') || '0';
	const rest = withoutEndingZeros(fraction);
	const magnitude = rest ? `${digits}.${rest}` : digits;
	return text.startsWith('-') && magnitude !== '0' ? `-${magnitude}` : magnitude;
}
