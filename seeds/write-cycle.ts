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

type PeriodStep = 'opened' | 'closed' | 'reopened';

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

const periodStep =
	(trx: Trx, { periods, accounts }: Written) =>
	(
		{ period }: CycleRow,
		{ step, at, reason = null }: { step: PeriodStep; at: Instant; reason?: string | null }
	): Step => ({
		at,
		take: () =>
			trx
				.insertInto('period_step')
				.values({
					...{ period_id: periods.get(period)!, step, reason },
					...{ occurred_at: at, by_user: accounts.office }
				})
				.execute()
	});

function publication(trx: Trx, written: Written, { period, publishedAt: at }: CycleRow): Step {
	const { planId, periods, accounts } = written;
	const byUser = accounts.office;
	const published = { planId, periodId: periods.get(period)!, reason: null, byUser, at };
	return { at, take: () => writeSnapshot(trx, published, async () => {}) };
}

export async function writeCycle(
	trx: Trx,
	written: Written,
	history: DemonstrationHistory
): Promise<void> {
	const step = periodStep(trx, written);
	// all periods are there already: until the opening of one is written it counts as open from ever
	for (const cycle of history.cycles)
		await step(cycle, { step: 'opened', at: cycle.openedAt }).take();
	const steps = [
		...reportSteps(trx, written, history),
		...history.cycles.flatMap((cycle) => [
			step(cycle, { step: 'closed', at: cycle.closedAt }),
			publication(trx, written, cycle),
			...(cycle.reopened ? [step(cycle, { step: 'reopened', ...cycle.reopened })] : [])
		])
	];
	// of one zone, their texts sort as their instants do
	for (const { take } of steps.toSorted((one, other) => (one.at < other.at ? -1 : 1))) await take();
}
