/** Searches over all plans, as many kinds as people ask: what is everywhere, what is rare, what is misspelt. */
import type { Db } from '#lib/server/db/connect.ts';
import { search } from '#lib/server/search/queries.ts';
import { questionOf } from '#lib/server/search/question.ts';
import { time } from './measure.ts';
import { line } from './report.ts';

const runs = 20;

const questions = {
	'a word that is everywhere': 'activity',
	'two words': 'goal number',
	'a code': '1.1.1',
	'an organisation': 'ORG7',
	'a word misspelt': 'objektive',
	'a word that is nowhere': 'xylophone'
};

export async function searches(db: Db, elements: number): Promise<void> {
	for (const [kind, asked] of Object.entries(questions)) {
		const question = questionOf(asked);
		let found = 0;
		const taken = await time(
			runs,
			async () => void (found = (await search(db, question)).length),
			undefined,
			5
		);
		line(`search, ${kind}`, taken, `${found} of ${elements} elements found`, '≤ 50 ms at L');
	}
}
