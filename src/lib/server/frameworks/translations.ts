/** The words of frameworks in other languages: also of those in use, since they change nothing of them. */
import { sql } from 'kysely';
import { misplaced, type Translation } from '#lib/domain/frameworks/translation.ts';
import type { Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { entryOf, type FrameworkAct } from './fields.ts';
import { lock, one } from './queries.ts';

export interface StoredTranslation extends Translation {
	version: number;
}

/** By language. */
export async function translationsOf(db: Db, frameworkId: string): Promise<StoredTranslation[]> {
	return await db
		.selectFrom('framework_translation')
		.where('framework_id', '=', frameworkId)
		.select(['language', 'title', 'words', 'provenance', 'reason', 'version'])
		.orderBy('language')
		.execute();
}

const inWords = ({ title, words, provenance, reason }: Translation): Fields => ({
	...{ title, provenance, why: reason },
	terms: words.map(({ code, ...said }) => ({ line: `${code} ${said.title}`, code, ...said }))
});
const nothing: Fields = { title: null, provenance: null, why: null, terms: [] };

async function store(trx: Trx, framework_id: string, of: Translation): Promise<void> {
	const { language, title, words, provenance, reason } = of;
	if (title === null && words.length === 0) {
		await trx
			.deleteFrom('framework_translation')
			.where('framework_id', '=', framework_id)
			.where('language', '=', language)
			.execute();
		return;
	}
	const columns = { title, words: JSON.stringify(words), provenance, reason };
	await trx
		.insertInto('framework_translation')
		.values({ framework_id, language, ...columns })
		.onConflict((conflict) =>
			conflict
				.columns(['framework_id', 'language'])
				.doUpdateSet({ ...columns, version: sql<number>`framework_translation.version + 1` })
		)
		.execute();
}

/**
 * Sets the words of a framework in a language; without any words that language has none any more. Returns the
 * framework's name in addresses.
 *
 * @param at the framework, and the version of the words that the form was made from; 0: there were none
 * @throws Refused where words are of nothing that it has, or in its own language; Conflict; NotAllowed; NotFound
 */
export function translate(
	db: Db,
	actor: Actor,
	at: { id: string; version: number },
	translation: Translation,
	{ request }: FrameworkAct
): Promise<string> {
	const { language } = translation;
	return write(db, actor, {
		...{ may: 'define_frameworks', raises: 'nothing', request },
		form: { about: { kind: 'framework', id: at.id }, seen: at.version },
		read: async (trx) => {
			const [framework, whole] = [await lock(trx, at.id), await one(trx, at.id)];
			if (!framework || !whole) return undefined;
			if (language === framework.language) throw new Refused('language', 'own_language');
			const wrong = misplaced(translation.words, whole);
			if (wrong) throw new Refused('words', 'unknown_choice');
			const before = (await translationsOf(trx, at.id)).find((it) => it.language === language);
			return {
				...{ planId: null, version: before?.version ?? 0, slug: framework.slug },
				...{ stored: before ? inWords(before) : nothing, sent: inWords(translation) }
			};
		},
		write: async (trx, { slug }, { made }) => {
			if (Object.keys(made.after).length === 0) return { result: slug };
			await store(trx, at.id, translation);
			const entry = entryOf('framework_translated', { id: at.id, slug }, made);
			return { result: slug, entry };
		}
	});
}
