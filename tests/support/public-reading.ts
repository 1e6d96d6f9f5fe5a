/** What everybody reads of a plan without signing in: its pages and what its API answers, side by side. */
import { get, wordsOf } from './requests.ts';

interface Named {
	plan: string;
	element: string;
	organisation: string;
}

const pagesOf = ({ plan, element, organisation }: Named) => [
	'/',
	'/plans',
	`/plans/${plan}`,
	`/plans/${plan}/leadership`,
	`/plans/${plan}/timeline`,
	`/plans/${plan}/kpis`,
	`/plans/${plan}/elements/${element}`,
	`/organisations/${organisation}`
];

const answersOf = ({ plan, element }: Named) => [
	`/api/v1/plans/${plan}/figures`,
	`/api/v1/plans/${plan}/facts`,
	`/api/v1/plans/${plan}/snapshots`,
	`/api/v1/plans/${plan}/elements.csv`,
	`/api/v1/plans/${plan}/elements/${element}/history.csv`,
	'/api/v1/plans.csv'
];

/** By address what stands there for everybody now. */
export async function publicReading(
	address: string,
	named: Named
): Promise<Record<string, string>> {
	const read = async (path: string, text: (answer: Response) => Promise<string>) => {
		const answer = await get(address + path);
		return [path, `${answer.status} ${await text(answer)}`] as const;
	};
	const all = [
		...pagesOf(named).map((path) => read(path, wordsOf)),
		...answersOf(named).map((path) => read(path, (answer) => answer.text()))
	];
	return Object.fromEntries(await Promise.all(all));
}
