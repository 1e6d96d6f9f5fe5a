/** What each way of adding activities up means, for somebody who has never chosen one. */
import type { RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export const methodMeanings: Record<RollUpMethod, () => string> = {
	equal: m.start_method_equal,
	weight: m.start_method_weight,
	cost: m.start_method_cost
};
