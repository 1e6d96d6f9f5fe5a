/** The fields of periods and of what is done with their reports. */
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { day, words } from '#lib/ui/forms/fields.ts';

export const requiredDay = v.pipe(
	day,
	v.string(() => m.edit_error_choose())
);

export const periodName = words(60, () => m.edit_error_choose());
