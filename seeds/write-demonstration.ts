/** Writes what the demonstration adds to its plan: owners, dates, budgets, KPIs, accounts, history. */
import type { Transaction } from 'kysely';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import { withIds } from '#lib/server/kpis/parts.ts';
import type { DemonstrationSeed } from './bangsamoro-demo/demonstration.ts';
import { generate } from './bangsamoro-demo/generate.ts';
import { insertAll } from './insert-all.ts';
import { writeWork } from './write-work.ts';
import { writeCycle, type WrittenAccounts } from './write-cycle.ts';
import { writeHistory, type WrittenDemonstration } from './write-history.ts';
import type { WrittenPlan } from './write-plan.ts';
import { insertProvenance } from './write-provenance.ts';
import { writeOrganisations } from './write-reference.ts';

type Trx = Transaction<Database>;

export async function writeDemonstration(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed
): Promise<void> {
	const organisations = await writeOrganisations(trx, plan.register);
	await setDates(trx, plan, seed);
	await insertOwners(trx, plan, seed, organisations);
	const written: WrittenDemonstration = {
		...plan,
		organisations,
		...(await insertKpis(trx, plan, seed, organisations)),
		funds: await insertFunds(trx, plan, seed),
		milestones: await insertMilestones(trx, plan, seed)
	};
	await insertDecisions(trx, plan, seed, organisations);
	const accounts = await insertAccounts(trx, seed, organisations);
	for (const [code, provenance] of Object.entries(seed.elementProvenance))
		await insertProvenance(
			trx,
			plan.register,
			{ element_id: plan.elements.get(code)! },
			provenance
		);
	const history = generate(seed);
	const reports = await writeHistory(trx, written, history);
	// on budget lines that came with the history
	await writeWork(trx, written, seed.work);
	// last of all, since each publication keeps what the plan says
	await writeCycle(trx, { ...reports, planId: plan.planId, accounts }, history);
}

async function setDates(trx: Trx, plan: WrittenPlan, seed: DemonstrationSeed): Promise<void> {
	for (const { code, plannedStart, plannedEnd } of seed.activities)
		await trx
			.updateTable('element')
			.set({ planned_start: plannedStart, planned_end: plannedEnd })
			.where('id', '=', plan.elements.get(code)!)
			.execute();
}

function insertOwners(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed,
	organisations: Map<string, string>
): Promise<void> {
	return insertAll(
		trx,
		'owner',
		seed.owners.map(({ element, organisation, role }) => ({
			element_id: plan.elements.get(element)!,
			organisation_id: organisations.get(organisation)!,
			role
		}))
	);
}

/** What is said of how good a KPI's values are, by its columns. */
const qualityOf = ({ quality }: DemonstrationSeed['kpis'][number]) =>
	quality && {
		quality_limits: quality.limits,
		quality_accuracy: quality.accuracy,
		quality_revisions: quality.revisions,
		quality_actions: quality.actions,
		quality_reviewed_on: quality.reviewed_on
	};

async function insertKpis(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed,
	organisations: Map<string, string>
): Promise<Pick<WrittenDemonstration, 'kpis' | 'parts'>> {
	const ids = new Map<string, string>();
	const parts = new Map<string, Disaggregation>();
	for (const kpi of seed.kpis) {
		const disaggregation = await withIds(trx, kpi.parts, null);
		const { id } = await trx
			.insertInto('kpi')
			.values({
				element_id: plan.elements.get(kpi.element)!,
				position: kpi.position,
				code: kpi.code,
				title: kpi.title,
				unit: kpi.unit.label,
				unit_kind: kpi.unit.kind,
				unit_low: kpi.unit.low,
				unit_high: kpi.unit.high,
				direction: kpi.direction,
				frequency: kpi.frequency,
				over_time: kpi.overTime,
				over_organisations: kpi.overOrganisations,
				baseline_value: kpi.baselineValue,
				baseline_on: kpi.baselineOn,
				range_low: kpi.rangeLow,
				range_high: kpi.rangeHigh,
				range_zero_distance: kpi.rangeZeroDistance,
				means_of_verification: kpi.meansOfVerification,
				result_level: kpi.resultLevel,
				disaggregation,
				...qualityOf(kpi),
				reporter_id: organisations.get(kpi.reporter)!
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(kpi.code, id);
		if (disaggregation !== null) parts.set(kpi.code, disaggregation);
		await insertAll(
			trx,
			'kpi_target',
			kpi.targets.map(({ dueOn, value }) => ({ kpi_id: id, due_on: dueOn, value }))
		);
		await insertProvenance(trx, plan.register, { kpi_id: id }, kpi.provenance);
	}
	return { kpis: ids, parts };
}

async function insertFunds(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed
): Promise<Map<string, string>> {
	const rows = await trx
		.insertInto('fund_source')
		.values(seed.fundSources.map((source) => ({ plan_id: plan.planId, ...source })))
		.returning(['id', 'code'])
		.execute();
	return new Map(rows.map((row) => [row.code, row.id]));
}

async function insertMilestones(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { activity, position, title, weight, plannedOn } of seed.milestones) {
		const { id } = await trx
			.insertInto('milestone')
			.values({
				element_id: plan.elements.get(activity)!,
				position,
				title,
				weight,
				planned_on: plannedOn
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(`${activity} ${position}`, id);
	}
	return ids;
}

function insertDecisions(
	trx: Trx,
	plan: WrittenPlan,
	seed: DemonstrationSeed,
	organisations: Map<string, string>
): Promise<void> {
	return insertAll(
		trx,
		'decision',
		seed.decisions.map((decision) => ({
			plan_id: plan.planId,
			element_id: plan.elements.get(decision.element)!,
			title: decision.title,
			reason: decision.reason,
			decider_id: organisations.get(decision.decider)!,
			raised_on: decision.raisedOn,
			due_on: decision.dueOn
		}))
	);
}

/** Accounts that only a one-time link opens; who of them acts for the ICT office, and who reports. */
async function insertAccounts(
	trx: Trx,
	seed: DemonstrationSeed,
	organisations: Map<string, string>
): Promise<WrittenAccounts> {
	const written: WrittenAccounts = { office: null, organisations: new Map() };
	for (const { name, email, role, organisation } of seed.accounts) {
		const account = await trx
			.insertInto('user_account')
			.values({ name, email, demonstration: true })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('role_grant')
			.values({
				user_id: account.id,
				role,
				organisation_id: organisation && organisations.get(organisation)!
			})
			.execute();
		if (role === 'planner') written.office = account.id;
		if (role === 'reporter') written.organisations.set(organisation!, account.id);
	}
	return written;
}
