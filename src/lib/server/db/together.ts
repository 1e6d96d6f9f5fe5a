import type { Db } from './connect.ts';

/**
 * What every request asks first, asked once for all requests of a moment: under load most of the
 * time went into sending single questions to the database. A question is sent after it was asked,
 * never answered from before.
 *
 * @param ask gives the answers by key; a key without one is left out. No key may make it fail, since
 *   it would fail for all
 */
export function together<Answer>(
	ask: (db: Db, keys: string[]) => Promise<Map<string, Answer>>
): (db: Db, key: string) => Promise<Answer | undefined> {
	const gathering = new WeakMap<Db, { keys: Set<string>; answers: Promise<Map<string, Answer>> }>();

	function gather(db: Db) {
		const keys = new Set<string>();
		const answers = new Promise((allHere) => setImmediate(allHere)).then(() => {
			gathering.delete(db);
			return ask(db, [...keys]);
		});
		const moment = { keys, answers };
		gathering.set(db, moment);
		return moment;
	}

	return async (db, key) => {
		const { keys, answers } = gathering.get(db) ?? gather(db);
		keys.add(key);
		return (await answers).get(key);
	};
}
