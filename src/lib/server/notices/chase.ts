/** Asks organisations for reports that are late: first shown, then sent, and logged. */
import type { MailReader, Digest } from '#lib/domain/reporting/notices.ts';
import { changes } from '#lib/domain/records/changes.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { NotAllowed, NotFound } from '../writing/refusals.ts';
import { notify } from './notify.ts';
import { outstanding, type OutstandingReport } from './outstanding.ts';
import { addressee } from './queries.ts';
import { recipients } from './recipients.ts';

/** Which organisations are asked for the reports of a period. */
export interface Chase {
	planId: string;
	periodId: string;
	organisationIds: readonly string[];
}

export interface ChasedPerson extends MailReader {
	digest: Digest;
}

export interface ChasedOrganisation {
	report: OutstandingReport;
	/** Empty: nobody acts for it, so that nobody is told. */
	people: ChasedPerson[];
}

const chosen = async (db: Db, { periodId, organisationIds }: Omit<Chase, 'planId'>) => {
	const asked = new Set(organisationIds);
	const reports = await outstanding(db, [periodId]);
	return reports.filter(({ organisationId }) => asked.has(organisationId));
};

/**
 * Who would be told of what: of each organisation that has not submitted, its people. What a mail would
 * say, `noticeMail` makes of the same notice.
 *
 * @throws NotAllowed
 */
export async function previewChase(
	db: Db,
	actor: Actor,
	chase: Chase
): Promise<ChasedOrganisation[]> {
	if (!can(actor, 'conduct_periods')) throw new NotAllowed();
	const reports = await chosen(db, chase);
	const organisationIds = reports.map(({ organisationId }) => organisationId);
	const found = await recipients(db, { organisationIds });
	const people = await Promise.all(
		found.map(async ({ userId, organisationId }) => {
			const person = await addressee(db, userId);
			return { organisationId, person };
		})
	);
	return reports.map((report) => ({
		report,
		people: people.flatMap(({ organisationId, person }) =>
			person && organisationId === report.organisationId
				? [
						{
							name: person.name,
							email: person.email,
							demonstration: person.demonstration,
							digest: person.digest
						}
					]
				: []
		)
	}));
}

/**
 * Tells the people of organisations that their reports are asked for, with what the planner adds; an
 * organisation is asked once a day. Says how many people were told.
 *
 * @param today in the plan's zone
 * @throws NotAllowed; NotFound where none of them owes a report of that period
 */
export async function chase(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	asked: Omit<Chase, 'planId'> & { message: string | null; today: IsoDate }
): Promise<number> {
	const { periodId, message, today } = asked;
	return await edit(db, actor, plan, {
		may: 'conduct_periods',
		raises: 'nothing',
		action: 'reports_chased',
		kind: 'reporting_period',
		reason: message,
		read: async (trx) => {
			const period = await trx
				.selectFrom('reporting_period')
				.where('id', '=', periodId)
				.where('plan_id', '=', plan.id)
				.select('label')
				.executeTakeFirst();
			const reports = period ? await chosen(trx, asked) : [];
			if (!period || reports.length === 0) throw new NotFound();
			const acronyms = reports.map(({ acronym }) => acronym);
			return { code: period.label, reports, changes: changes({}, { organisations: acronyms }) };
		},
		write: async (trx, { reports }) => {
			let told = 0;
			for (const [dueOn, due] of Map.groupBy(reports, (report) => report.dueOn))
				told += await notify(trx, {
					kind: 'chased',
					reason: `chased:${periodId}:${today}`,
					planId: plan.id,
					periodId,
					words: { dueOn, ...(message !== null && { message }) },
					to: { organisationIds: due.map(({ organisationId }) => organisationId) }
				});
			return { result: told, id: periodId };
		}
	});
}
