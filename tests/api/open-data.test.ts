import { beforeAll, describe, expect, it } from 'vitest';
import type { DerivationDocument, FiguresDocument } from '#lib/server/open-data/shapes/figures.ts';
import type { ErrorDocument } from '#lib/server/open-data/shapes/object.ts';
import type {
	ElementDocument,
	PlanDocument,
	PlanSummaryDocument
} from '#lib/server/open-data/shapes/plan.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { planFolders } from '../../seeds/folders.ts';
import { seedAll, seedReference } from '../../seeds/run.ts';
import { GET as getRest } from '../../src/routes/api/v1/[...rest]/+server.ts';
import { GET as getPlans } from '../../src/routes/api/v1/plans/+server.ts';
import { GET as getPlan } from '../../src/routes/api/v1/plans/[plan]/+server.ts';
import { GET as getFacts } from '../../src/routes/api/v1/plans/[plan]/facts/+server.ts';
import { GET as getDerivation } from '../../src/routes/api/v1/plans/[plan]/derivation/+server.ts';
import { GET as getFigures } from '../../src/routes/api/v1/plans/[plan]/figures/+server.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
const now = new Date('2026-11-22T04:00:00Z');

type Handler = (event: never) => Promise<Response> | Response;

/** Asks a route as SvelteKit would. */
async function ask(handler: Handler, path: string, headers: Record<string, string> = {}) {
	const url = new URL(path, 'http://tanaw.test/api/v1/');
	const slug = /plans\/([^/?]+)/.exec(url.pathname)?.[1];
	const plan = (slug && (await plans.find(db, slug))) || null;
	const request = new Request(url, { headers });
	return handler({ locals: { db, now, plan }, request, url } as never);
}

async function read<Document>(handler: Handler, path: string): Promise<Document> {
	return (await (await ask(handler, path)).json()) as Document;
}

function all(elements: ElementDocument[]): ElementDocument[] {
	return elements.flatMap((element) => [element, ...all(element.children)]);
}

beforeAll(async () => {
	await seedReference(db);
	await seedAll(db, () => undefined);
});

describe('a plan', () => {
	it('nests 5 goals, 9 objectives and 28 activities', async () => {
		const plan = await read<PlanDocument>(getPlan, 'plans/bangsamoro-demo');
		const counts = { goals: 5, objectives: 9, activities: 28, kpis: 31 };
		expect(plan.counts).toEqual(counts);
		const kinds = Map.groupBy(all(plan.children), ({ kind }) => kind);
		expect(plan.children.every(({ kind }) => kind === 'goal')).toBe(true);
		expect([...kinds].map(([kind, some]) => [kind, some.length])).toEqual([
			['goal', 5],
			['objective', 9],
			['activity', 28]
		]);
		expect(all(plan.children).flatMap(({ kpis }) => kpis)).toHaveLength(31);
	});

	it('gives money as exact decimal text', async () => {
		const plan = await read<PlanDocument>(getPlan, 'plans/bangsamoro-demo');
		expect(plan.totals.appropriation).toMatchObject({ amount: '756000000.00', currency: 'PHP' });
	});

	it('says why there is no money where none is set', async () => {
		const plan = await read<PlanDocument>(getPlan, 'plans/bangsamoro');
		expect(plan.totals.appropriation).toMatchObject({ amount: null, reason: 'not_set' });
		expect(all(plan.children).flatMap(({ owners }) => owners)).toEqual([]);
	});

	it('says of each object and each field where it comes from', async () => {
		const plan = await read<PlanDocument>(getPlan, 'plans/bangsamoro-demo');
		const portal = all(plan.children).find(({ code }) => code === '2.1.1');
		expect(portal?.provenance).toMatchObject({ kind: 'source' });
		expect(portal?.provenance?.quote).toContain(portal?.title);
		expect(portal?.field_provenance['owners']).toMatchObject({ kind: 'demo' });
		expect(portal?.field_provenance['code']).toMatchObject({ kind: 'editorial' });
		expect(portal?.owners[0]?.provenance?.kind).toBe('demo');
		const measurements = all(plan.children).flatMap(({ kpis }) => kpis[0]?.measurements ?? []);
		expect(measurements.every(({ provenance }) => provenance?.kind === 'demo')).toBe(true);
	});

	it('is found in the list of plans', async () => {
		const { plans } = await read<{ plans: PlanSummaryDocument[] }>(getPlans, 'plans');
		expect(plans).toHaveLength(planFolders.length);
		expect(plans.find(({ code }) => code === 'bangsamoro')).toMatchObject({
			demonstration: false,
			provenance: { kind: 'source' },
			links: { self: '/api/v1/plans/bangsamoro' }
		});
	});
});

