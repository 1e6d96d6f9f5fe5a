import { describe, expect, test } from 'vitest';
import { merged, percent, sheet } from '../testing/sample-sheets.ts';
import { datedHeader } from './header-days.ts';
import { findHeader } from './header.ts';
import { roleOfWords } from './match-words.ts';
import { propose } from './propose.ts';

const columns = (rows: Parameters<typeof sheet>[0]) => {
	const one = sheet(rows);
	return propose(one, findHeader(one)!, 'en').columns;
};

test.each([
	['Responsible office', 'element.lead'],
	['responsavel', 'element.lead'],
	['Penanggung jawab', 'element.lead'],
	['Tagapanguna', 'element.lead'],
	[' Deadline  ', 'element.planned_end'],
	['prazo', 'element.planned_end'],
	['Tanggal Selesai', 'element.planned_end'],
	['nome_iniciativa', 'activity.title'],
	['Iniciativa', 'activity.title'],
	['Sasaran Strategis', 'objective.title'],
	['Princípio', 'goal.title'],
	['Linha de Base', 'kpi.baseline_value'],
	['Indikator Kinerja', 'kpi.title'],
	['Satuan', 'kpi.unit'],
	['Indicatr', 'kpi.title'],
	['Approprition', 'line.appropriation'],
	['Cost (in PHP)', 'line.cost'],
	['Remarks of the committee', null],
	['', null]
])('%j names %j', (header, role) => {
	expect(roleOfWords(header)).toBe(role);
});

test.each([
	['Meta/24', 'Meta', '2024-12-31'],
	['Target 2026', 'Target', '2026-12-31'],
	['2026.0', '', '2026-12-31'],
	['março-25', '', '2025-03-31'],
	['Februari 2028', '', '2028-02-29'],
	['Target Q3 2026', 'Target', '2026-09-30'],
	['2026 Q1', '', '2026-03-31'],
	['Budget FY 2027', 'Budget', '2027-12-31']
])('%j ends with a day', (header, words, last) => {
	expect(datedHeader(header)).toMatchObject({ words, last });
});

test.each(['Target', 'Item 12', 'May', 'a'.repeat(100)])('%j names no day', (header) => {
	expect(datedHeader(header)).toBeNull();
});

describe('a header', () => {
	test('is found beneath titles and notes', () => {
		const one = sheet([
			['MASTER PLAN'],
			[],
			['As of June', null, 'prepared by the office'],
			['No.', 'Activity', 'Start', 'End'],
			['1.1', 'Build it', '2026-01-01', '2026-12-31']
		]);
		expect(findHeader(one)).toMatchObject({ row: 3, rows: 1 });
	});

	test('may have two rows, of which the upper one names groups', () => {
		const one = sheet([
			['Code', 'Indicator', 'Targets', merged('Targets'), merged('Targets')],
			[null, null, 2025, 2026, 2027],
			['1.1', 'Offices', 5, 10, 15]
		]);
		expect(findHeader(one)).toMatchObject({ row: 0, rows: 2 });
		expect(propose(one, findHeader(one)!, 'en').columns).toMatchObject({
			2: { role: 'target.value', due: '2025-12-31' },
			4: { role: 'target.value', due: '2027-12-31' }
		});
	});

	test('of one row keeps the first row of data out of it', () => {
		const one = sheet([
			['Code', 'Title', 'Cost'],
			['1.1', 'Build it', 5]
		]);
		expect(findHeader(one)).toMatchObject({ row: 0, rows: 1 });
	});

	test('of an empty sheet is none', () => {
		expect(findHeader(sheet([[], [null, ' ']]))).toBeNull();
	});
});

describe('a map', () => {
	test('takes for titles what is longest, and for codes what the titles begin with', () => {
		const rows = [
			['id_iniciativa', 'nome_iniciativa', 'Iniciativa'],
			[17, '1.1', 'Iniciativa 1.1. Transformar os serviços'],
			[18, '1.2', ' Iniciativa 1.2. Oferecer avaliação'],
			[19, '2.1', 'Iniciativa 2.1 Aplicar o padrão']
		];
		expect(columns(rows)).toEqual({
			1: { role: 'activity.code' },
			2: { role: 'activity.title' }
		});
	});

	test('leaves out months that say nothing of what they hold', () => {
		const rows = [
			['No', 'Initiative', 'janeiro-26', 'fevereiro-26'],
			['1.1', 'Build it', 0.1, 0.2]
		];
		expect(columns(rows)).toEqual({
			0: { role: 'activity.code' },
			1: { role: 'activity.title' }
		});
	});

	test('knows amounts by year, and leaves parts of a KPI that has no name to the person', () => {
		const rows = [
			['No', 'Activity', 'Budget 2026', 'Budget 2027', 'Baseline', 'Target'],
			['1.1', 'Build it', 5, 6, 1, 2]
		];
		expect(columns(rows)).toEqual({
			0: { role: 'activity.code' },
			1: { role: 'activity.title' },
			2: { role: 'line.cost', year: 2026 },
			3: { role: 'line.cost', year: 2027 }
		});
	});

	test('sees that percents are kept as shares of 1', () => {
		const one = sheet([
			['Code', 'Indicator', 'Target'],
			['1.1', 'Share', percent('0.65')]
		]);
		expect(propose(one, findHeader(one)!, 'en').percents).toBe('shares');
	});

	test('of a workbook of our own is what its hidden row says', () => {
		const one = sheet([
			['Whatever', 'It is called'],
			['element.code', 'element.title'],
			['1.1', 'Build it']
		]);
		expect(propose(one, findHeader(one)!, 'pt')).toMatchObject({
			header: { row: 1, rows: 1 },
			columns: { 0: { role: 'element.code' }, 1: { role: 'element.title' } },
			exact: true,
			empties: true
		});
	});
});
