import { entryCells, entryColumns } from '../audit-file.ts';
import { filterOf } from '../audit-filter.ts';
import { list } from '#lib/server/audit/queries.ts';
import { reportedIn } from '#lib/server/audit/reported.ts';
import { byteOrderMark, line } from '#lib/server/open-data/csv.ts';
import type { RequestHandler } from './$types';

const rowsAtOnce = 500;

/** All entries that are looked for, read and sent in portions: the log may be long. */
export const GET: RequestHandler = ({ locals: { db }, url }) => {
	const filter = filterOf(url);
	let before: string | undefined;
	const rows = new ReadableStream<Uint8Array>({
		start: (stream) => {
			stream.enqueue(new TextEncoder().encode(byteOrderMark + line(entryColumns)));
		},
		pull: async (stream) => {
			const { entries, older } = await list(db, filter, { before, most: rowsAtOnce });
			const reported = await reportedIn(db, entries);
			const lines = entries.map((entry) => line(entryCells(entry, reported.get(entry.id))));
			stream.enqueue(new TextEncoder().encode(lines.join('')));
			before = older ?? undefined;
			if (older === null) stream.close();
		}
	});
	return new Response(rows, {
		headers: {
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': 'attachment; filename="audit.csv"'
		}
	});
};
