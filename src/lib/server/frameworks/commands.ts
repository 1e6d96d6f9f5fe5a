/** Frameworks are made, changed while nothing uses them, taken away, and followed by later versions. */
import { sql } from 'kysely';
import { leftOut, type TermMap } from '#lib/domain/frameworks/succession.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { entryOf, inWords, type FrameworkAct, type FrameworkFields } from './fields.ts';
import { lock, one } from './queries.ts';
import { rewriteAxes, writeAxes } from './rows.ts';

/** A framework, and the version of it that a form was made from. */
export interface FrameworkAtVersion {
	id: string;
	version: number;
}

const columnsOf = ({ axes: _, ...columns }: FrameworkFields) => columns;

async function refuseTaken(trx: Trx, slug: string, except: string | null): Promise<void> {
	const other = await trx
		.selectFrom('framework')
		.where('slug', '=', slug)
		.$if(except !== null, (query) => query.where('id', '<>', except))
		.select('id')
		.executeTakeFirst();
	if (other) throw new Refused('slug', 'framework_exists');
}

async function insert(
	trx: Trx,
	fields: FrameworkFields,
	follows_id: string | null
): Promise<{ id: string; slug: string }> {
	const made = await trx
		.insertInto('framework')
		.values({ ...columnsOf(fields), follows_id })
		.returning(['id', 'slug'])
		.executeTakeFirstOrThrow();
	await writeAxes(trx, made.id, fields.axes);
	return made;
}

/**
 * Makes a framework and returns its name in addresses.
 *
 * @throws Refused where another has its name; NotAllowed
 */
export function create(
	db: Db,
	actor: Actor,
	fields: FrameworkFields,
	{ request }: FrameworkAct
): Promise<string> {
	return write(db, actor, {
		...{ may: 'define_frameworks', raises: 'nothing', request },
		read: async (trx) => {
			await refuseTaken(trx, fields.slug, null);
			return { planId: null };
		},
		write: async (trx) => {
			const made = await insert(trx, fields, null);
			const entry = entryOf('framework_added', made, changes({}, inWords(fields)));
			return { result: made.slug, entry };
		}
	});
}

const actOn = ({ id, version }: FrameworkAtVersion, { request }: FrameworkAct) => ({
	...{ may: 'define_frameworks' as const, raises: 'nothing' as const, request },
	form: { about: { kind: 'framework', id }, seen: version }
});

/** A framework that nothing uses, locked; what is not there is undefined. */
async function lockUnused(trx: Trx, id: string) {
	const framework = await lock(trx, id);
	if (framework?.inUse) throw new Refused('', 'framework_in_use');
	return framework;
}

/**
 * Changes a framework that nothing uses yet; returns its name in addresses.
 *
 * @throws Conflict; Refused where it is in use or another has its name; NotAllowed; NotFound
 */
export function change(
	db: Db,
	actor: Actor,
	at: FrameworkAtVersion,
	fields: FrameworkFields,
	act: FrameworkAct
): Promise<string> {
	return write(db, actor, {
		...actOn(at, act),
		unchanged: fields.slug,
		read: async (trx) => {
			const stored = await lockUnused(trx, at.id);
			if (!stored) return undefined;
			await refuseTaken(trx, fields.slug, at.id);
			const { version } = stored;
			return { planId: null, version, stored: inWords(stored), sent: inWords(fields) };
		},
		write: async (trx, _, { made }) => {
			await trx
				.updateTable('framework')
				.set({ ...columnsOf(fields), version: sql`version + 1` })
				.where('id', '=', at.id)
				.execute();
			await rewriteAxes(trx, at.id, fields.axes);
			const entry = entryOf('framework_changed', { id: at.id, slug: fields.slug }, made);
			return { result: fields.slug, entry };
		}
	});
}

/**
 * Takes a framework away that nothing uses.
 *
 * @throws Conflict; Refused where it is in use or a later version follows it; NotAllowed; NotFound
 */
export function remove(
	db: Db,
	actor: Actor,
	at: FrameworkAtVersion,
	act: FrameworkAct
): Promise<void> {
	return write(db, actor, {
		...actOn(at, act),
		read: async (trx) => {
			const stored = await lockUnused(trx, at.id);
			if (!stored) return undefined;
			const { version, slug } = stored;
			return { planId: null, version, slug };
		},
		write: async (trx, { slug }) => {
			await trx.deleteFrom('framework').where('id', '=', at.id).execute();
			return { result: undefined, entry: entryOf('framework_removed', { id: at.id, slug }, {}) };
		}
	});
}

/**
 * Makes a version that follows another, which stays as it is; returns its name in addresses. What became of
 * the terms is said afterwards, by {@link mapTerms}.
 *
 * @throws Refused where another follows already, or has the name; NotAllowed; NotFound
 */
export function follow(
	db: Db,
	actor: Actor,
	followedId: string,
	fields: FrameworkFields,
	{ request }: FrameworkAct
): Promise<string> {
	return write(db, actor, {
		...{ may: 'define_frameworks', raises: 'nothing', request },
		read: async (trx) => {
			const followed = await lock(trx, followedId);
			if (!followed) return undefined;
			if (followed.followedBy !== null) throw new Refused('', 'framework_followed');
			await refuseTaken(trx, fields.slug, null);
			return { planId: null, slug: followed.slug };
		},
		write: async (trx, { slug }) => {
			const made = await insert(trx, fields, followedId);
			const said = changes({}, { ...inWords(fields), follows: slug });
			return { result: made.slug, entry: entryOf('framework_followed', made, said) };
		}
	});
}

/** What became of each term of the version before, and why. */
export interface MappedTerms {
	/** Ids of terms of the version before, each with those of this version. */
	map: TermMap;
	reason: string;
}

/**
 * Says what became of the terms of the version before. It can be said anew until tags have moved.
 *
 * @throws Refused where a term is left out, or is none of either version; Conflict; NotAllowed; NotFound
 */
export function mapTerms(
	db: Db,
	actor: Actor,
	at: FrameworkAtVersion,
	{ map, reason }: MappedTerms,
	act: FrameworkAct
): Promise<string> {
	return write(db, actor, {
		...actOn(at, act),
		read: async (trx) => {
			const stored = await lock(trx, at.id);
			if (!stored?.follows) return undefined;
			const [old, later] = [await one(trx, stored.follows.id), await one(trx, at.id)];
			if (!old || !later) return undefined;
			if (leftOut(old, map).length > 0) throw new Refused('', 'terms_left_out');
			const idsOf = ({ axes }: typeof old) =>
				new Set(axes.flatMap(({ terms }) => terms.map(({ id }) => id)));
			const [from, to] = [idsOf(old), idsOf(later)];
			const strange = [...map].some(
				([id, successors]) => !from.has(id) || successors.some((one) => !to.has(one))
			);
			if (strange) throw new Refused('', 'unknown_choice');
			return { planId: null, version: stored.version, slug: stored.slug, from: [...from] };
		},
		write: async (trx, { slug, from }) => {
			await trx.deleteFrom('framework_term_map').where('from_id', 'in', from).execute();
			const rows = [...map].flatMap(([from_id, to]) =>
				(to.length === 0 ? [null] : [...new Set(to)]).map((to_id) => ({ from_id, to_id, reason }))
			);
			if (rows.length > 0) await trx.insertInto('framework_term_map').values(rows).execute();
			const entry = entryOf('framework_mapped', { id: at.id, slug }, { reason });
			return { result: slug, entry };
		}
	});
}
