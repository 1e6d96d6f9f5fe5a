import {
	createQueryId,
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	type Compilable,
	type CompiledQuery
} from 'kysely';
import type { Db } from './connect.ts';
import type { Database } from './schema/database.ts';

/** Writes statements, and runs none. */
const desk: Db = new Kysely<Database>({
	dialect: {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => new DummyDriver(),
		createIntrospector: (db) => new PostgresIntrospector(db),
		createQueryCompiler: () => new PostgresQueryCompiler()
	}
});

/** Stands in a statement where a value comes. */
class Place {
	readonly name: string | symbol;

	constructor(name: string | symbol) {
		this.name = name;
	}
}

/** A value that is left out would pass for null. */
function valueOf(given: object, { name }: Place): unknown {
	const value: unknown = Reflect.get(given, name);
	if (value === undefined) throw new TypeError(`nothing given for ${String(name)}`);
	return value;
}

const places = new Proxy({}, { get: (_, name) => new Place(name) });

/**
 * A statement that is written once and run with other values each time: writing one costs as much as
 * running it, so this is for what every request or every entry asks.
 *
 * @param write what it says. Of what is given it sees the places, not the values, so that nothing in
 *   the statement can depend on them
 */
export function statement<Given extends object, Row>(
	write: (db: Db, given: Given) => Compilable<Row>
): (db: Db, given: Given) => Promise<Row[]> {
	let written: CompiledQuery<Row> | undefined;
	return async (db, given) => {
		written ??= write(desk, places as Given).compile();
		const parameters = written.parameters.map((parameter) =>
			parameter instanceof Place ? valueOf(given, parameter) : parameter
		);
		const query = { ...written, parameters, queryId: createQueryId() };
		return (await db.executeQuery<Row>(query)).rows;
	};
}
