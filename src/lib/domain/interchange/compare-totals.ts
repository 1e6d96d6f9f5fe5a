/**
 * Dated totals of budget lines: what each was to cost, and what was appropriated and allotted to it, from
 * which day. They are written of new lines alone: what is on record of a line is not written anew.
 */
import { parseMoney } from '../figures/money.ts';
import type { Fields } from '../records/changes.ts';
import type { IsoDate } from '../records/records.ts';
import { codeOf } from './compare-work.ts';
import type { Known } from './known.ts';
import type { LineChange, TotalChange } from './record-changes.ts';
import { totalStages } from './roles.ts';
import type { SheetProblem, Value, Wanted, WantedTotal } from './wanted.ts';

type Line = Pick<TotalChange, 'element' | 'fund' | 'year'>;

const sameLine = (one: Line, other: Line): boolean =>
	one.element === other.element && one.fund === other.fund && one.year === other.year;

const isTotal = (record: Wanted['records'][number]): record is WantedTotal =>
	record.record === 'total';

type Named = Pick<TotalChange, 'fund' | 'year' | 'stage' | 'from' | 'amount'>;

/** What a row says; the name of a field that is missing, where one is. */
function namedBy({ fund, year, stage, from, amount }: Fields): Named | keyof Named {
	const known = totalStages.find((one) => one === stage);
	if (typeof fund !== 'string') return 'fund';
	if (typeof year !== 'number') return 'year';
	if (!known) return 'stage';
	const text = (value: unknown) => (typeof value === 'string' ? value : null);
	return { fund, year, stage: known, from: text(from), amount: text(amount) };
}

/** Which line it is of, its title says. */
const isName = (field: string) => field === 'fund' || field === 'year';

function compared(one: WantedTotal, lines: LineChange[], known: Known): TotalChange | null {
	const { at, fields } = one;
	const refuse = (value: Value, why: SheetProblem) => known.refuse(value, why);
	const code = one.element === null ? '' : codeOf(one.element);
	const element = one.element === null ? undefined : known.elementOf(one.element);
	if (!element) {
		refuse(
			{ value: code, at },
			{ problem: code === '' ? 'no_code' : 'no_such_element', name: code }
		);
		return null;
	}
	const { changes, after } = known.compare('total', fields, null);
	// a cell that is refused leaves its row without meaning
	if (Object.keys(fields).some((name) => !(name in after))) return null;
	const named = namedBy(after);
	if (typeof named === 'string') {
		refuse(fields[named] ?? { value: '', at }, { problem: 'required' });
		return null;
	}
	const line = { element: element.code, fund: named.fund, year: named.year };
	const title = [named.fund, named.year].join(' ');
	const about = { record: 'total', at, code: element.code, title, ...line, ...named } as const;
	if (known.stored.lines.some((stored) => sameLine(stored, line)))
		return recorded(about, one, known);
	if (lines.some((other) => other.state === 'created' && sameLine(other, line)))
		return { ...about, state: 'created', changes: changes.filter(({ field }) => !isName(field)) };
	refuse({ value: title, at }, { problem: 'no_such_line', name: title });
	return null;
}

/** A row about a line that is there must say what is on record. */
function recorded(
	about: Omit<TotalChange, 'state' | 'changes'>,
	{ at, fields }: WantedTotal,
	known: Known
): TotalChange | null {
	const { stage, from, amount } = about;
	const isSaid = known.stored.totals.some(
		(one) =>
			sameLine(one, about) && one.stage === stage && one.from === from && one.amount === amount
	);
	if (isSaid) return { ...about, state: 'unchanged', changes: [] };
	known.refuse(fields['amount'] ?? { value: amount, at }, { problem: 'total_stands' });
	return null;
}

const byDay = (one: TotalChange, other: TotalChange): number =>
	(one.from ?? '') < (other.from ?? '') ? -1 : 1;

