import type { Money } from '#lib/domain/records/records.ts';
import type { InferOutput } from 'valibot';
import type { ActivitySeed, BudgetLineSeed } from './demonstration.ts';
import type { fundsFile } from './files.ts';
import { quartersBetween, yearOf } from './quarters.ts';

const thousand = 100_000n;

type Funds = InferOutput<typeof fundsFile>;

/** An activity's budget as lines; see `funds.yaml` for the rule. They add up to the budget exactly. */
export function budgetLinesOf(activity: ActivitySeed, funds: Funds): BudgetLineSeed[] {
	const years = appropriationYears(activity, funds.quarters_ahead);
	const amounts = inThousands(
		activity.budget,
		years.map(({ quarters }) => quarters)
	);
	return years.flatMap(({ year }, index) => {
		const shares = mixIn(activity.code, year, funds);
		const parts = inThousands(amounts[index] ?? 0n, Object.values(shares));
		return Object.keys(shares).map((fundSource, part) => ({
			activity: activity.code,
			fundSource,
			appropriationYear: year,
			appropriation: parts[part] ?? 0n,
			validUntil: year + funds.years_valid - 1
		}));
	});
}

/** For how many quarters of work each year appropriates. */
function appropriationYears({ plannedStart, plannedEnd }: ActivitySeed, ahead: number) {
	const quarters = quartersBetween(plannedStart, plannedEnd);
	const counts = new Map<number, number>();
	quarters.forEach((_, index) => {
		const paidIn = quarters[Math.max(0, index - ahead)];
		const year = yearOf(paidIn?.startsOn ?? plannedStart);
		counts.set(year, (counts.get(year) ?? 0) + 1);
	});
	return [...counts].map(([year, count]) => ({ year, quarters: count }));
}

function mixIn(code: string, year: number, funds: Funds): Record<string, number> {
	const mix = funds.mixes[funds.mix_of[code] ?? funds.mix_else] ?? {};
	const from = Object.keys(mix).filter((first) => Number(first) <= year);
	return mix[from.at(-1) ?? ''] ?? {};
}

/** An amount by weights, in whole thousands; the last part takes the rest. */
function inThousands(amount: Money, weights: number[]): Money[] {
	const all = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
	const parts = weights.map((weight) => ((amount * BigInt(weight)) / all / thousand) * thousand);
	const rest = amount - parts.reduce((sum, part) => sum + part, 0n);
	return parts.map((part, index) => (index === parts.length - 1 ? part + rest : part));
}
