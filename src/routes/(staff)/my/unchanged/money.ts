/** The budget lines of the list, as its page shows them, sends them, and says what became of them. */
import type { Confirmed } from '#lib/server/reports/unchanged.ts';
import type { SentMoney, UnchangedMoney } from '#lib/server/reports/unchanged-money.ts';
import type { Tasks } from '#lib/server/reports/tasks.ts';
import { lineName } from '#lib/ui/budget-lines.ts';
import { idOf, requestIdOf } from '#lib/ui/forms/fields.ts';
import { exactMoney } from '#lib/ui/format.ts';

function lineOf(
	{ element, seen }: Pick<UnchangedMoney, 'element' | 'seen'>,
	{ line, last }: UnchangedMoney['lines'][number],
	currency: string
) {
	return {
		...{ id: line.id, activityId: element.id, code: element.code, title: element.title, seen },
		...{ name: lineName(line.fundSource, line.appropriationYear), since: last.asOf },
		obligation: exactMoney(last.obligation, currency),
		disbursement: exactMoney(last.disbursement, currency),
		requestId: crypto.randomUUID()
	};
}

export const linesIn = (money: readonly UnchangedMoney[], currency: string) =>
	money.flatMap((one) => one.lines.map((line) => lineOf(one, line, currency)));

/** Budget lines by their ids, as a list names them. */
function namedLines({ record }: Tasks, ids: readonly string[]) {
	const elements = new Map(record.elements.map((element) => [element.id, element]));
	return record.budgetLines.flatMap(({ id, elementId, fundSource, appropriationYear }) => {
		const element = elements.get(elementId);
		if (!element || !ids.includes(id)) return [];
		const name = lineName(fundSource, appropriationYear);
		return [{ id, activityId: elementId, code: element.code, title: element.title, name }];
	});
}

/** The names under which an address carries it. */
export const ofLines = ({ stored, changed, unfit }: Confirmed) => ({
	...{ lines_stored: stored, lines_changed: changed, lines_unfit: unfit }
});

/** What became of those that were sent, by the ids that an address carries. */
export const linesDone = (mine: Tasks, idsIn: (name: string) => string[]) => ({
	linesStored: idsIn('lines_stored').length,
	linesChanged: namedLines(mine, idsIn('lines_changed')),
	linesUnfit: namedLines(mine, idsIn('lines_unfit'))
});

/** `line-7` is ticked; beside it stand its activity, the form's id of it, and what was seen. */
export function moneyIn(values: Record<string, string>): SentMoney[] {
	const ticked = Object.keys(values).flatMap((name) => {
		const lineId = idOf(/^line-(\d+)$/.exec(name)?.[1]);
		const activityId = idOf(values[`line-of-${lineId}`]);
		const seen = idOf(values[`line-seen-${lineId}`]);
		if (lineId === null || activityId === null || seen === null) return [];
		return [{ lineId, activityId, seen, requestId: requestIdOf(values[`line-request-${lineId}`]) }];
	});
	return [...Map.groupBy(ticked, ({ activityId }) => activityId)].map(([activityId, lines]) => ({
		...{ activityId, seen: lines[0]!.seen },
		lines: lines.map(({ lineId, requestId }) => ({ lineId, requestId }))
	}));
}
