/** The row of a model, as seeds and people make it. */
import type { MaturityModel } from '#lib/domain/maturity/model.ts';
import { modelProblems } from '#lib/domain/maturity/problems.ts';
import type { Trx } from '../db/connect.ts';

export interface NewModel {
	slug: string;
	/** The id of the version that it follows. */
	followsId: string | null;
	model: MaturityModel;
}

/** Its id is returned. Throws where something is wrong with it: whoever makes it looks first. */
export async function insertModel(
	trx: Trx,
	{ slug, followsId, model }: NewModel,
	byUser: string | null
): Promise<string> {
	const [wrong] = modelProblems(model);
	if (wrong) throw new TypeError(`${slug} ${wrong.code ?? ''}: ${wrong.problem}`);
	const { id } = await trx
		.insertInto('maturity_model')
		.values({
			...{ slug, follows_id: followsId, by_user: byUser },
			definition: JSON.stringify(model)
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
