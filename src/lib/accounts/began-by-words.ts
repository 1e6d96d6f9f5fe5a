import { m } from '#lib/paraglide/messages.js';

/** How somebody signed in. */
export const beganByWords = {
	password: m.account_began_by_password,
	link: m.account_began_by_link,
	invitation: m.account_began_by_invitation
};
