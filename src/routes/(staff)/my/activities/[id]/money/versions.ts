import { spendingField } from '#lib/domain/entries/spending-entry.ts';
import { m } from '#lib/paraglide/messages.js';
import { lineLabels } from './labels.ts';
import { compared, sayDay, sayMoney, type Compared } from '#lib/ui/forms/compared.ts';

interface Line {
	id: string;
	year: number;
	fundSource: string;
	asOf: string | null;
	/** The figures last reported, as a form writes them. */
	last: { obligation: string; disbursement: string } | null;
}

/** The figures that stand now, beside those that were typed, where they differ. */
export function versions(
	lines: Line[],
	typed: Record<string, string>,
	currency: string
): Compared[] {
	const say = sayMoney(currency);
	const days = lines.flatMap(({ asOf }) => asOf ?? []).sort();
	const amounts = lines.flatMap((line) => {
		const labels = lineLabels(line);
		const obligation = {
			label: labels[spendingField('obligation', line.id)]!,
			theirs: line.last?.obligation ?? null,
			yours: typed[spendingField('obligation', line.id)],
			say
		};
		const disbursement = {
			label: labels[spendingField('disbursement', line.id)]!,
			theirs: line.last?.disbursement ?? null,
			yours: typed[spendingField('disbursement', line.id)],
			say
		};
		return [obligation, disbursement];
	});
	const asOf = {
		label: m.report_as_of(),
		theirs: days.at(-1) ?? null,
		yours: typed.as_of,
		say: sayDay
	};
	const differing = compared(amounts).filter(({ theirs, yours }) => theirs !== yours);
	return [...compared([asOf]), ...differing];
}
