import { sql } from 'kysely';
import { elementProblems, type ElementEntry } from '#lib/domain/entries/element-entry.ts';
import { changedFields, type Changes } from '#lib/domain/records/changes.ts';
import { overfullAxes } from '#lib/domain/frameworks/tags.ts';
import { isCode } from '#lib/domain/records/codes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { planSpan } from '../writing/span.ts';
import { Refused } from '../writing/refusals.ts';
import { choices, inWords, servable, type Choices } from './choices.ts';
import { elementColumns, type EditedElement, type ElementFields } from './fields.ts';
import { refuseDays } from './days.ts';
import { saveLinks, saveMilestones, saveOwners, saveTerms } from './parts.ts';
import { find } from './queries.ts';
import { siblingWeights } from './siblings.ts';

export interface ElementChange {
	id: string;
	/** Which the form was made from. */
	version: number;
	fields: ElementFields;
	/** In one sentence: becomes the provenance of what changed. */
	reason: string;
	/** Of the links in `also_serves`, where they change. */
	linkReason: string | null;
	/** In the plan's time zone: from when owners hold, unless it is said. */
	today: string;
	/** From when owners hold who are known to have been there on an earlier day. */
	ownersSince?: string;
}

/**
 * Changes an element and what hangs on it; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; Invalid where something was asked and not
 *   confirmed; NotFound; Refused; NotAllowed
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	request: ElementChange
): Promise<boolean> {
	const { id, version, fields, reason } = request;
	return edit(db, actor, plan, {
		action: 'element_changed',
		kind: 'element',
		id,
		version,
		reason,
		unchanged: false,
		read: async (trx) => {
			const element = await find(trx, plan.id, id, true);
			if (!element) return undefined;
			if (element.retired_at !== null) throw new Refused('', 'retired');
			const choosable = await choices(trx, plan.id, request.today);
			return {
				element,
				choosable,
				code: fields.code,
				version: element.version,
				stored: inWords(element, choosable),
				sent: inWords(fields, choosable),
				problems: elementProblems(entryOf(fields), {
					stored: entryOf(element),
					siblingWeights: await siblingWeights(trx, plan.id, element)
				})
			};
		},
		write: async (trx, { element, choosable }, made) => {
			check(element, fields, choosable, made);
			refuseDays(element, fields, await planSpan(trx, plan.id));
			await writeColumns(trx, id, fields);
			await writeParts(trx, plan, element, request, made);
			return { result: true, explains: explained(request, made) };
		}
	});
}

const entryOf = (fields: ElementFields): ElementEntry => ({
	plannedStart: fields.planned_start,
	plannedEnd: fields.planned_end,
	weight: fields.weight,
	milestones: fields.milestones.map(({ planned_on: plannedOn }) => ({ plannedOn }))
});

/** Refuses what no form offers. */
function check(stored: EditedElement, sent: ElementFields, choosable: Choices, made: Changes) {
	if ('code' in made.after && !isCode(sent.code)) throw new Refused('code', 'code_letters');
	const ids = new Set(stored.milestones.map((milestone) => milestone.id));
	if (sent.milestones.some(({ id }) => id !== null && !ids.has(id)))
		throw new Refused('milestones', 'unknown_choice');
	const had = new Set(stored.owners.map((owner) => owner.organisation_id));
	const valid = new Set(choosable.organisations.flatMap(({ id, valid }) => (valid ? [id] : [])));
	if (sent.owners.some(({ organisation_id: id }) => !valid.has(id) && !had.has(id)))
		throw new Refused('owners', 'unknown_choice');
	if ('terms' in made.after && overfullAxes(choosable, sent.terms).length > 0)
		throw new Refused('terms', 'one_term_of_axis');
	if (!('also_serves' in made.after)) return;
	const wider = new Set(servable(stored, choosable.elements).map((choice) => choice.id));
	if (sent.also_serves.some((id) => !wider.has(id)))
		throw new Refused('also_serves', 'cannot_serve');
}

async function writeColumns(trx: Trx, id: string, fields: ElementFields): Promise<void> {
	const columns = Object.fromEntries(elementColumns.map((name) => [name, fields[name]]));
	await trx
		.updateTable('element')
		.set({ ...columns, version: sql`version + 1` })
		.where('id', '=', id)
		.execute();
}

async function writeParts(
	trx: Trx,
	plan: EditedPlan,
	stored: EditedElement,
	{ fields, today, ownersSince = today }: ElementChange,
	made: Changes
): Promise<void> {
	if ('owners' in made.after)
		await saveOwners(trx, stored, fields.owners, { today, since: ownersSince });
	if ('milestones' in made.after) await saveMilestones(trx, stored, fields.milestones);
	if ('terms' in made.after) await saveTerms(trx, stored, fields.terms);
	if ('also_serves' in made.after) await saveLinks(trx, plan.id, stored, fields.also_serves);
}

function explained({ id, reason, linkReason }: ElementChange, made: Changes) {
	const subject = { element_id: id };
	const names = changedFields(made);
	const links = names.filter((name) => name === 'also_serves');
	const others = names.filter((name) => name !== 'also_serves');
	return [
		{ subject, fields: others, reason },
		{ subject, fields: links, reason: linkReason ?? reason }
	];
}
