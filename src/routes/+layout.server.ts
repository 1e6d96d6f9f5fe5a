import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	user: locals.user && { name: locals.user.name, unread: locals.user.unread },
	roles:
		locals.actor.kind === 'user' ? [...new Set(locals.actor.grants.map((grant) => grant.role))] : []
});
