/** What each kind of record of an alignment asks of its entries, with all that is kept already in hand. */
import { circle, type Above } from '#lib/domain/alignment/circles.ts';
import {
	alignmentProblems,
	outsidePlanProblems,
	outsideStatementProblems
} from '#lib/domain/alignment/entries.ts';
import { doubled, parentKey, type Link } from '#lib/domain/alignment/links.ts';
import type { Quote } from '#lib/domain/records/origin.ts';
import { sharedTooMuch } from '#lib/domain/alignment/shares.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { Fields } from '#lib/domain/records/changes.ts';
import type {
	AlignedKind,
	AlignmentValues,
	OriginValues,
	OutsidePlanValues,
	OutsideStatementValues,
	ValuesOfAligned
} from '#lib/kinds/alignment.ts';
import type { Trx } from '../db/connect.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { lockSubject, refuseRetired } from '../work-records/subject.ts';
import { findParent, outsideName, type FoundParent } from './names.ts';
import { quotesOf } from './quotes.ts';
import { allLinks, outsidePlans, outsideStatements } from './records.ts';

/** An entry that was looked at: what is stored of it, and what the log says. */
export interface Checked {
	/** What people call it. */
	code: string;
	columns: Record<string, unknown>;
	/** Its fields in words instead of ids. */
	words: Fields;
	problems: Problem[];
}

export interface Asked<Of extends AlignedKind> {
	plan: EditedPlan;
	/** Of the record that is changed; null: it is added. */
	id: string | null;
	values: ValuesOfAligned<Of>;
	/** What was quoted before. */
	quotes: readonly Quote[];
}

async function origin(trx: Trx, { plan, values, quotes }: Asked<AlignedKind>) {
	const of: OriginValues = values;
	const found = await quotesOf(trx, plan.id, of.quotation, quotes);
	const isNowhere =
		of.provenance_kind === 'source' && found.some(({ passage }) => passage === null);
	const problems: Problem[] = isNowhere ? [{ field: 'quotation', problem: 'quoted_nowhere' }] : [];
	const { provenance_kind, provenance_reason } = of;
	const { publication_title, published_on, publication_address } = of;
	return {
		problems,
		columns: {
			...{ provenance_kind, provenance_reason, quotes: JSON.stringify(found) },
			...{ publication_title, published_on, publication_address }
		}
	};
}

/** The element that a form chose as the child: `element:45`; `plan`: the plan as a whole. */
const childOf = (chosen: string | null): string | null | undefined => {
	if (chosen === null) return undefined;
	if (chosen === 'plan') return null;
	return chosen.startsWith('element:') ? chosen.slice('element:'.length) : undefined;
};

/** Of the elements of some plans what lies above each. */
async function aboveIn(trx: Trx, links: readonly Link[]): Promise<Above> {
	const planIds = links.flatMap(({ child, parent }) =>
		parent.kind === 'here' ? [child.planId, parent.planId] : []
	);
	if (planIds.length === 0) return new Map();
	const rows = await trx
		.selectFrom('element')
		.where('plan_id', 'in', [...new Set(planIds)])
		.select(['id', 'parent_id'])
		.execute();
	return new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
}

/** Where a chain of links leads, by the names of what each of them serves. */
async function chainWords(trx: Trx, chain: readonly Link[]): Promise<string> {
	const names = await Promise.all(chain.map(({ parent }) => findParent(trx, parentKey(parent))));
	return names.map((found) => found?.name ?? '…').join(' → ');
}

async function amongOthers(trx: Trx, link: Link): Promise<Problem[]> {
	const { child, parent } = link;
	if (parent.kind === 'here' && parent.planId === child.planId)
		return [{ field: 'aligned_to', problem: 'aligned_within' }];
	const others = (await allLinks(trx)).filter(({ id }) => id !== link.id);
	if (doubled(link, others)) return [{ field: 'aligned_to', problem: 'aligned_twice' }];
	const problems: Problem[] = [];
	const tooMuch = sharedTooMuch(link, others);
	if (tooMuch)
		problems.push({
			...{ field: 'share', problem: 'shares_above_all', sum: tooMuch.others },
			...(tooMuch.day !== null && { day: tooMuch.day })
		});
	const all = [...others, link];
	const above = await aboveIn(trx, all);
	const chain = circle(all, above);
	// one that elements made which were moved since is nobody's fault who aligns something else
	if (chain && !circle(others, above))
		problems.push({
			...{ field: 'aligned_to', problem: 'aligned_in_circle' },
			name: await chainWords(trx, chain)
		});
	return problems;
}

const linkOf = (
	{ plan, id, values }: Asked<'alignment'>,
	{ parent }: FoundParent,
	elementId: string | null
): Link => ({
	id: id ?? '',
	child: { planId: plan.id, elementId },
	...{ parent, share: values.share, from: values.valid_from, until: values.valid_to }
});

