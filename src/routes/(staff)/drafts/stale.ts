import type { Conflict } from '#lib/server/writing/refusals.ts';
import type { ConflictView } from '#lib/ui/forms/conflict.ts';

/** Somebody else works on the draft: the page shows it as it now is, with what was typed. */
export const staleDraft = async ({ version }: Conflict): Promise<{ conflict: ConflictView }> => ({
	conflict: { way: 'changed', version, by: null, isOwn: false, at: null, did: [], rows: [] }
});
