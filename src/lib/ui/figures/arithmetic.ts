/** The arithmetic of a derivation as one line that can be checked by hand. */
import { m } from '#lib/paraglide/messages.js';
import type { Explained, ExplainedInput } from '#lib/domain/figures/explained.ts';
import { day, number } from '../format.ts';
import { countedWords, inputValue, written, type Units } from './quantity.ts';

/** More summands than this are counted, not written out. */
const mostSummands = 6;

/** A weight: costs are weights in hundredths of the currency, which the column's head names. */
export function weightText(weight: number, byCost: boolean): string {
	return byCost ? number(weight / 100) : number(weight, 4);
}

function known(explained: Explained): ExplainedInput[] {
	return explained.inputs.filter(
		({ state }) => state.state === 'known' || state.state === 'carried'
	);
}

function weighted(explained: Explained, byCost: boolean, result: string): string | null {
	const { sums } = explained;
	if (sums === null) return null;
	// hundredths become units, so that both sums read in the currency's own scale
	const scale = byCost ? 100 : 1;
	const digits = byCost ? 2 : 4;
	const products = number(sums.products / scale, digits);
	const weights = number(sums.weights / scale, digits);
	return m.explain_sum_weighted({ products, weights, result });
}

function ratioOfSums(explained: Explained, result: string): string | null {
	const parts = known(explained).filter(({ kind }) => kind !== 'unit_scale');
	const numerators = parts.reduce((sum, { raw }) => sum + Number(raw), 0);
	const denominators = parts.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
	return m.explain_sum_ratio({
		numerators: number(numerators),
		denominators: number(denominators),
		result
	});
}

/** Signs between values, for the rules that are no more than that. */
function signed(explained: Explained, texts: string[], result: string): string | null {
	const [a, b, c] = texts;
	if (a === undefined || b === undefined) return null;
	switch (explained.rule) {
		case 'difference':
		case 'difference_in_points':
			return `${a} − ${b} = ${result}`;
		case 'ratio':
		case 'achieved_from_below':
			return `${a} ÷ ${b} = ${result}`;
		case 'achieved_from_above':
			return `1 + (1 − ${a} ÷ ${b}) = ${result}`;
		case 'carried_on':
			return c === undefined ? null : `${a} + ${b} × ${c} = ${result}`;
		case 'toward_target':
			return c === undefined ? null : `(${a} − ${b}) ÷ (${c} − ${b}) = ${result}`;
		default:
			return null;
	}
}

/** The line, or null where the rule's words and the parts say all. */
export function arithmetic(explained: Explained, byCost: boolean, units: Units): string | null {
	const { rule, result, unit } = explained;
	if (!result.known) return null;
	const value = written(result.value, unit, units);
	if (rule === 'weighted_share' || rule === 'milestone_share') {
		return weighted(explained, byCost, value);
	}
	if (rule === 'ratio_of_sums') return ratioOfSums(explained, value);
	const parts = known(explained);
	if (rule === 'count_reported') {
		return m.explain_reported_of({ reported: value, expected: number(parts.length) });
	}
	if (rule in countedWords)
		return m.explain_reported_of({ reported: value, expected: number(explained.parts) });
	if (rule === 'days_between') {
		const [from, to] = parts.map(({ on }) => (on === null ? '' : day(on)));
		return from && to ? m.explain_sum_dates({ from, to, result: value }) : null;
	}
	if (rule === 'sum' && parts.length > mostSummands) {
		return m.explain_sum_of({ count: parts.length, result: value });
	}
	const texts = parts.map((part) => inputValue(explained, part, part.raw, units) ?? '');
	if (rule === 'sum') return parts.length > 1 ? `${texts.join(' + ')} = ${value}` : null;
	return signed(explained, texts, value);
}
