/**
 * A monitoring workbook as ministries keep them, in two layouts: 6 principles, 16 objectives and 93
 * initiatives, with all that is untidy in real ones. Its words are invented.
 */
import { sheet } from '#lib/domain/testing/sample-sheets.ts';
import type { Cell, Sheet } from '#lib/domain/interchange/cells.ts';

const numerals = ['I', 'II', 'III', 'IV', 'V', 'VI'];
/** How many initiatives each objective has: 93 together. */
const initiatives = [10, 7, 8, 3, 4, 9, 6, 6, 5, 5, 6, 5, 3, 7, 5, 4];
/** The principle of each objective. */
const principles = [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6];

const months = ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho'];

const day = (text: string): Cell => ({ is: 'day', day: text });
const floatOf = (number: number): Cell => ({ is: 'number', number: String(number) });

interface Initiative {
	principle: number;
	objective: number;
	code: string;
	/** From 1 over all. */
	number: number;
}

const all: Initiative[] = initiatives.flatMap((count, at) =>
	Array.from({ length: count }, (_, within) => ({
		principle: principles[at] ?? 1,
		objective: at + 1,
		code: `${at + 1}.${within + 1}`,
		number: initiatives.slice(0, at).reduce((sum, one) => sum + one, 0) + within + 1
	}))
);

const principleOf = ({ principle }: Initiative) =>
	`${numerals[principle - 1]} - Governo do princípio ${principle} `;
const objectiveOf = ({ objective }: Initiative) => `Aperfeiçoar os serviços da área ${objective}`;
const titleOf = ({ number }: Initiative) => `Ampliar a oferta do serviço ${number} até 2027`;

/** Goals as shares beside counts, and as text in the cell of a number. */
function targetOf({ number }: Initiative): Cell {
	if (number % 10 === 3) return { is: 'text', text: '3.000.000 cidadãos' };
	if (number % 3 === 0) return { is: 'number', number: '0.65', percent: true };
	return floatOf(number * 10);
}

/** Ids as floats, codes in titles, owners in brackets, months as columns, trailing blanks. */
export const firstLayout = (): Sheet =>
	sheet(
		[
			[
				...['id_principio', 'id_objetivo', 'id_iniciativa', 'nome_objetivo', 'nome_iniciativa'],
				...[
					'Destaque',
					'Princípio',
					'Objetivo',
					'Iniciativa',
					'prazo',
					'responsavel',
					'Meta ',
					'Linha de Base'
				],
				...months.map((month) => `${month}-26`),
				'Característica do dado'
			],
			...all.map((one) => [
				...[floatOf(one.principle), floatOf(one.objective), floatOf(one.number)],
				...[`Objetivo ${one.objective}`, one.code, 'não', principleOf(one)],
				`${String(one.objective).padStart(2, '0')} - ${objectiveOf(one)}\n`,
				// some with a full stop behind the code and blanks around it, some without
				one.number % 2
					? `Iniciativa ${one.code}. ${titleOf(one)}`
					: ` Iniciativa ${one.code} ${titleOf(one)} `,
				...[day('2027-12-31'), `(MOST)${one.number % 5 ? '' : ' '}`, targetOf(one), null],
				...months.map(() => null),
				one.number % 3 === 0 ? '%' : 'Nº'
			])
		],
		'Plan1'
	);

/** Two weeks later: a title above, one column a level written once, codes of their own, no owners. */
export const laterLayout = (changed: string): Sheet =>
	sheet(
		[
			['MONITORAMENTO DA ESTRATÉGIA', null, null, null, null],
			[],
			['Código', 'Objetivo', 'Iniciativas', 'Prazo', 'Situação'],
			...all.map((one, at) => {
				const isFirst = at === 0 || all[at - 1]?.objective !== one.objective;
				return [
					one.code,
					isFirst ? `Objetivo ${one.objective} - ${objectiveOf(one)}` : null,
					one.code === changed ? 'Ampliar a oferta de outro serviço' : titleOf(one),
					one.code === changed ? day('2027-06-30') : day('2027-12-31'),
					'Em Execução'
				];
			})
		],
		'Painel'
	);
