import type { IsoDate, Money } from '#lib/domain/records/records.ts';
import type { Course } from './course.ts';
import type { Story } from './files.ts';
import type { ActivitySeed, BudgetLineSeed } from './demonstration.ts';
import { decimalText, larger, shareOf, smaller } from './money.ts';
import { quarterAt, quarterOf, yearOf } from './quarters.ts';
import { randomOf } from './random.ts';
import type { BudgetLineRow, PeriodRow, SpendingRow } from './rows.ts';

/** A row of spending without whose report it stands in and when it was entered. */
export type Spending = Omit<SpendingRow, 'organisation' | 'recordedAt'>;

/** The lines of one activity and one year: sources share each stage as they share the appropriation. */
interface YearOfMoney {
	year: number;
	validUntil: number;
	lines: BudgetLineSeed[];
	appropriation: Money;
	obligation: Money;
	disbursement: Money;
}

/** The money of one activity: its lines as they stand now, and what was spent by each period's end. */
export function moneyOf(
	activity: ActivitySeed,
	lines: BudgetLineSeed[],
	course: Course,
	periods: PeriodRow[],
	story: Story
): { budgetLines: BudgetLineRow[]; spending: Spending[] } {
	let years = yearsOf(lines.filter((line) => line.activity === activity.code));
	const spending = periods
		.filter((period) => period.endsOn >= activity.plannedStart)
		.flatMap((period) => {
			years = spent(years, activity.code, wantedBy(activity, course, period, story), period, story);
			return spendingRows(years, period);
		});
	const now = quarterOf(story.last_period).endsOn;
	return {
		budgetLines: years.flatMap((year) => lineRows(year, activity.code, now, story)),
		spending
	};
}

function yearsOf(lines: BudgetLineSeed[]): YearOfMoney[] {
	const byYear = Map.groupBy(lines, (line) => line.appropriationYear);
	return [...byYear].map(([year, lines]) => ({
		year,
		validUntil: Math.max(...lines.map((line) => line.validUntil)),
		lines,
		appropriation: lines.reduce((sum, line) => sum + line.appropriation, 0n),
		obligation: 0n,
		disbursement: 0n
	}));
}

/** What is released of a year's appropriation by the end of a quarter. */
function allotted(year: YearOfMoney, code: string, date: IsoDate, story: Story): Money {
	const quarter = 4 * (yearOf(date) - year.year) + Number(quarterAt(date).label.at(-1)) - 1;
	const percent = story.allotted[Math.min(quarter, story.allotted.length - 1)] ?? 0;
	const byTable = shareOf(year.appropriation, percent / 100);
	const pesosHeldBack = story.unreleased[code];
	if (pesosHeldBack === undefined) return byTable;
	if (year.year < yearOf(date)) return year.appropriation;
	const isLastYear = year.year === yearOf(quarterOf(story.last_period).endsOn);
	const most = year.appropriation - (isLastYear ? BigInt(pesosHeldBack) * 100n : 0n);
	return smaller(byTable, most);
}

interface Wanted {
	obligation: Money;
	disbursement: Money;
}

/** What the work needs to date; payment follows half a quarter behind the contract. */
function wantedBy(activity: ActivitySeed, course: Course, period: PeriodRow, story: Story): Wanted {
	const { running, completed, of } = story.money;
	const shares = of[activity.code] ?? (course.completedOn === null ? running : completed);
	const random = randomOf(`money ${activity.code}`);
	const obligated = shares.obligated * (course.completedOn === null ? 0.94 + random() * 0.12 : 1);
	const paid = shares.paid * (0.97 + random() * 0.06);
	const by = (date: IsoDate) => shareOf(activity.budget, obligated * course.actual(date));
	const atStart = by(period.startsOn);
	const atEnd = by(period.endsOn);
	return { obligation: atEnd, disbursement: shareOf((atStart + atEnd) / 2n, Math.min(1, paid)) };
}

