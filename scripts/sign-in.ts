/**
 * `npm run sign-in -- EMAIL` prints an address that signs that person in, once, within an hour; with
 * `--reset-second-factor` the person's second factor is taken away before.
 */
import { parseArgs } from 'node:util';
import { resetFactorOf } from '#lib/server/auth/second-factor/operator.ts';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { listEnabled, type User } from '#lib/server/auth/users.ts';
import { originOf } from '#lib/server/origin.ts';
import { withDatabase } from './database.ts';

function rolesOf({ grants }: User): string {
	return grants
		.map((grant) => [grant.role, grant.organisation].filter(Boolean).join(' '))
		.join(', ');
}

function line(user: User): string {
	return `  ${user.email}  ${user.name}; ${rolesOf(user) || 'no role'}${user.demonstration ? '; demonstration' : ''}`;
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { 'reset-second-factor': { type: 'boolean', default: false } }
});
const [email] = positionals;

await withDatabase(async ({ db }) => {
	if (email && values['reset-second-factor'] && !(await resetFactorOf(db, email)))
		console.error(`${email} has no second factor.`);
	const link = email && (await linkFor(db, email, originOf(process.env)));
	if (link) {
		console.log(link);
		return;
	}
	console.error(
		email ? `There is no enabled account ${email}.` : 'Say whom: npm run sign-in -- EMAIL'
	);
	const users = await listEnabled(db);
	console.error(users.length > 0 ? 'Accounts (the first 100):' : 'There are no accounts yet.');
	for (const user of users) console.error(line(user));
	process.exitCode = 1;
});
