/** Puts the plans that try one difficulty each into a database, row by row. */
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import { addDays } from '#lib/domain/records/dates.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { EdgeElement, EdgeKpi, EdgeLine, EdgeMilestone, EdgePlan } from './edge-plan.ts';

/** At eleven in the morning in Manila, ten days after the day that it speaks of. */
function recordedAt({ on, recorded }: { on: string; recorded?: string }): string {
	return `${recorded ?? addDays(on, 10)}T03:00:00Z`;
}

/** Rows are appended as they are recorded, so that later ones have later ids. */
function asRecorded<Row extends { on: string; recorded?: string }>(rows: Row[] = []): Row[] {
	return rows.toSorted((one, other) => (recordedAt(one) < recordedAt(other) ? -1 : 1));
}

class Inserting {
	readonly #db: Db;
	readonly #planId: string;
	readonly #fundId: string;
	readonly #ids = new Map<string, string>();
	readonly #organisations: Map<string, string>;

	constructor(db: Db, planId: string, fundId: string, organisations: Map<string, string>) {
		this.#db = db;
		this.#planId = planId;
		this.#fundId = fundId;
		this.#organisations = organisations;
	}

	async elements(elements: EdgeElement[], parent: EdgeElement | null = null): Promise<void> {
		for (const [position, element] of elements.entries()) {
			await this.#element(element, position, parent);
			await this.elements(element.children ?? [], element);
		}
	}

	async links(elements: EdgeElement[]): Promise<void> {
		for (const { code, serves = [], children = [] } of elements) {
			const [plan_id, element_id] = [this.#planId, this.#ids.get(code)!];
			const links = serves.map((of) => ({ plan_id, element_id, serves_id: this.#ids.get(of)! }));
			if (links.length > 0) await this.#db.insertInto('element_link').values(links).execute();
			await this.links(children);
		}
	}

	async #element(element: EdgeElement, position: number, parent: EdgeElement | null) {
		const { children: _, serves: __, milestones, updates, kpis, lines, ...fields } = element;
		const { id } = await this.#db
			.insertInto('element')
			.values({
				...{ plan_id: this.#planId, position, title: `Title of ${element.code}`, ...fields },
				parent_id: parent && this.#ids.get(parent.code)!,
				parent_kind: parent && parent.kind
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		this.#ids.set(element.code, id);
		for (const [at, milestone] of (milestones ?? []).entries()) {
			await this.#milestone(id, at, milestone);
		}
		for (const { on, recorded, ...update } of asRecorded(updates)) {
			await this.#db
				.insertInto('activity_update')
				.values({
					...{ element_id: id, as_of: on, recorded_at: recordedAt({ on, recorded }) },
					...{ delivery: 'in_progress', ...update }
				})
				.execute();
		}
		for (const [at, kpi] of (kpis ?? []).entries()) await this.#kpi(id, at, kpi);
		for (const line of lines ?? []) await this.#line(id, line);
	}

	async #milestone(element_id: string, position: number, milestone: EdgeMilestone) {
		const { id } = await this.#db
			.insertInto('milestone')
			.values({
				...{ element_id, position, title: `Milestone ${position}` },
				...{ weight: milestone.weight ?? 1, planned_on: milestone.plannedOn }
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		for (const { on, recorded } of milestone.reached ?? []) {
			const recorded_at = `${recorded}T03:00:00Z`;
			await this.#db
				.insertInto('milestone_reached')
				.values({ milestone_id: id, reached_on: on, recorded_at })
				.execute();
		}
	}

	async #kpi(element_id: string, position: number, { targets, measured, ...kpi }: EdgeKpi) {
		const { id } = await this.#db
			.insertInto('kpi')
			.values({
				...{ element_id, position, title: `Title of ${kpi.code}`, unit: 'offices' },
				...{ direction: 'up', frequency: 'quarter', over_time: 'last', over_organisations: 'none' },
				...kpi
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const due = Object.entries(targets ?? {});
		for (const [due_on, value] of due) {
			await this.#db.insertInto('kpi_target').values({ kpi_id: id, due_on, value }).execute();
		}
		for (const { on, recorded, of, ...values } of asRecorded(measured)) {
			const organisation_id = of === undefined ? null : this.#organisations.get(of)!;
			const recorded_at = recordedAt({ on, recorded });
			await this.#db
				.insertInto('measurement')
				.values({ kpi_id: id, measured_on: on, recorded_at, organisation_id, ...values })
				.execute();
		}
	}

	async #line(element_id: string, { year, spent, ...amounts }: EdgeLine) {
		const { id } = await this.#db
			.insertInto('budget_line')
			.values({
				...{ element_id, fund_source_id: this.#fundId, appropriation_year: year },
				...amounts
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		for (const { on, recorded, ...values } of asRecorded(spent)) {
			const recorded_at = recordedAt({ on, recorded });
			await this.#db
				.insertInto('spending')
				.values({ budget_line_id: id, as_of: on, recorded_at, ...values })
				.execute();
		}
	}
}

/** Two ministries that measure, by acronym. */
export async function insertOrganisations(db: Db): Promise<Map<string, string>> {
	const rows = await db
		.insertInto('organisation')
		.values(
			['A', 'B'].map((acronym) => ({
				...{ slug: `ministry-${acronym.toLowerCase()}`, jurisdiction: 'edges', acronym },
				...{ name: `Ministry ${acronym}`, kind: 'ministry' as const }
			}))
		)
		.returning(['id', 'acronym'])
		.execute();
	return new Map(rows.map(({ id, acronym }) => [acronym, id]));
}

export async function insertPlan(
	db: Db,
	organisations: Map<string, string>,
	{ method, periods, elements, ...fields }: EdgePlan
): Promise<void> {
	const words = { one: 'x', many: 'xs' };
	const { id: plan_id } = await db
		.insertInto('plan')
		.values({
			...{ title: `Plan ${fields.slug}`, language: 'en', currency: 'PHP', roll_up_method: method },
			...{
				time_zone: 'Asia/Manila',
				labels: JSON.stringify({ goal: words, objective: words, activity: words })
			},
			...{ confidence_rules: JSON.stringify(defaultConfidenceRules), ...fields }
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const fund = await db
		.insertInto('fund_source')
		.values({ plan_id, code: 'GF', title: 'General fund' })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const period of periods) {
		await db
			.insertInto('reporting_period')
			.values({ ...(period as Required<typeof period>), plan_id })
			.execute();
	}
	const inserting = new Inserting(db, plan_id, fund.id, organisations);
	await inserting.elements(elements);
	await inserting.links(elements);
}
