/** A report's workbook as somebody opens it, fills it in and saves it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx, writeXlsx, type Cell, type CellStyle, type WriteSheet } from 'hucre';
import { rowMark } from '#lib/domain/report-workbook/rows.ts';

/** What is typed into a cell; a format is what a spreadsheet gives it by what is typed. */
export type Typed = string | number | boolean | Date | null | { value: number; numFmt: string };

export interface Filling {
	sheet: string;
	/** Of its item, or of a row beneath it. */
	key: string;
	/** By the names of fields; `key` alters what the row is known by. */
	cells: Record<string, Typed>;
}

const styleOf = (style: CellStyle | undefined, typed: Typed): CellStyle | undefined =>
	typed !== null && typeof typed === 'object' && 'numFmt' in typed
		? { ...style, numFmt: typed.numFmt }
		: style;

const valueOf = (typed: Typed) =>
	typed !== null && typeof typed === 'object' && 'numFmt' in typed ? typed.value : typed;

/** Types into cells, and keeps everything else as it was. */
export async function filled(bytes: Uint8Array, fillings: readonly Filling[]): Promise<Uint8Array> {
	const { sheets } = await readXlsx(bytes, { readStyles: true });
	const written = sheets.map((sheet): WriteSheet => {
		const cells = new Map<string, Partial<Cell>>();
		for (const [row, values] of sheet.rows.entries())
			for (const [column, value] of values.entries()) {
				const style = sheet.cells?.get(`${row},${column}`)?.style;
				cells.set(`${row},${column}`, { value, ...(style && { style }) });
			}
		const fields = sheet.rows[1]?.[0] === rowMark ? sheet.rows[1] : [];
		for (const { key, cells: typed } of fillings.filter((one) => one.sheet === sheet.name)) {
			const row = sheet.rows.findIndex(([first]) => first === key);
			if (row < 0) throw new TypeError(`no row ${key} in ${sheet.name}`);
			for (const [field, value] of Object.entries(typed)) {
				const column = field === 'key' ? 0 : fields.indexOf(field);
				if (column < 0) throw new TypeError(`no column ${field} in ${sheet.name}`);
				const style = styleOf(cells.get(`${row},${column}`)?.style, value);
				cells.set(`${row},${column}`, { value: valueOf(value), ...(style && { style }) });
			}
		}
		return { name: sheet.name, cells, hidden: sheet.hidden };
	});
	return await writeXlsx({ sheets: written });
}

/** Whether LibreOffice is installed on this machine. */
export const hasLibreOffice = spawnSync('which', ['soffice']).status === 0;

/** Opens a workbook in LibreOffice and saves it again. */
export function throughLibreOffice(bytes: Uint8Array): Uint8Array {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-office-'));
	const [from, to] = [join(folder, 'report.xlsx'), join(folder, 'saved')];
	writeFileSync(from, bytes);
	// a profile of its own: two at once would wait for each other
	const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
	execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', to, from], {
		stdio: 'ignore',
		timeout: 90_000
	});
	return new Uint8Array(readFileSync(join(to, 'report.xlsx')));
}
