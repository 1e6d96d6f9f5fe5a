import type { FactorRule } from './second-factor-rule.ts';
import type { Entered } from './sign-in.ts';

/** Where a sign-in leads: to the second factor, to setting one up where it must be, or on to `next`. */
export function afterSignIn(
	{ kind, lacksFactor }: Omit<Entered, 'token'>,
	rule: FactorRule,
	next: string
): string {
	const onwards = `?next=${encodeURIComponent(next)}`;
	if (kind === 'half') return `/auth/second-factor${onwards}`;
	return lacksFactor && rule === 'required' ? `/account/second-factor${onwards}` : next;
}
