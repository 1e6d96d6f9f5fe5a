/** The sentence above a plan's alignments. */
import { m } from '#lib/paraglide/messages.js';

export function headline({ serves, carriedBy }: { serves: number; carriedBy: number }): string {
	if (serves + carriedBy === 0) return m.alignment_lede_none();
	return [
		...(serves > 0 ? [m.alignment_lede_serves({ count: serves })] : []),
		...(carriedBy > 0 ? [m.alignment_lede_carried({ count: carriedBy })] : [])
	].join(' ');
}