describe('figures', () => {
	it('are those of the day, each with where it explains itself', async () => {
		const figures = await read<FiguresDocument>(getFigures, 'plans/bangsamoro-demo/figures');
		const { delivery_progress: delivery, appropriation } = figures.headline;
		expect([figures.as_of, figures.known_on]).toEqual(['2026-09-30', '2026-11-09']);
		expect(delivery?.unit).toBe('share');
		expect(delivery?.derivation?.inputs.map(({ code }) => code)).toContain('4.1.2');
		expect(delivery?.explain).toContain('figure=delivery_progress&of=plan&as_of=2026-09-30');
		expect(appropriation).toMatchObject({ value: '756000000.00', currency: 'PHP' });
		expect(figures.reporting).toMatchObject({ reported: 12, expected: 13 });
		expect(figures.decisions).toHaveLength(1);
	});

	it('are null with a reason where they are unknown', async () => {
		const figures = await read<FiguresDocument>(getFigures, 'plans/bangsamoro/figures');
		expect(figures.headline['delivery_progress']?.value).toBeNull();
		expect(figures.headline['delivery_progress']?.reason).toBeTypeOf('string');
	});

	it('come with their whole derivation on request', async () => {
		const path = 'plans/bangsamoro-demo/derivation?figure=slippage&of=element:4.1.2';
		const derivation = await read<DerivationDocument>(getDerivation, path);
		expect(derivation).toMatchObject({ rule: 'difference_in_points', unit: 'points' });
		const done = derivation.inputs[0]?.derivation;
		expect(done?.figure).toBe('done_compared');
		expect(done?.inputs[0]?.derivation?.inputs[0]?.kind).toBe('update');
	});

	it('are known as on a day of the past', async () => {
		const path = 'plans/bangsamoro-demo/figures?as_of=2024-11-22';
		const then = await read<FiguresDocument>(getFigures, path);
		const now = await read<FiguresDocument>(getFigures, 'plans/bangsamoro-demo/figures');
		expect(then.as_of).toBe('2024-11-22');
		expect(Number(then.headline['delivery_progress']?.value)).not.toBe(
			Number(now.headline['delivery_progress']?.value)
		);
	});
});

describe('an answer', () => {
	const path = 'plans/bangsamoro-demo';

	it('is 304 without a body while the asker holds this version', async () => {
		const tag = (await ask(getPlan, path)).headers.get('etag') ?? '';
		const held = await ask(getPlan, path, { 'if-none-match': `"other", ${tag}` });
		expect(held.status).toBe(304);
		expect(await held.text()).toBe('');
		expect((await ask(getPlan, path, { 'if-none-match': '"other"' })).status).toBe(200);
	});

	it('has another version when the plan or the day changes', async () => {
		const tag = async (query = '') => (await ask(getPlan, path + query)).headers.get('etag');
		const before = await tag();
		expect(await tag('?as_of=2026-11-21')).not.toBe(before);
		await db
			.updateTable('plan')
			.set((eb) => ({ revision: eb('revision', '+', '1') }))
			.where('slug', '=', 'bangsamoro-demo')
			.execute();
		expect(await tag()).not.toBe(before);
	});

	it('may be read by scripts of any site, and is asked for again each time', async () => {
		const { headers } = await ask(getPlan, path);
		expect(headers.get('access-control-allow-origin')).toBe('*');
		expect(headers.get('cache-control')).toBe('public, no-cache');
		expect(headers.get('content-type')).toContain('application/json');
	});

	it.each([
		[getPlan, 'plans/nothing', 404, 'not_found'],
		[getFigures, 'plans/bangsamoro/figures?as_of=2026-02-30', 400, 'bad_as_of'],
		[getFigures, 'plans/bangsamoro/figures?as_of=2027-01-01', 400, 'bad_as_of'],
		[getFigures, 'plans/bangsamoro/figures?as_of=0202-01-01', 400, 'bad_as_of'],
		[getDerivation, 'plans/bangsamoro/derivation?figure=nothing', 404, 'no_such_figure'],
		[getDerivation, 'plans/bangsamoro/derivation?figure=slippage&of=kpi:x', 404, 'no_such_figure'],
		[getRest, 'nothing', 404, 'not_found']
	])('says in JSON what is wrong: %o %s', async (handler, path, status, code) => {
		const response = await ask(handler as Handler, path);
		expect(response.status).toBe(status);
		expect(((await response.json()) as ErrorDocument).error).toMatchObject({ code });
	});
});

describe('what is sent', () => {
	/** Every name of a field, at any depth. */
	function names(value: unknown): Set<string> {
		if (value === null || typeof value !== 'object') return new Set();
		const own = Array.isArray(value) ? [] : Object.keys(value);
		return new Set([...own, ...Object.values(value).flatMap((inner) => [...names(inner)])]);
	}

	it.each([
		[getPlan, 'plans/bangsamoro-demo'],
		[getFigures, 'plans/bangsamoro-demo/figures'],
		[getDerivation, 'plans/bangsamoro-demo/derivation?figure=delivery_progress'],
		[getFacts, 'plans/bangsamoro-demo/facts']
	])('holds nothing of a person: %o %s', async (handler, path) => {
		const document = await read<object>(handler, path);
		const people = await db.selectFrom('user_account').select(['email', 'name']).execute();
		const text = JSON.stringify(document);
		expect(people.length).toBeGreaterThan(0);
		for (const { email, name } of people) {
			expect(text).not.toContain(email);
			expect(text).not.toContain(name);
		}
		const hidden = /user|e-?mail|session|password|token|recorded_by|by_user|request_id|\bnote$/i;
		expect([...names(document)].filter((name) => hidden.test(name))).toEqual([]);
	});
});
