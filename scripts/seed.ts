// npm run seed -- plans | demo
import { openDatabase } from '#lib/server/db/open.ts';
import { seedDemonstration, seedPlans, seedReference } from '../seeds/run.ts';

const what = process.argv[2];
const say = (words: string) => console.log(words);
if (what !== 'plans' && what !== 'demo') {
	console.error('Say which: npm run seed -- plans, or npm run seed -- demo');
	process.exit(2);
}
const database = await openDatabase({
	url: process.env.DATABASE_URL,
	folder: process.env.TANAW_DATA ?? '.tanaw',
	say
});
try {
	await seedReference(database.db);
	await (what === 'plans' ? seedPlans : seedDemonstration)(database.db, say);
	say('Done.');
} finally {
	await database.close();
}
