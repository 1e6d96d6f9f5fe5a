/**
 * The table "Who may do what" of the domain, as one pure function that every command asks. An action
 * stands here once something asks for it.
 */
import type { Role } from './vocabulary.ts';

/** What can be asked for. */
export const actions = [
	/** Published figures and open data. */
	'read_published',
	/** What was reported and is not published yet. */
	'read_unpublished',
	/** Write a draft of a report: updates, measurements, spending, evidence. */
	'write_report',
	/** Send a report on in the ministry's name, or back to who wrote it, where it is approved inside first. */
	'approve_inside',
	/** Return or approve what was submitted, with its reason. */
	'review_report',
	/** Open, close and date periods, and publish their figures. */
	'conduct_periods',
	'edit_plan',
	/** Make, change and follow frameworks, which belong to no plan. */
	'define_frameworks',
	/** Walk through the guided start of an installation; each of its steps asks for a right of its own. */
	'see_start',
	/** Ask for a decision, change it and withdraw it. */
	'raise_decision',
	/** Say what was decided. */
	'answer_decision',
	/** Users, organisations and settings. */
	'administer',
	'read_audit_log'
] as const;
export type Action = (typeof actions)[number];

export interface Grant {
	role: Role;
	/** The organisation for which a reporter or approver acts; other roles are not bound to one. */
	organisationId: string | null;
	/** Its organisation has ended: whoever acted for it reads on, and acts for nobody; left out: it has not. */
	ended?: boolean;
}

export type Actor = { kind: 'public' } | { kind: 'user'; id: string; grants: readonly Grant[] };

/** What an action is about: the organisations that own the element or the report. */
export interface Subject {
	organisationIds: readonly string[];
}

/** `on_behalf`: allowed, and the audit log says for whom it was done. */
export type Permission = 'refused' | 'on_behalf' | 'allowed';

/** How far a role reaches: to every organisation, to its own, or to any on its behalf. */
type Reach = 'every' | 'own' | 'on_behalf';

const everyone: Record<Role, Reach> = {
	leader: 'every',
	reporter: 'every',
	approver: 'every',
	planner: 'every',
	administrator: 'every'
};

const table: Record<Action, Partial<Record<Role, Reach>>> = {
	read_published: everyone,
	read_unpublished: {
		leader: 'every',
		reporter: 'own',
		approver: 'own',
		planner: 'every',
		administrator: 'every'
	},
	write_report: { reporter: 'own', approver: 'own', planner: 'on_behalf' },
	approve_inside: { approver: 'own', planner: 'on_behalf' },
	review_report: { planner: 'every' },
	conduct_periods: { planner: 'every' },
	edit_plan: { planner: 'every' },
	define_frameworks: { planner: 'every', administrator: 'every' },
	see_start: { planner: 'every', administrator: 'every' },
	raise_decision: { planner: 'every' },
	answer_decision: { leader: 'every', planner: 'on_behalf' },
	administer: { administrator: 'every' },
	read_audit_log: { administrator: 'every' }
};

function permissionOf(grant: Grant, action: Action, subject: Subject): Permission {
	const reach = table[action][grant.role];
	if (reach === undefined) return 'refused';
	if (reach === 'every') return 'allowed';
	if (reach === 'on_behalf') return 'on_behalf';
	const { organisationId, ended = false } = grant;
	const own = !ended && organisationId !== null && subject.organisationIds.includes(organisationId);
	return own ? 'allowed' : 'refused';
}

/**
 * How an actor may do something: not at all, in its own right, or on behalf of the subject's
 * organisation, which the audit log must then say. The widest of its grants decides.
 *
 * @param subject whose element or report it is; leave it out where the action is about no organisation
 */
export function permission(
	actor: Actor,
	action: Action,
	subject: Subject = { organisationIds: [] }
): Permission {
	if (actor.kind === 'public') return action === 'read_published' ? 'allowed' : 'refused';
	const permissions = actor.grants.map((grant) => permissionOf(grant, action, subject));
	if (action === 'read_published' || permissions.includes('allowed')) return 'allowed';
	return permissions.includes('on_behalf') ? 'on_behalf' : 'refused';
}

/** Whether an actor may do something, in its own right or on behalf; see {@link permission}. */
export function can(actor: Actor, action: Action, subject?: Subject): boolean {
	return permission(actor, action, subject) !== 'refused';
}
