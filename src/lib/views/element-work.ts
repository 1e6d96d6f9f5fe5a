/** What is kept of an element's work besides its figures, as its page shows it on a day. */
import { contracted, type Contracted } from '#lib/domain/work/contracted.ts';
import {
	costTotals,
	costVersions,
	isMixed,
	type CostTotals,
	type CostVersions
} from '#lib/domain/work/cost-versions.ts';
import type { IsoDate, PlanRecord } from '#lib/domain/records/records.ts';
import type { ContractValues } from '#lib/kinds/contract.ts';
import type { LocationValues } from '#lib/kinds/location.ts';
import type { PriceBasisValues } from '#lib/kinds/price-basis.ts';
import { contractViews, standsBy, type ContractView } from './contracts.ts';

interface Stored<Values> {
	id: string;
	withdrawn: boolean;
	values: Values;
}

export interface StoredWork {
	contracts: readonly Stored<ContractValues>[];
	locations: readonly Stored<LocationValues>[];
	bases: readonly Stored<PriceBasisValues>[];
	/** What suppliers that are organisations here are called, by id. */
	suppliers: ReadonlyMap<string, string>;
}

export interface ElementWorkView {
	contracts: ContractView[];
	sums: Contracted[];
	locations: LocationValues[];
	/** Empty: nothing is said of prices, and no cost was amended. */
	costs: CostVersions[];
	totals: CostTotals | null;
	mixed: boolean;
}

/** @param day whose contracts stand; those signed later are of a later day */
export function elementWorkView(
	record: PlanRecord,
	elementId: string,
	work: StoredWork,
	day: IsoDate
): ElementWorkView {
	const lines = record.budgetLines.filter((line) => line.elementId === elementId);
	const contracts = work.contracts.filter(standsBy(day));
	const costs = costVersions(
		record,
		elementId,
		work.bases.map(({ values }) => values)
	);
	const isSaid = costs.some(
		({ basis, original, revised }) => basis !== null || original !== revised
	);
	return {
		contracts: contractViews(contracts, lines, work.suppliers),
		sums: contracted(
			contracts.map(({ values }) => values),
			lines
		),
		locations: work.locations.map(({ values }) => values),
		costs: isSaid ? costs : [],
		...{ totals: costTotals(costs), mixed: isMixed(costs) }
	};
}
