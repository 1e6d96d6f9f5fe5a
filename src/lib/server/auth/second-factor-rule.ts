/**
 * Who must have a second factor. Planners, leaders and administrators must, wherever others can
 * reach the server: with a DATABASE_URL, or listening or called (ORIGIN) beyond this machine. On the
 * embedded database on loopback, where somebody is looking for the first time, it is offered only.
 * Until it is set up these roles are asleep: the person is signed in and may do what anybody may.
 * Made-up people of the demonstration have no factor; only the operator's links let anybody be one.
 */
import type { Grant } from '#lib/domain/records/permissions.ts';
import type { Role } from '#lib/domain/records/vocabulary.ts';

export type FactorRule = 'required' | 'offered';

export const rolesWithFactor = ['planner', 'leader', 'administrator'] as const satisfies Role[];

interface Environment {
	DATABASE_URL?: string | undefined;
	HOST?: string | undefined;
	ORIGIN?: string | undefined;
	TANAW_SECOND_FACTOR?: string | undefined;
}

/** Whether a host is this machine, as only it can reach itself. */
export function isLoopback(host: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host);
}

/** What the operator says, else by who can reach the server. */
export function ruleOf({ DATABASE_URL, HOST, ORIGIN, TANAW_SECOND_FACTOR }: Environment) {
	if (TANAW_SECOND_FACTOR === 'offered' || TANAW_SECOND_FACTOR === 'required')
		return TANAW_SECOND_FACTOR;
	const hosts = [HOST, ORIGIN && new URL(ORIGIN).hostname].filter((host) => host !== undefined);
	const alone = !DATABASE_URL && hosts.every((host) => host !== '' && isLoopback(host));
	return alone ? 'offered' : 'required';
}

const isAboveOthers = ({ role }: Pick<Grant, 'role'>) =>
	rolesWithFactor.some((held) => held === role);

/** Whether somebody holds a role that wants a second factor, and has none. */
export function lacksFactor(
	user: { demonstration: boolean; hasFactor: boolean },
	grants: readonly Pick<Grant, 'role'>[]
): boolean {
	return !user.demonstration && !user.hasFactor && grants.some(isAboveOthers);
}

/** The roles that need no second factor. */
export function awake(grants: readonly Grant[]): Grant[] {
	return grants.filter((grant) => !isAboveOthers(grant));
}
