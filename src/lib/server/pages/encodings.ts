/**
 * Whether somebody reads a content coding, by their Accept-Encoding (RFC 9110, 12.5.3): named, or
 * meant by `*`, and not with a weight of 0, which refuses it.
 */
export function readsEncoding(acceptEncoding: string, coding: string): boolean {
	const weights = new Map(acceptEncoding.split(',').map(weightOf));
	return (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}

/** A coding in small letters with its weight, 0…1; what is no weight counts as 0. */
function weightOf(item: string): [coding: string, weight: number] {
	const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
	const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
	return [coding, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0];
}