/** The total that holds on a day; null: none, or not set. */
const totalOn = (totals: readonly TotalChange[], day: IsoDate | null): string | null =>
	totals.findLast(({ from }) => (from ?? '') <= (day ?? ''))?.amount ?? null;

/** What the sheet of lines says of a field of a new line. */
const stated = ({ changes }: LineChange, name: string) =>
	changes.find(({ field }) => field === name)?.after ?? null;

/** Why the totals of one stage of a new line cannot be; null: they can. */
function problemOf(
	line: LineChange,
	totals: readonly TotalChange[],
	{ stored }: Known
): SheetProblem | null {
	const twice = totals.find(({ from }, at) => at > 0 && totals[at - 1]!.from === from);
	if (twice) return { problem: 'value_differs', other: twice.at };
	const { stage } = totals[0]!;
	const isCost = stage === 'cost';
	const dated = totals.filter(({ from }) => from !== null);
	if (stored.drafting && dated.length > 0)
		return { problem: isCost ? 'no_earlier_cost' : 'beside_draft' };
	if (isCost && stored.unadopted && dated.length > 0) return { problem: 'no_earlier_cost' };
	if (!isCost && dated.some(({ from }) => from! > stored.today))
		return { problem: 'total_after_today' };
	const [first, last] = [totals[0]!.amount, dated.findLast(({ from }) => from! <= stored.today)];
	const [original, since] = [stated(line, 'original_cost'), stated(line, 'cost_from')];
	const differs =
		stated(line, stage) !== totalOn(totals, stored.today) ||
		(isCost && original !== null && original !== first) ||
		(isCost && since !== null && since !== last?.from);
	return differs ? { problem: 'total_differs' } : null;
}

/** Whether on some day more is allotted than appropriated. */
function exceeds(line: LineChange, totals: readonly TotalChange[]): boolean {
	const of = (stage: TotalChange['stage']) => totals.filter((one) => one.stage === stage);
	const on = (stage: 'appropriation' | 'allotment', day: IsoDate | null) => {
		const own = of(stage);
		const text = own.length > 0 ? totalOn(own, day) : stated(line, stage);
		return typeof text === 'string' ? parseMoney(text) : null;
	};
	return [null, ...totals.map(({ from }) => from)].some((day) => {
		const [allotted, appropriated] = [on('allotment', day), on('appropriation', day)];
		return allotted !== null && (appropriated === null || allotted > appropriated);
	});
}

/** The totals of a new line that can be; one that cannot takes all of its stage along. */
function settled(line: LineChange, all: TotalChange[], known: Known): TotalChange[] {
	const refuse = (totals: TotalChange[], why: SheetProblem) => {
		for (const { at, stage, changes } of totals) {
			const cell = changes.find(({ field }) => field === 'amount');
			known.refuse(cell ? { value: cell.after, at: cell.at } : { value: stage, at }, why);
		}
		return [];
	};
	const taken = [...Map.groupBy(all, ({ stage }) => stage).values()].flatMap((totals) => {
		const sorted = totals.toSorted(byDay);
		const problem = problemOf(line, sorted, known);
		return problem ? refuse(sorted, problem) : sorted;
	});
	const released = taken.filter(({ stage }) => stage !== 'cost');
	if (!exceeds(line, released)) return taken;
	refuse(released, { problem: 'above_appropriation' });
	return taken.filter(({ stage }) => stage === 'cost');
}

export function compareTotals(
	{ records }: Wanted,
	lines: LineChange[],
	known: Known
): TotalChange[] {
	const all = records.filter(isTotal).flatMap((one) => compared(one, lines, known) ?? []);
	const created = all.filter(({ state }) => state === 'created');
	return [
		...all.filter(({ state }) => state === 'unchanged'),
		...lines.flatMap((line) => {
			const own = created.filter((one) => sameLine(one, line));
			return own.length > 0 ? settled(line, own, known) : [];
		})
	];
}
