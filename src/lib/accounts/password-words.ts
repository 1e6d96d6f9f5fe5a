import { m } from '#lib/paraglide/messages.js';

/** What is said beside the field, by what is wrong with a new password. */
export const passwordWords = {
	too_short: m.account_password_too_short,
	too_long: m.account_password_too_long,
	too_common: m.account_password_too_common
};
