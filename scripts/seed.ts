// npm run seed -- plans | demo
import { seedDemonstration, seedPlans, seedReference } from '../seeds/run.ts';
import { withDatabase } from './database.ts';

const what = process.argv[2];
const say = (words: string) => console.log(words);
if (what !== 'plans' && what !== 'demo') {
	console.error('Say which: npm run seed -- plans, or npm run seed -- demo');
	process.exit(2);
}
await withDatabase(
	async ({ db }) => {
		await seedReference(db);
		await (what === 'plans' ? seedPlans : seedDemonstration)(db, say);
		say('Done.');
	},
	{ say }
);
