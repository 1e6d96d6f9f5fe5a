/** Writes frameworks, and finds the terms that plans are tagged with. */
import type { Transaction } from 'kysely';
import type { Database } from '#lib/server/db/schema/database.ts';
import { frameworkSlugs } from './folders.ts';
import { loadFramework, type FrameworkSeed } from './frameworks.ts';

type Trx = Transaction<Database>;

/** Those of the names that are not there. */
export async function writeFrameworks(trx: Trx, names: readonly string[]): Promise<void> {
	const seeds = names.map((name) => loadFramework(name));
	// what follows another needs that one's id
	for (const seed of seeds.toSorted(
		(one, other) => Number(!!one.follows) - Number(!!other.follows)
	))
		await writeFramework(trx, seed);
}

async function writeFramework(
	trx: Trx,
	{ axes, follows, translations, ...seed }: FrameworkSeed
): Promise<void> {
	const { id } = await trx
		.insertInto('framework')
		.values((eb) => ({
			...{ slug: seed.slug, title: seed.title, edition: seed.edition, language: seed.language },
			...{ description: seed.description, source: seed.source },
			...{ source_address: seed.sourceAddress, provenance: seed.provenance, reason: seed.reason },
			follows_id:
				follows === null
					? null
					: eb.selectFrom('framework').select('id').where('slug', '=', follows)
		}))
		.returning('id')
		.executeTakeFirstOrThrow();
	const ids = new Map<string, string>();
	for (const [position, axis] of axes.entries()) {
		const { terms, ...words } = axis;
		const { id: axisId } = await trx
			.insertInto('framework_axis')
			.values({ framework_id: id, position, ...words })
			.returning('id')
			.executeTakeFirstOrThrow();
		const written = await trx
			.insertInto('framework_term')
			.values(
				terms.map(({ said, within, passage: _passage, ...term }, at) => ({
					...{ framework_id: id, axis_id: axisId, position: at, ...term },
					...{ provenance: said?.provenance ?? null, reason: said?.reason ?? null },
					within_id: within === null ? null : ids.get(within)!
				}))
			)
			.returning(['id', 'code'])
			.execute();
		for (const one of written) ids.set(one.code, one.id);
	}
	for (const { words, ...one } of translations)
		await trx
			.insertInto('framework_translation')
			.values({ framework_id: id, ...one, words: JSON.stringify(words) })
			.execute();
}

/**
 * The ids of terms by what seeds call them: their code, where one framework alone has it, else
 * `framework:code`.
 */
export async function termIds(trx: Trx): Promise<(written: string) => string> {
	const terms = await trx
		.selectFrom('framework_term')
		.innerJoin('framework', 'framework.id', 'framework_term.framework_id')
		.select(['framework_term.id', 'code', 'slug'])
		.execute();
	const byCode = Map.groupBy(terms, ({ code }) => code);
	const byName = new Map(terms.map(({ id, code, slug }) => [`${slug}:${code}`, id]));
	return (written) => {
		const alone = byCode.get(written);
		const id = byName.get(written) ?? (alone?.length === 1 ? alone[0]!.id : undefined);
		if (id === undefined) throw new Error(`No framework has exactly one term “${written}”.`);
		return id;
	};
}

/** Says where the words of terms stand, once the plan is there whose passages they quote. */
export async function placeTerms(
	trx: Trx,
	plan: string,
	passages: ReadonlyMap<string, string>
): Promise<void> {
	for (const seed of frameworkSlugs.map((name) => loadFramework(name))) {
		if (seed.passagesOf !== plan) continue;
		for (const { code, passage } of seed.axes.flatMap(({ terms }) => terms))
			if (passage !== null)
				await trx
					.updateTable('framework_term')
					.set({ passage_id: passages.get(passage)! })
					.where('code', '=', code)
					.where('framework_id', 'in', (eb) =>
						eb.selectFrom('framework').select('id').where('slug', '=', seed.slug)
					)
					.execute();
	}
}

/** The ids of axes by what seeds call them: `framework.axis`. */
export async function axisIds(trx: Trx): Promise<(written: string) => string> {
	const axes = await trx
		.selectFrom('framework_axis as axis')
		.innerJoin('framework', 'framework.id', 'axis.framework_id')
		.select(['axis.id', 'axis.slug', 'framework.slug as framework'])
		.execute();
	const byName = new Map(axes.map(({ id, slug, framework }) => [`${framework}.${slug}`, id]));
	return (written) => {
		const id = byName.get(written);
		if (id === undefined) throw new Error(`No framework has the axis “${written}”.`);
		return id;
	};
}
