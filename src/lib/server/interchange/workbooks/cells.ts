/** How values stand in the cells of workbooks, and what may be typed there. */
import type { CellStyle, CellValue, DataValidation } from 'hucre';
import { decimalOf } from '#lib/domain/interchange/cells.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';

export const dayFormat = 'yyyy-mm-dd';
export const moneyFormat = '#,##0.00';

export const head: CellStyle = {
	font: { bold: true },
	alignment: { wrapText: true, vertical: 'top' }
};

export const dayValue = (day: IsoDate): CellValue => new Date(`${day}T00:00:00Z`);

/** Decimal text as a number where no digit is lost by it, else as it is. */
export const numberValue = (text: string): CellValue =>
	decimalOf(Number(text)) === text ? Number(text) : text;

/** Any day that a spreadsheet knows. */
export const anyDay: Pick<
	DataValidation,
	'type' | 'operator' | 'formula1' | 'formula2' | 'showErrorMessage'
> = {
	type: 'date',
	operator: 'between',
	formula1: '1',
	formula2: '73415',
	showErrorMessage: true
};

export const noLessThan0: Pick<
	DataValidation,
	'type' | 'operator' | 'formula1' | 'showErrorMessage'
> = {
	type: 'decimal',
	operator: 'greaterThanOrEqual',
	formula1: '0',
	showErrorMessage: true
};
