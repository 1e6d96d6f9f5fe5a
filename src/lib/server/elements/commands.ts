import { sql } from 'kysely';
import { changedFields, changes, type Changes, type Fields } from '#lib/domain/records/changes.ts';
import { isCode } from '#lib/domain/records/codes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db } from '../db/connect.ts';
import { NotFound } from '../writing/errors.ts';
import { edit, type EditedPlan, type Trx } from '../writing/editing.ts';
import { explainFields } from '../writing/provenance.ts';
import { planSpan } from '../writing/span.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { choices, inWords, servable, type Choices } from './choices.ts';
import { elementColumns, type EditedElement, type ElementFields } from './fields.ts';
import { refuseDays } from './days.ts';
import { saveLinks, saveMilestones, saveOwners, saveTerms } from './parts.ts';
import { find } from './queries.ts';

export interface ElementChange {
	id: string;
	/** Which the form was made from. */
	version: number;
	fields: ElementFields;
	/** In one sentence: becomes the provenance of what changed. */
	reason: string;
	/** Of the links in `also_serves`, where they change. */
	linkReason: string | null;
	/** In the plan's time zone: from when owners hold. */
	today: string;
}

/**
 * Changes an element and what hangs on it; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; NotFound; Refused; NotAllowed
 */
export function change(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	request: ElementChange
): Promise<boolean> {
	return edit(db, actor, plan, async (trx) => {
		const stored = await find(trx, plan.id, request.id);
		if (!stored) throw new NotFound();
		if (stored.retired_at !== null) throw new Refused('', 'retired');
		const choosable = await choices(trx, plan.id, request.today);
		const sent = inWords(request.fields, choosable);
		const made = changes(inWords(stored, choosable), sent);
		if (stored.version !== request.version) throw conflict(stored, sent, choosable);
		check(stored, request.fields, choosable, made);
		refuseDays(stored, request.fields, await planSpan(trx, plan.id));
		if (!(await raiseVersion(trx, plan, request, made))) {
			throw conflict((await find(trx, plan.id, stored.id)) ?? stored, sent, choosable);
		}
		await writeParts(trx, plan, stored, request, made);
		await explain(trx, plan, request, made);
		return {
			result: changedFields(made).length > 0,
			action: 'element_changed',
			about: { kind: 'element', id: stored.id },
			code: request.fields.code,
			changes: made,
			reason: request.reason
		};
	});
}

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
	if (!('also_serves' in made.after)) return;
	const wider = new Set(servable(stored, choosable.elements).map((choice) => choice.id));
	if (sent.also_serves.some((id) => !wider.has(id)))
		throw new Refused('also_serves', 'cannot_serve');
}

const conflict = (stored: EditedElement, sent: Fields, choosable: Choices) =>
	new Conflict(
		{ kind: 'element', id: stored.id },
		stored.version,
		inWords(stored, choosable),
		sent
	);

/** Writes the columns unless somebody was first, even at this very moment. */
async function raiseVersion(
	trx: Trx,
	plan: EditedPlan,
	{ id, version, fields }: ElementChange,
	made: Changes
): Promise<boolean> {
	const columns = Object.fromEntries(elementColumns.map((name) => [name, fields[name]]));
	const unchanged = changedFields(made).length === 0;
	const { numUpdatedRows } = await trx
		.updateTable('element')
		.set({ ...columns, version: unchanged ? sql`version` : sql`version + 1` })
		.where('id', '=', id)
		.where('plan_id', '=', plan.id)
		.where('version', '=', version)
		.where('retired_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

async function writeParts(
	trx: Trx,
	plan: EditedPlan,
	stored: EditedElement,
	{ fields, today }: ElementChange,
	made: Changes
): Promise<void> {
	if ('owners' in made.after) await saveOwners(trx, stored, fields.owners, today);
	if ('milestones' in made.after) await saveMilestones(trx, stored, fields.milestones);
	if ('terms' in made.after) await saveTerms(trx, stored, fields.terms);
	if ('also_serves' in made.after) await saveLinks(trx, plan.id, stored, fields.also_serves);
}

async function explain(
	trx: Trx,
	plan: EditedPlan,
	{ id, reason, linkReason }: ElementChange,
	made: Changes
): Promise<void> {
	const names = changedFields(made);
	const links = names.filter((name) => name === 'also_serves');
	const others = names.filter((name) => name !== 'also_serves');
	await explainFields(trx, plan, { element_id: id }, others, reason);
	await explainFields(trx, plan, { element_id: id }, links, linkReason ?? reason);
}
