/**
 * Runs the demonstration's reporting cycle: each step in the order in which it was taken, since one that is
 * written later counts as later, and each publication by what publishes a period in use.
 */
import type { Transaction } from 'kysely';
import type { ReportAct } from '#lib/domain/reporting/cycle.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import { writeSnapshot } from '#lib/server/publishing/write-snapshot.ts';
import type {
	CycleRow,
	DemonstrationHistory,
	Instant,
	TransitionRow
} from './bangsamoro-demo/rows.ts';
import type { WrittenReports } from './write-history.ts';

type Trx = Transaction<Database>;

/** Who acts for the ICT office, and for each organisation, by its slug. */
export interface WrittenAccounts {
	office: string | null;
	organisations: Map<string, string>;
}

interface Written extends WrittenReports {
	planId: string;
	accounts: WrittenAccounts;
}

interface Step {
	at: Instant;
	take: () => Promise<unknown>;
}

const acts: Record<TransitionRow['state'], ReportAct> = {
	submitted: 'submit',
	returned: 'return',
	approved: 'approve'
};

function reportSteps(trx: Trx, written: Written, { reports }: DemonstrationHistory): Step[] {
	const { office, organisations } = written.accounts;
	return reports.flatMap(({ period, organisation, transitions }) =>
		transitions.map(({ state, reason, occurredAt }) => ({
			at: occurredAt,
			take: () =>
				trx
					.insertInto('report_transition')
					.values({
						...{ report_id: written.reports.get(`${period} ${organisation}`)!, state, reason },
						...{ act: acts[state], occurred_at: occurredAt },
						by_user: state === 'submitted' ? (organisations.get(organisation) ?? null) : office
					})
					.execute()
		}))
	);
}

function periodSteps(trx: Trx, written: Written, cycle: CycleRow): Step[] {
	const { planId, periods, accounts } = written;
	const [periodId, byUser] = [periods.get(cycle.period)!, accounts.office];
	const step = (
		step: 'opened' | 'closed' | 'reopened',
		at: Instant,
		reason: string | null = null
	): Step => ({
		at,
		take: () =>
			trx
				.insertInto('period_step')
				.values({ period_id: periodId, step, reason, occurred_at: at, by_user: byUser })
				.execute()
	});
	const { openedAt, closedAt, publishedAt: at, reopened } = cycle;
	const published = { planId, periodId, reason: null, byUser, at };
	return [
		step('opened', openedAt),
		step('closed', closedAt),
		{ at, take: () => writeSnapshot(trx, published, async () => {}) },
		...(reopened ? [step('reopened', reopened.at, reopened.reason)] : [])
	];
}

export async function writeCycle(
	trx: Trx,
	written: Written,
	history: DemonstrationHistory
): Promise<void> {
	const steps = [
		...reportSteps(trx, written, history),
		...history.cycles.flatMap((cycle) => periodSteps(trx, written, cycle))
	];
	// of one zone, their texts sort as their instants do
	for (const { take } of steps.toSorted((one, other) => (one.at < other.at ? -1 : 1))) await take();
}
