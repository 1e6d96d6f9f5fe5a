/** The results of the back-test as Markdown. */
import {
	errorRatio,
	insideBounds,
	meanErrorRatio,
	rivalsToBeat,
	worstErrorRatio,
	type Fault,
	type Result
} from '#lib/domain/testing/back-test-results.ts';
import { rivalNames, type RivalName } from '#lib/domain/testing/rivals.ts';

const rivalWords: Record<RivalName, string> = {
	declared: 'declared ends',
	straight_line: 'a straight line',
	as_planned: 'the plan’s pace',
	as_so_far: 'the pace so far'
};

const ofWords: Record<Result['of'], string> = {
	kind: 'single activities',
	groups: 'groups',
	plan: 'the demonstration'
};

const whole = (number: number | null) => (number === null ? '–' : number.toFixed(0));
const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(0)} %`);

const columns = [
	'histories',
	'forecasts',
	'inside the 80 % band',
	'width of the band',
	'error',
	'of declared ends',
	'of a straight line (ours beside it)',
	'at the plan’s pace, PF = 1',
	'at the pace so far, PF = SPI(t)',
	'by schedule'
];

function row({
	name,
	forecasts,
	inside,
	bandWidth,
	error,
	rivalErrors,
	errorsBeside,
	bySchedule
}: Result) {
	return [
		name,
		String(forecasts),
		percent(inside),
		whole(bandWidth),
		whole(error),
		whole(rivalErrors.declared),
		`${whole(rivalErrors.straight_line)} (${whole(errorsBeside.straight_line)})`,
		whole(rivalErrors.as_planned),
		whole(rivalErrors.as_so_far),
		percent(bySchedule)
	];
}

export function table(results: readonly Result[]): string {
	const rule = ['---', ...columns.slice(1).map(() => '--:')];
	const lines = [columns, rule, ...results.map(row)];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Ratios of errors on average, one sentence for each rival. */
export function averages(results: readonly Result[]): string {
	const mean = (of: Result['of'], rival: RivalName) =>
		meanErrorRatio(
			results.filter((one) => one.of === of),
			rival
		).toFixed(2);
	return rivalsToBeat
		.map(
			(rival) =>
				`Error ÷ that of ${rivalWords[rival]}, geometric mean: ` +
				`${mean('kind', rival)} for ${ofWords.kind}, ${mean('groups', rival)} for ${ofWords.groups}.`
		)
		.join('\n');
}

/** Where the forecasts are worse than one of the rivals, one sentence for each. */
export function worse(results: readonly Result[]): string {
	return rivalNames
		.map((rival) => {
			const found = results
				.map((result) => ({ name: result.name, ratio: errorRatio(result, rival) }))
				.filter(({ ratio }) => ratio > 1)
				.map(({ name, ratio }) => `${name} (${ratio.toFixed(2)} ×)`);
			return `Worse than ${rivalWords[rival]}: ${found.join('; ') || 'nowhere'}.`;
		})
		.join('\n');
}

function faultWords(fault: Fault): string {
	if (fault.fault === 'band') return `${fault.name}: ${percent(fault.inside)} inside the band`;
	const where = fault.fault === 'average' ? `${ofWords[fault.of]} on average` : fault.name;
	return `${where}: ${fault.ratio.toFixed(2)} × the error of ${rivalWords[fault.rival]}`;
}

export function verdict(faults: readonly Fault[]): string {
	if (faults.length > 0) return `Not good enough: ${faults.map(faultWords).join('; ')}.`;
	return (
		`Good enough: every band holds between ${percent(insideBounds.low)} and ${percent(insideBounds.high)}, ` +
		`the error is below both rivals’ on average, and on no kind more than ${worstErrorRatio} × theirs.`
	);
}
