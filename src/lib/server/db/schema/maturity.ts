/** Maturity models, each of its versions as it is. */
import type { ColumnType } from 'kysely';
import type { MaturityModel } from '#lib/domain/maturity/model.ts';
import type { Id, InstantNow } from './columns.ts';

export interface MaturityTables {
	maturity_model: MaturityModelTable;
}

export interface MaturityModelTable {
	id: Id;
	/** Its name in addresses; each version has its own. */
	slug: string;
	/** The version that it follows. */
	follows_id: string | null;
	definition: ColumnType<MaturityModel, string, never>;
	/** Null: it came with the tracker. */
	by_user: string | null;
	recorded_at: InstantNow;
}
