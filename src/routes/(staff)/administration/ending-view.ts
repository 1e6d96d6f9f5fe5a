/** What the end of organisations does, as its preview shows it. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import {
	keyOfKpi,
	keyOfOwned,
	type EndingAsked,
	type EndingFound
} from '#lib/server/organisations/ending-asked.ts';

export interface PassedOn {
	/** The name of the field by which its taker is chosen. */
	field: string;
	code: string;
	title: string;
	/** Null: a KPI that names it. */
	role: OwnerRole | null;
	/** Of which of those that end. */
	of: string;
	/** The place of the successor that takes it. */
	taker: number;
}

export interface EndingView {
	on: IsoDate;
	seen: string;
	/** Acronyms. */
	ending: string[];
	followers: { acronym: string; name: string; isNew: boolean }[];
	plans: { slug: string; title: string; language: string; passedOn: PassedOn[]; lines: number }[];
	reports: { of: string; plan: string; language: string; period: string; dueOn: IsoDate }[];
	people: { id: string; name: string; of: string }[];
	/** E-mail addresses. */
	invitations: string[];
	decisions: string[];
	/** Acronyms. */
	under: string[];
}

function followersOf({ successors }: EndingAsked, { followers }: EndingFound) {
	return successors.map((asked, place) => {
		const { acronym, name } =
			followers[place] ?? ('id' in asked ? { acronym: '', name: '' } : asked);
		return { acronym, name, isNew: !('id' in asked) };
	});
}

/** What passes on in each plan, and which successor takes what. */
function plansOf(asked: EndingAsked, { duties }: EndingFound, acronym: (id: string) => string) {
	const takerOf = (key: string) => {
		const chosen = asked.choices[key] ?? 0;
		return chosen < asked.successors.length ? chosen : 0;
	};
	const all = [
		...duties.owned.map((one) => ({ ...one, key: keyOfOwned(one.id) })),
		...duties.kpis.map((one) => ({ ...one, key: keyOfKpi(one.id), role: null, lines: 0 }))
	];
	return [...Map.groupBy(all, ({ planId }) => planId).values()].map((rows) => ({
		...rows[0]!.plan,
		lines: rows.reduce((sum, { lines }) => sum + lines, 0),
		passedOn: rows.map(({ key, code, title, role, organisationId }) => ({
			...{ field: `take-${key}`, code, title, role },
			of: acronym(organisationId),
			taker: takerOf(key)
		}))
	}));
}

export function endingView(asked: EndingAsked, found: EndingFound): EndingView {
	const { ending, duties, seen } = found;
	const names = new Map(ending.map(({ id, acronym }) => [id, acronym]));
	const acronym = (id: string) => names.get(id) ?? '';
	const people = new Map(
		duties.people.map(({ id, name, organisationId }) => [
			id,
			{ id, name, of: acronym(organisationId) }
		])
	);
	return {
		...{ on: asked.on, seen, ending: ending.map((one) => one.acronym) },
		followers: followersOf(asked, found),
		plans: plansOf(asked, found, acronym),
		reports: duties.reports.map(({ organisationId, plan, period, dueOn }) => ({
			...{ of: acronym(organisationId), plan: plan.title, language: plan.language },
			...{ period, dueOn }
		})),
		people: [...people.values()],
		invitations: duties.invitations.map(({ email }) => email),
		decisions: duties.decisions.map(({ title }) => title),
		under: duties.under.map((one) => one.acronym)
	};
}
