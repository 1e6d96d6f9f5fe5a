/** What a reader sees of the maturity of a plan's organisations. */
import { maySee } from '#lib/domain/maturity/cycle.ts';
import { stateOf } from '#lib/domain/maturity/assessment.ts';
import {
	distributions,
	readings,
	scored,
	type Distribution,
	type Group,
	type Reading,
	type Scored
} from '#lib/domain/maturity/reading.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { standingOn } from '#lib/domain/rollout/standing.ts';
import { publishedIndex, type PublishedIndex } from '#lib/server/assessments/published-index.ts';
import { ofPlan, organisations, type Assessed } from '#lib/server/assessments/queries.ts';
import { targetsOf } from '#lib/server/assessments/targets.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { asKnown, type AsKnown } from '#lib/server/facts/as-known.ts';
import { list, type StoredModel } from '#lib/server/maturity/queries.ts';
import { present as rollOutsOf } from '#lib/server/rollouts/present.ts';
import type { ShownPlan } from './checklists.ts';

export interface ShownMaturity {
	/** The models by which something is shown, the last used first. */
	models: StoredModel[];
	/** The one that is asked for, or the last used; null: nothing was assessed. */
	model: StoredModel | null;
	/** By acronym. */
	readings: (Reading & { organisation: Assessed })[];
	/** By wave; one group where there are none. */
	waves: (Distribution & { title: string | null })[];
	/** All assessments of the same model in any of its versions, by organisation and day. */
	series: { organisation: Assessed; all: (Scored & { model: StoredModel })[] }[];
	index: PublishedIndex[];
}

/** The versions of a model before and after it, itself too. */
function familyOf(model: StoredModel, models: readonly StoredModel[]): Set<string> {
	const bySlug = new Map(models.map((one) => [one.slug, one]));
	const ids = new Set([model.id]);
	for (let at = model.follows; at !== null; at = bySlug.get(at)?.follows ?? null)
		ids.add(bySlug.get(at)!.id);
	for (let at = model.followedBy; at !== null; at = bySlug.get(at)?.followedBy ?? null)
		ids.add(bySlug.get(at)!.id);
	return ids;
}

/** The waves of the plan's roll-out on a day with their organisations, then those that are in none. */
async function groupsOf(
	db: Db,
	{ plan, scope }: ShownPlan,
	assessed: readonly string[]
): Promise<(Group & { title: string | null })[]> {
	const [first] = await rollOutsOf(db, plan, scope);
	if (!first) return [{ key: 'all', title: null, organisationIds: assessed, unnamed: 0 }];
	const { setup, members } = standingOn(first, scope.asOf);
	const waves = setup.waves.map(({ id, title }) => {
		const own = members.filter(({ state }) => state.waveId === id);
		const organisationIds = own.flatMap(({ state }) => state.organisationId ?? []);
		return { key: id, title, organisationIds, unnamed: own.length - organisationIds.length };
	});
	const inWaves = new Set(waves.flatMap(({ organisationIds }) => organisationIds));
	const others = assessed.filter((id) => !inWaves.has(id));
	return [
		...waves.filter(({ organisationIds, unnamed }) => organisationIds.length + unnamed > 0),
		...(others.length > 0
			? [{ key: 'none', title: null, organisationIds: others, unnamed: 0 }]
			: [])
	];
}

/** The assessments that a reader sees, scored. @param at what was known and is of a day by then; null: all */
async function seenBy(
	db: Db,
	planId: string,
	at: { known: AsKnown; asOf: IsoDate } | null,
	models: ReadonlyMap<string, StoredModel>,
	sees: { actor: Actor; published: boolean }
): Promise<Scored[]> {
	const records = await ofPlan(db, planId, at?.known);
	return records
		.filter((record) => {
			const state = stateOf(record);
			if ((at && record.on > at.asOf) || state === 'withdrawn') return false;
			// a draft is nobody's figure, also for who fills it in
			if (state === 'draft' || state === 'returned') return false;
			return state === 'published' || (!sees.published && maySee(sees.actor, { ...record, state }));
		})
		.map((record) => scored(record, models.get(record.modelId)!));
}

/** @param asked the name of a model in addresses; null: the last used */
export async function shownMaturity(
	db: Db,
	shown: ShownPlan & { asOf: IsoDate },
	sees: { actor: Actor; published: boolean },
	asked: string | null
): Promise<ShownMaturity> {
	const { plan, scope, asOf } = shown;
	const known = asKnown(plan, scope);
	const models = await list(db);
	const byId = new Map(models.map((one) => [one.id, one]));
	const all = await seenBy(db, plan.id, { known, asOf }, byId, sees);
	const lastOf = (id: string) =>
		all
			.filter(({ modelId }) => modelId === id)
			.map(({ on }) => on)
			.toSorted()
			.at(-1);
	const used = models
		.filter(({ id }) => lastOf(id) !== undefined)
		.toSorted((one, other) => lastOf(other.id)!.localeCompare(lastOf(one.id)!));
	const model = used.find(({ slug }) => slug === asked) ?? used[0] ?? null;
	const index = await publishedIndex(db, known);
	if (!model) return { models: [], model, readings: [], waves: [], series: [], index };
	const named = await organisations(db, [...new Set(all.map((one) => one.organisationId))]);
	const own = readings(all, model.id, await targetsOf(db, plan.id, known));
	const family = familyOf(model, models);
	const groups = await groupsOf(
		...([db, shown] as const),
		own.map(({ organisationId }) => organisationId)
	);
	const spread = distributions(model, own, groups);
	return {
		...{ models: used, model, index },
		readings: named.flatMap((organisation) => {
			const reading = own.find((one) => one.organisationId === organisation.id);
			return reading ? [{ ...reading, organisation }] : [];
		}),
		waves: spread.map((one, at) => ({ ...one, title: groups[at]!.title })),
		series: named.flatMap((organisation) => {
			const of = all
				.filter((one) => one.organisationId === organisation.id && family.has(one.modelId))
				.toSorted((one, other) => one.on.localeCompare(other.on))
				.map((one) => ({ ...one, model: byId.get(one.modelId)! }));
			return of.length > 0 ? [{ organisation, all: of }] : [];
		})
	};
}

/** The same for open data: by themselves they say only what is published, whoever asks. */
export const openMaturity = (db: Db, own: ShownPlan & { asOf: IsoDate }, actor: Actor, url: URL) =>
	shownMaturity(
		...([db, own] as const),
		{ actor, published: url.searchParams.get('edition') !== 'current' },
		url.searchParams.get('model')
	);

/** The last assessment of each organisation by each model, as staff see them now. */
export async function latestScored(
	db: Db,
	planId: string,
	models: readonly StoredModel[],
	actor: Actor
): Promise<{ one: Scored; model: StoredModel }[]> {
	const byId = new Map(models.map((one) => [one.id, one]));
	const seen = await seenBy(db, planId, null, byId, { actor, published: false });
	return models.flatMap((model) =>
		readings(seen, model.id, []).map(({ latest }) => ({ one: latest, model }))
	);
}
