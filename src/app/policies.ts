import { can, type Action, type Actor } from '#lib/domain/records/permissions.ts';

/**
 * Which routes exist for whom, by the beginning of the route's id; the longest that fits decides, and
 * what fits none is refused. This is the outer door only: commands ask `can()` again with the
 * element or organisation in hand.
 */
const policies: [prefix: string, action: Action | 'anyone'][] = [
	['/', 'read_published'],
	['/(public)', 'read_published'],
	['/api/v1', 'read_published'],
	['/robots.txt', 'anyone'],
	['/[x+2e]well-known/security.txt', 'anyone'],
	['/sitemap.xml', 'read_published'],
	['/healthz', 'anyone'],
	['/failure', 'anyone'],
	['/auth', 'anyone'],
	// whose evidence it is, and whether it is published, the address itself asks
	['/evidence', 'read_published'],
	['/(staff)/account', 'read_published'],
	['/(staff)/waiting', 'read_published'],
	['/(staff)/notices', 'read_published'],
	['/(staff)/notices/outbox', 'edit_plan'],
	['/(staff)/my', 'write_report'],
	['/(staff)/start', 'see_start'],
	['/(staff)/start/organisations', 'administer'],
	['/(staff)/drafts', 'edit_plan'],
	['/(staff)/frameworks', 'define_frameworks'],
	['/(staff)/templates', 'edit_plan'],
	['/(staff)/plans/new', 'edit_plan'],
	['/(staff)/plans/[plan]/edit', 'edit_plan'],
	['/(staff)/plans/[plan]/edit/decisions', 'raise_decision'],
	['/(staff)/plans/[plan]/decisions', 'answer_decision'],
	// whose assessment it is, commands ask: a ministry fills in its own, the ICT office checks
	['/(staff)/plans/[plan]/assessments', 'write_report'],
	['/(staff)/plans/[plan]/chase', 'conduct_periods'],
	['/(staff)/plans/[plan]/periods', 'conduct_periods'],
	['/(staff)/administration', 'administer'],
	['/(staff)/administration/audit', 'read_audit_log'],
	['/(staff)/administration/audit.csv', 'read_audit_log']
];
const longestFirst = policies.toSorted((a, b) => b[0].length - a[0].length);

export function policyOf(routeId: string): Action | 'anyone' | undefined {
	return longestFirst.find(
		([prefix]) => routeId === prefix || routeId.startsWith(`${prefix}/`)
	)?.[1];
}

/** Routes for which a person must be signed in, whatever the policy says. */
export function needsSignIn(routeId: string): boolean {
	return routeId.startsWith('/(staff)');
}

/**
 * Whether an actor may come in at all: `undefined` where no policy names the route. Asked with the
 * actor's own organisations, since which element is meant is not known yet.
 */
export function mayEnter(actor: Actor, routeId: string): boolean | undefined {
	const policy = policyOf(routeId);
	if (!policy || policy === 'anyone') return policy && true;
	if (actor.kind === 'public') return can(actor, policy);
	// whose organisation has ended comes in too, and is told so
	const grants = actor.grants.map((grant) => ({ ...grant, ended: false }));
	const organisationIds = grants.flatMap((grant) => grant.organisationId ?? []);
	return can({ ...actor, grants }, policy, { organisationIds });
}
