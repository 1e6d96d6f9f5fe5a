/** A ministry enters the steps of its own organisations in its report; they count once it is submitted. */
import { permission, type Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SaidOfStep } from '#lib/domain/rollout/entries.ts';
import type { Db, Trx } from '../db/connect.ts';
import { takingReport } from '../reports/reports.ts';
import { inNameOf, organisationsAmong, type Standing, type Writer } from '../reports/writers.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write } from '../writing/write.ts';
import { lock } from './current.ts';
import { compare, isOfRollOut, say } from './saying.ts';
import { writersOfRollOut } from './writers.ts';

export interface ReportedSteps {
	planId: string;
	rollOutId: string;
	/** The organisation in whose report they stand. */
	throughId: string;
	/** The newest entry when the form was read. */
	seen: string;
	said: readonly SaidOfStep[];
	today: IsoDate;
	request: SentForm | undefined;
}

type OfMember = Writer & { written_id: string };

/** Who enters each member of which something is said; undefined where one is another report's. */
async function writersOf(
	trx: Trx,
	{ rollOutId, throughId, said }: ReportedSteps
): Promise<Writer[] | undefined> {
	const { rows } = await writersOfRollOut(rollOutId).execute(trx);
	const own = (rows as OfMember[]).filter((row) => row.reports_through_id === throughId);
	const wanted = new Set(said.map(({ memberId }) => memberId));
	const found = own.filter(({ written_id: id }) => wanted.has(id));
	return found.length === wanted.size ? found : undefined;
}

/** Whether a person may write each of them, not one of them alone. */
const mayAll = (actor: Actor, writers: readonly Writer[]): boolean =>
	writers.every((one) => {
		const subject = { organisationIds: organisationsAmong([one]) };
		return permission(actor, 'write_report', subject) !== 'refused';
	});

/** The report that takes what is said: that of its last day. */
function reportOf(trx: Trx, sent: ReportedSteps, as: Standing): Promise<string | null> {
	const { planId, today, said } = sent;
	const day = said.reduce((last, { on }) => (on !== null && on > last ? on : last), '');
	const dated = { mayBeEarlier: true, field: 'day' };
	return takingReport(trx, as, { planId, today, day: day || today, dated, items: [] });
}

/**
 * Enters what organisations have done in the report at hand, all or none; says of how many something else
 * is said than before.
 *
 * @throws NotFound, also for what is another's; SaidSince; Invalid; Refused where the report takes nothing
 */
export function reportSteps(db: Db, actor: Actor, sent: ReportedSteps): Promise<number> {
	const { planId, rollOutId, throughId, seen, said, today } = sent;
	return write(db, actor, {
		...{ may: 'write_report', owned: true, raises: 'reported', unchanged: 0 },
		request: sent.request,
		read: async (trx) => {
			const found = await lock(trx, { planId, id: rollOutId, drafts: true });
			const writers = await writersOf(trx, sent);
			if (!found || !writers || !isOfRollOut(found, said)) return undefined;
			const own = new Set(said.map(({ memberId }) => memberId));
			const entries = found.entries.filter(({ memberId }) => own.has(memberId));
			const organisationIds = mayAll(actor, writers) ? organisationsAmong(writers) : [];
			const compared = await compare(trx, { ...found, entries }, { said, seen, today });
			const code = found.versions.at(-1)!.setup.title;
			return { planId, organisationIds, writers, code, ...compared };
		},
		write: async (trx, { writers, code, differing }, { onBehalf, made, actorId }) => {
			const as = inNameOf(actor, writers, onBehalf, throughId);
			const reportId = await reportOf(trx, { ...sent, said: differing }, as);
			await say(trx, rollOutId, { differing, reportId }, { byUser: actorId });
			const behalf = onBehalf ? { on_behalf_of: as.organisationId } : {};
			return {
				result: differing.length,
				entry: {
					...{ action: 'roll_out_reported', subjectKind: 'roll_out', subjectId: rollOutId },
					detail: { code, report: reportId, ...made, ...behalf }
				}
			};
		}
	});
}
