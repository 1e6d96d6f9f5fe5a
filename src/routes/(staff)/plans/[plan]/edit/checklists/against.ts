/** What a form chooses to compare a plan with: `framework:3`, `framework:3:7` for one axis, `template:2`. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import type { Against } from '#lib/server/checklists/queries.ts';

export const against = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^(framework:\d{1,18}(:\d{1,18})?|template:\d{1,18})$/, () => m.edit_error_choose())
);

export function againstOf(chosen: string): Against {
	const [kind, id = '', axisId] = chosen.split(':');
	if (kind === 'template') return { kind, id };
	return { kind: 'framework', id, axisId: axisId ?? null };
}
