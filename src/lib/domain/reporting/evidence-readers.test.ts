import { expect, test } from 'vitest';
import type { Actor } from '../records/permissions.ts';
import type { Role } from '../records/vocabulary.ts';
import { mayRead, type EvidencePlace } from './evidence-readers.ts';

const own = '7';
const anyone: Actor = { kind: 'public' };
const as = (role: Role, organisationId: string | null = null, ended = false): Actor => ({
	kind: 'user',
	id: '1',
	grants: [{ role, organisationId, ended }]
});
const readers: Record<string, Actor> = {
	anyone,
	'own ministry': as('reporter', own),
	'own ministry, ended': as('reporter', own, true),
	'another ministry': as('reporter', '8'),
	leader: as('leader'),
	planner: as('planner'),
	administrator: as('administrator')
};

const place = (more: Partial<EvidencePlace> = {}): EvidencePlace => ({
	...{ published: false, withdrawn: false, unadopted: false },
	...{ organisationIds: [own], of: 'report' },
	...more
});
const everybody = Object.keys(readers);
const staff = ['own ministry', 'leader', 'planner', 'administrator'];

test.each<[string, Partial<EvidencePlace>, string[]]>([
	['published', { published: true }, everybody],
	['not published', {}, staff],
	['published and taken back', { published: true, withdrawn: true }, staff],
	['not published and taken back', { withdrawn: true }, staff],
	['of an adopted amendment', { published: true, of: 'plan', organisationIds: [] }, everybody],
	['of a drafted amendment', { of: 'plan', organisationIds: [] }, ['planner']],
	['of a plan that is not adopted', { published: true, unadopted: true }, ['planner']]
])('evidence that is %s is read by those alone', (_, more, expected) => {
	const may = everybody.filter((name) => mayRead(place(more), readers[name]!));
	expect(may).toEqual(expected);
});
