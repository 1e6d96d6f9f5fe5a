import type { Copied } from '#lib/server/operations/backup-format.ts';
import { NotCopied } from '#lib/server/operations/tables.ts';

export type Done = 'written' | 'restored' | 'read' | 'read and as signed';

/**
 * Tells an operator what a backup or a restoration has copied, to be held against the other; undefined:
 * nothing, and why is said.
 */
export async function sayCopied(copying: Promise<Copied>, done: Done): Promise<Copied | undefined> {
	try {
		const copied = await copying;
		const { tables, auditHead } = copied;
		for (const { table, rows, checksum } of tables) console.log(`${checksum} ${rows} ${table}`);
		console.log(auditHead ? `Audit log: ${auditHead.id} ${auditHead.hash}` : 'Audit log: empty');
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		console.log(
			`${tables.length} tables, ${rows} rows ${done}. ` +
				'Sessions, one-time links and open invitations are left out: people sign in again.'
		);
		return copied;
	} catch (cause) {
		if (!(cause instanceof NotCopied)) throw cause;
		console.error(
			done.startsWith('read') ? cause.message : `Nothing was ${done}. ${cause.message}`
		);
		process.exitCode = 1;
		return undefined;
	}
}
