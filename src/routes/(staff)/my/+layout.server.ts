import type { LayoutServerLoad } from './$types';

/** Whose pages they are: by it the device keeps one person's apart from another's. */
export const load: LayoutServerLoad = ({ locals }) => ({
	account: locals.actor.kind === 'user' ? locals.actor.id : ''
});
