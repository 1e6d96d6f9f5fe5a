/** The thread in which workbooks are read: a hostile one ends it alone. */
import { readOds, readXlsx } from 'hucre';
import { answerApart } from '../archives/answer-apart.ts';
import { sheetsOf } from './sheets-of.ts';

export interface WorkbookTask {
	bytes: Uint8Array;
	type: 'xlsx' | 'ods';
}

await answerApart(async ({ bytes, type }: WorkbookTask) =>
	sheetsOf(await (type === 'ods' ? readOds : readXlsx)(bytes, { readStyles: true }))
);