const parentColumns = ({ parent }: FoundParent) => ({
	parent_plan_id: parent.kind === 'here' ? parent.planId : null,
	parent_element_id: parent.kind === 'here' ? parent.elementId : null,
	outside_plan_id: parent.kind === 'outside' ? parent.outsideId : null,
	outside_statement_id: parent.kind === 'outside' ? parent.statementId : null,
	framework_term_id: parent.kind === 'term' ? parent.termId : null
});

async function checkAlignment(trx: Trx, asked: Asked<'alignment'>): Promise<Checked | undefined> {
	const { plan, values } = asked;
	const elementId = childOf(values.aligned_child);
	const subject = elementId === undefined ? undefined : await lockSubject(trx, plan.id, elementId);
	if (!subject || elementId === undefined) throw new Refused('aligned_child', 'unknown_choice');
	refuseRetired(subject);
	const own = alignmentProblems(values, plan.demonstration);
	const chosen = values.aligned_to;
	const found = chosen === null ? undefined : await findParent(trx, chosen);
	if (chosen !== null && !found) throw new Refused('aligned_to', 'unknown_choice');
	const from = await origin(trx, asked);
	const fits = found && own.length === 0;
	const others = fits ? await amongOthers(trx, linkOf(asked, found, elementId)) : [];
	const { rationale, share, valid_from, valid_to } = values;
	return {
		code: `${subject.code} → ${found?.name ?? ''}`,
		columns: {
			...{ plan_id: plan.id, element_id: elementId, ...(found && parentColumns(found)) },
			...{ rationale, share, valid_from, valid_to, ...from.columns }
		},
		words: { ...wordsOf(values), aligned_child: subject.code, aligned_to: found?.name ?? null },
		problems: [...own, ...others, ...from.problems]
	};
}

const wordsOf = (values: AlignmentValues | OutsidePlanValues | OutsideStatementValues): Fields => ({
	...values
});

async function checkOutsidePlan(
	trx: Trx,
	asked: Asked<'outside_plan'>
): Promise<Checked | undefined> {
	const { id, plan, values } = asked;
	const { follows, outside_title, publisher, outside_address } = values;
	const { outside_language, edition_label, edition_on } = values;
	const plans = await outsidePlans(trx);
	const before = plans.find((one) => one.id === follows);
	if (follows !== null && !before) throw new Refused('follows', 'unknown_choice');
	// a version that comes after itself has no place among versions
	for (let at = before; at !== undefined; at = plans.find((one) => one.id === at?.followsId))
		if (at.id === id) throw new Refused('follows', 'follows_itself');
	const from = await origin(trx, asked);
	return {
		code: outsideName({ title: outside_title, edition: edition_label }),
		columns: {
			...{ outside_title, publisher, outside_address, outside_language },
			...{ edition_label, edition_on, follows_id: follows, ...from.columns }
		},
		words: { ...wordsOf(values), follows: before ? outsideName(before) : null },
		problems: [...outsidePlanProblems(values, plan.demonstration), ...from.problems]
	};
}

async function checkStatement(
	trx: Trx,
	asked: Asked<'outside_statement'>
): Promise<Checked | undefined> {
	const { id, plan, values } = asked;
	const { statement_of, statement_kind, statement_code, statement_words } = values;
	const of = (await outsidePlans(trx)).find((one) => one.id === statement_of);
	if (statement_of !== null && !of) throw new Refused('statement_of', 'unknown_choice');
	const present = (await outsideStatements(trx)).find((one) => one.id === id);
	const isLinked = (await allLinks(trx)).some(
		({ parent }) => parent.kind === 'outside' && parent.statementId === id
	);
	// what serves it says of which plan it is
	if (present && isLinked && present.outsideId !== statement_of)
		throw new Refused('statement_of', 'aligned_still');
	const from = await origin(trx, asked);
	return {
		code: of ? `${outsideName(of)}: ${statement_code ?? statement_words.slice(0, 60)}` : '',
		columns: {
			...{ outside_plan_id: statement_of, statement_kind, statement_code, statement_words },
			...from.columns
		},
		words: { ...wordsOf(values), statement_of: of ? outsideName(of) : null },
		problems: [...outsideStatementProblems(values, plan.demonstration), ...from.problems]
	};
}

export const checks: {
	[Of in AlignedKind]: (trx: Trx, asked: Asked<Of>) => Promise<Checked | undefined>;
} = {
	alignment: checkAlignment,
	outside_plan: checkOutsidePlan,
	outside_statement: checkStatement
};

/** Refuses to take back what something that stands rests on. */
export async function refuseRestedOn(trx: Trx, of: AlignedKind, id: string): Promise<void> {
	if (of === 'alignment') return;
	const links = await allLinks(trx);
	const isServed = links.some(({ parent }) => {
		if (parent.kind !== 'outside') return false;
		return (of === 'outside_plan' ? parent.outsideId : parent.statementId) === id;
	});
	const hasMore =
		of === 'outside_plan' &&
		((await outsideStatements(trx)).some(({ outsideId }) => outsideId === id) ||
			(await outsidePlans(trx)).some(({ followsId }) => followsId === id));
	if (isServed || hasMore) throw new Refused('', 'aligned_still');
}
