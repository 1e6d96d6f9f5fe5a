import { readdirSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { roles, type Role } from '#lib/domain/records/vocabulary.ts';
import { mayEnter, policyOf } from './policies.ts';

/** The ids of all routes, from the files that make them. */
const routeIds = [
	...new Set(
		readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
			.filter((file) =>
				/(^|[\\/])\+(page(@.*)?\.svelte|page(\.server)?\.ts|server\.ts)$/.test(file)
			)
			.map((file) => dirname(file).split(sep).join('/'))
			.map((folder) => (folder === '.' ? '/' : `/${folder}`))
	)
];

test.each(routeIds)('a policy names the route %s', (id) => {
	expect(policyOf(id)).toBeDefined();
});

test('a route that no policy names exists for nobody', () => {
	expect(mayEnter(actorWith('administrator'), '/(staff)/made-tomorrow')).toBeUndefined();
	expect(mayEnter(actorWith('administrator'), '/authority')).toBeUndefined();
});

function actorWith(role: Role): Actor {
	const organisationId = role === 'reporter' || role === 'approver' ? '7' : null;
	return { kind: 'user', id: '1', grants: [{ role, organisationId }] };
}

test.each([
	['/(staff)/administration', ['administrator']],
	['/(staff)/administration/users/[user]', ['administrator']],
	['/(staff)/administration/audit', ['administrator']],
	['/(staff)/plans/[plan]/edit', ['planner']],
	['/(staff)/my', ['reporter', 'approver', 'planner']],
	['/(staff)/account', [...roles]]
] as [string, Role[]][])('%s is open to %j', (id, allowed) => {
	expect(roles.filter((role) => mayEnter(actorWith(role), id)).sort()).toEqual(allowed.sort());
});
