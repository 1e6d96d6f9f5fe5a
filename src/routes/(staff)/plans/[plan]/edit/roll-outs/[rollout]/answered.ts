/** A form of a page with several: what was typed where it was sent, else what is stored. */
import type { Answer } from '#app/answers.ts';

export interface OfForm {
	values: Record<string, string>;
	errors: Record<string, string>;
	/** By which it is taken: after a conflict the newer one, since both were shown. */
	version: string;
	open: boolean;
}

export function answered(
	form: Answer | null | undefined,
	id: string,
	{ values, version }: { values: Record<string, string>; version: string }
): OfForm {
	if (form?.form !== id) return { values, errors: {}, version, open: false };
	const seen = form.conflict?.version ?? form.values['version'] ?? version;
	return { values: form.values, errors: form.errors, version: seen, open: true };
}
