/** Every route as an address that can be asked for, with something that is there in place of each parameter. */
import { globSync } from 'node:fs';

/** What stands for a parameter, by the segment before it: a slug or a code; an id where it is called so. */
export interface Given {
	plans: string;
	elements: string;
	kpis: string;
	organisations: string;
	/** By slug; left out: one that every installation has. */
	frameworks?: string;
	/** By slug; left out: one that comes with the programme. */
	templates?: string;
	decisions?: string;
	/** By id. */
	checklists?: string;
	/** By their names in addresses. */
	'roll-outs'?: string;
	/** Of maturity, by id. */
	assessments?: string;
	maturity?: string;
	/** A dimension of the model by which it is. */
	'[assessment]'?: string;
	/** By id. */
	activities: string;
	ids: Record<string, string>;
}

const named: Record<string, string> = {
	'[chart].svg': 'curve.svg',
	'[table].csv': 'elements.csv',
	'[x+2e]well-known': '.well-known',
	'[...rest]': 'nothing',
	'[...page]': 'leadership'
};

/** Parameters that are ids whatever stands before them, by what they are ids of. */
const idsOf: Record<string, string> = { '[rollout]': 'roll-outs', '[member]': 'members' };

function addressOf(file: string, { ids, ...given }: Given): string {
	const bySegment: Record<string, string> = {
		...{ frameworks: 'service-relations', templates: 'dti-programme' },
		'maturity-models': 'public-organisation-example',
		// a dimension of that model
		'[assessment]': 'L',
		...given
	};
	const segments = file.split('/').slice(2, -1);
	const path = segments.filter((one) => !one.startsWith('('));
	const filled = path.map((segment, at) => {
		const before = path[at - 1] ?? '';
		if (!segment.includes('[')) return segment;
		if (segment in idsOf) return ids[idsOf[segment]!] ?? '1';
		if (segment === '[id]') return ids[before] ?? bySegment[before] ?? '1';
		return named[segment] ?? bySegment[before] ?? '1';
	});
	return `/${filled.join('/')}`;
}

/** All addresses that answer, and those of them that are pages. */
export function everyAddress(given: Given): { addresses: string[]; pages: string[] } {
	const files = globSync('src/routes/**/{+page.svelte,+server.ts}').toSorted();
	const of = (file: string) => addressOf(file, given);
	return {
		addresses: [...new Set(files.map(of))],
		pages: files.filter((file) => file.endsWith('+page.svelte')).map(of)
	};
}
