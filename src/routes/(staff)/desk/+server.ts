import { redirect } from '@sveltejs/kit';
import type { Role } from '#lib/domain/records/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Where each role's work lies; who has several begins with the first of these. */
const desks: [Role, string][] = [
	['reporter', '/my'],
	['approver', '/my'],
	['planner', '/plans'],
	['leader', '/plans'],
	['administrator', '/administration']
];

/** Leads people to their own work, as after signing in. */
export const GET: RequestHandler = ({ locals: { actor } }) => {
	const roles = actor.kind === 'user' ? actor.grants.map(({ role }) => role) : [];
	redirect(303, desks.find(([role]) => roles.includes(role))?.[1] ?? '/');
};
