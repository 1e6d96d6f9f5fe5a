/** Saves what was typed in an outline: all of it, or nothing. */
import {
	countOf,
	isNothing,
	type Counts,
	type OutlineChanges
} from '#lib/domain/outline/changes.ts';
import { outlineProblems, type OutlineContext } from '#lib/domain/outline/entries.ts';
import { noCells } from '#lib/domain/outline/rows.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { costs, fundSources, type FundSource } from '../budgets/queries.ts';
import type { Db, Trx } from '../db/connect.ts';
import { organisations, type OrganisationChoice } from '../elements/choices.ts';
import { queue } from '../elements/places.ts';
import { lockRecords } from '../interchange/workbooks/stored-rows.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { compared, type Compared } from './compared.ts';
import { makeRows } from './make-rows.ts';
import { OutlineRefused } from './refusals.ts';
import { storedRows } from './stored.ts';

export interface Saving {
	changes: OutlineChanges;
	/** In one sentence: becomes the provenance of what changes. */
	reason: string;
	/** In the plan's time zone. */
	today: IsoDate;
	/** When what is taken out retires. */
	now: Date;
	/** The fund source of a cost that is the first of its activity; null: there is none. */
	fundId: string | null;
	context: Pick<OutlineContext, 'language' | 'currency' | 'span'>;
}

export interface Saved extends Counts {
	/** By the keys of rows that were new. */
	ids: Record<string, string>;
}

/** The organisations that may lead today. */
export async function leads(db: Db, today: IsoDate): Promise<OrganisationChoice[]> {
	return (await organisations(db, today)).filter(({ valid }) => valid);
}

/** What is sent and may be: what is wrong is said at its cell. */
async function checked(
	trx: Trx,
	planId: string,
	{ changes: sent, context, today, fundId }: Saving
): Promise<Compared & { offices: OrganisationChoice[]; funds: FundSource[] }> {
	const stored = await storedRows(trx, planId);
	const offices = await leads(trx, today);
	const funds = await fundSources(trx, planId);
	const found = compared(sent, stored);
	const funded = funds.some(({ id }) => id === fundId);
	const all = { ...context, organisations: offices, funds, funded };
	const problems = outlineProblems(found.changes, found.rows, all);
	if (problems.length > 0)
		throw new OutlineRefused(problems.map(({ problem: why, ...place }) => ({ ...place, why })));
	return { ...found, offices, funds };
}

/**
 * Makes all changes as one edit of the plan.
 *
 * @throws OutlineRefused where cells are refused or were changed by others meanwhile; NotAllowed
 */
export function save(db: Db, actor: Actor, plan: EditedPlan, saving: Saving): Promise<Saved> {
	const { reason, today, now, fundId, context } = saving;
	return edit(db, actor, plan, {
		action: 'outline_saved',
		kind: 'plan',
		id: plan.id,
		reason,
		unchanged: { added: 0, changed: 0, retired: 0, ids: {} },
		read: async (trx) => {
			await queue(trx, plan.id);
			await lockRecords(trx, plan.id);
			const found = await checked(trx, plan.id, saving);
			const made = countOf(found.changes);
			const counts = {
				...{ created: made.added, changed: made.changed },
				...(made.retired > 0 && { retired: made.retired })
			};
			return { found, code: '', changes: changes({}, isNothing(found.changes) ? {} : counts) };
		},
		write: async (trx, { found }) => {
			const batch: Batch = { entries: [] };
			const { id, demonstration } = plan;
			const cells = new Map(found.rows.map((row) => [row.key, row.cells]));
			const sources = new Map(found.funds.map(({ code, id: fund }) => [code, fund]));
			const acronyms = new Map(found.offices.map((one) => [one.acronym, one.id]));
			const ids = await makeRows(found.changes, {
				...{ trx, actor, reason, today, now, fundId, span: context.span },
				plan: { id, demonstration, batch },
				costs: await costs(trx, id),
				cellsOf: (key) => cells.get(key) ?? noCells,
				source: (code) => {
					const source = sources.get(code);
					if (source === undefined) throw new Refused('fund_source', 'unknown_choice');
					return source;
				},
				organisation: (acronym) => {
					const office = acronyms.get(acronym);
					if (office === undefined) throw new Refused('lead', 'unknown_choice');
					return office;
				}
			});
			return { result: { ...countOf(found.changes), ids }, batch };
		}
	});
}