/** What was spent by the end of a period: each year within its validity, each stage within the one before. */
function spent(
	years: YearOfMoney[],
	code: string,
	wanted: Wanted,
	period: PeriodRow,
	story: Story
): YearOfMoney[] {
	const released = years.map((year) =>
		isOpen(year, period) ? allotted(year, code, period.endsOn, story) : year.obligation
	);
	const obligations = used(
		years.map((year) => year.obligation),
		released,
		wanted.obligation,
		story.newest_share.obligated
	);
	const payable = years.map((year, index) =>
		isOpen(year, period) ? (obligations[index] ?? 0n) : year.disbursement
	);
	const disbursements = used(
		years.map((year) => year.disbursement),
		payable,
		larger(wanted.disbursement, dueAtLapse(years, obligations, period, story)),
		lapses(years, period) ? 0 : story.newest_share.paid
	);
	return years.map((year, index) => ({
		...year,
		obligation: obligations[index] ?? 0n,
		disbursement: disbursements[index] ?? 0n
	}));
}

/** Whether a year with unpaid obligations ends its validity with this calendar year. */
function lapses(years: YearOfMoney[], { endsOn }: PeriodRow): boolean {
	return years.some(
		({ disbursement, obligation, validUntil }) =>
			validUntil === yearOf(endsOn) && disbursement < obligation
	);
}

/** What is paid at least by a period's end: nearly all of what would lapse with the year. */
function dueAtLapse(
	years: YearOfMoney[],
	obligations: Money[],
	{ endsOn }: PeriodRow,
	story: Story
): Money {
	const isYearEnd = quarterAt(endsOn).label.endsWith('Q4');
	return years.reduce((sum, { disbursement, validUntil }, index) => {
		const lapses = isYearEnd && validUntil === yearOf(endsOn);
		const due = lapses ? shareOf(obligations[index] ?? 0n, story.paid_at_lapse) : 0n;
		return sum + larger(disbursement, due);
	}, 0n);
}

/** Raises amounts toward a total within their limits: a share of the rise in the newest, then the oldest first. */
function used(amounts: Money[], limits: Money[], total: Money, newestShare: number): Money[] {
	let rise = larger(0n, total - amounts.reduce((sum, amount) => sum + amount, 0n));
	const raised = [...amounts];
	const raise = (index: number, wanted: Money) => {
		const by = smaller(wanted, larger(0n, (limits[index] ?? 0n) - (raised[index] ?? 0n)));
		raised[index] = (raised[index] ?? 0n) + by;
		rise -= by;
	};
	const newest = limits.findLastIndex((limit, index) => limit > (amounts[index] ?? 0n));
	if (newest >= 0) raise(newest, shareOf(rise, newestShare));
	raised.forEach((_, index) => raise(index, rise));
	return raised;
}

function isOpen(year: YearOfMoney, period: PeriodRow): boolean {
	const now = yearOf(period.endsOn);
	return year.year <= now && now <= year.validUntil;
}

/** A line's part of an amount of its year. */
function partOf(line: BudgetLineSeed, year: YearOfMoney, amount: Money): string {
	return decimalText((amount * line.appropriation) / year.appropriation);
}

function keyOf({ activity, fundSource, appropriationYear }: BudgetLineSeed) {
	return { activity, fundSource, appropriationYear };
}

function lineRows(year: YearOfMoney, code: string, now: IsoDate, story: Story): BudgetLineRow[] {
	const hasBegun = year.year <= yearOf(now);
	return year.lines.map((line) => ({
		...keyOf(line),
		appropriation: decimalText(line.appropriation),
		allotment: hasBegun ? partOf(line, year, allotted(year, code, now, story)) : null
	}));
}

function spendingRows(years: YearOfMoney[], period: PeriodRow): Spending[] {
	const open = years.filter((year) => isOpen(year, period));
	return open.flatMap((year) =>
		year.lines.map((line) => ({
			...keyOf(line),
			period: period.label,
			asOf: period.endsOn,
			obligation: partOf(line, year, year.obligation),
			disbursement: partOf(line, year, year.disbursement)
		}))
	);
}
