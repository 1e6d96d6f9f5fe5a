/** Reads the demonstration: what it adds to the plan that it is a clone of. */
import { join } from 'node:path';
import { seedsFolder } from '../folders.ts';
import { loadPlan, type PlanSeed } from '../load.ts';
import type { Provenance } from '../provenance.ts';
import { readYaml } from '../read.ts';
import { loadOrganisations } from '../reference.ts';
import {
	accountsFile,
	activitiesFile,
	decisionsFile,
	fundsFile,
	kpisFile,
	milestonesFile,
	notesFile,
	slipsFile,
	storyFile,
	workFile
} from './files.ts';
import { budgetLinesOf } from './budget-lines.ts';
import { checkDemonstration } from './check.ts';
import type {
	AccountSeed,
	ActivitySeed,
	BudgetLineSeed,
	DecisionSeed,
	DemonstrationSeed,
	KpiSeed,
	MilestoneSeed,
	OwnerSeed
} from './demonstration.ts';
import { kpisOf } from './kpis.ts';
import { fromMillions } from './money.ts';
import { quarterOf } from './quarters.ts';

export type {
	AccountSeed,
	ActivitySeed,
	BudgetLineSeed,
	DecisionSeed,
	DemonstrationSeed,
	KpiSeed,
	MilestoneSeed,
	OwnerSeed
};

/** Reads and checks the demonstration. Throws a `SeedError` that names file and path at a fault. */
export function loadDemonstration(seeds: string = seedsFolder): DemonstrationSeed {
	const at = (name: string) => join(seeds, 'bangsamoro-demo', name);
	const written = readYaml(at('activities.yaml'), activitiesFile);
	const funds = readYaml(at('funds.yaml'), fundsFile);
	const kpis = readYaml(at('kpis.yaml'), kpisFile);
	const story = readYaml(at('story.yaml'), storyFile);
	const plan = loadPlan('bangsamoro-demo', seeds);
	const throughOther = new Map(
		loadOrganisations(seeds).map(({ slug, reportsThrough }) => [slug, reportsThrough ?? slug])
	);
	const milestones = milestonesOf(at('milestones.yaml'));
	const activities = activitiesOf(written.activities, plan, throughOther);
	const demonstration: DemonstrationSeed = {
		plan,
		activities,
		owners: ownersOf(activities, written.reporters),
		milestones,
		kpis: kpisOf(kpis, at('kpis.yaml')),
		fundSources: Object.entries(funds.sources).map(([code, title]) => ({ code, title })),
		budgetLines: activities.flatMap((activity) => budgetLinesOf(activity, funds)),
		decisions: decisionsOf(at('decisions.yaml')),
		work: readYaml(at('work.yaml'), workFile),
		accounts: accountsOf(at('accounts.yaml')),
		story,
		notes: readYaml(at('notes.yaml'), notesFile).notes,
		slips: readYaml(at('slips.yaml'), slipsFile).slips,
		kpiCourses: kpis.kpis,
		elementProvenance: elementProvenance(activities, milestones)
	};
	checkDemonstration(demonstration, new Set(throughOther.keys()), at(''));
	return demonstration;
}

type WrittenActivities = ReturnType<typeof readYaml<typeof activitiesFile>>['activities'];

function activitiesOf(
	written: WrittenActivities,
	plan: PlanSeed,
	throughOther: Map<string, string>
): ActivitySeed[] {
	const order = plan.elements.map((element) => element.code);
	const activities = Object.entries(written).map(([code, { lead, window, million }]) => {
		const [first = '', last = ''] = window.split('-');
		return {
			code,
			lead,
			reportedBy: throughOther.get(lead) ?? lead,
			plannedStart: quarterOf(first).startsOn,
			plannedEnd: quarterOf(last).endsOn,
			budget: fromMillions(million)
		};
	});
	return activities.toSorted((one, other) => order.indexOf(one.code) - order.indexOf(other.code));
}

function ownersOf(activities: ActivitySeed[], reporters: Record<string, string[]>): OwnerSeed[] {
	const leads = activities.map(({ code, lead }): OwnerSeed => {
		return { element: code, organisation: lead, role: 'lead' };
	});
	const others = Object.entries(reporters).flatMap(([organisation, elements]) =>
		elements.map((element): OwnerSeed => ({ element, organisation, role: 'reporter' }))
	);
	return [...leads, ...others];
}

/** All that is added to an activity is invented. */
function elementProvenance(activities: ActivitySeed[], milestones: MilestoneSeed[]) {
	const demo: Provenance = { kind: 'demo', reason: null };
	const fields = ['owners', 'planned_start', 'planned_end', 'budget'];
	return Object.fromEntries(
		activities.map(({ code }) => {
			const own = milestones.some((milestone) => milestone.activity === code) ? ['milestones'] : [];
			return [code, Object.fromEntries([...fields, ...own].map((field) => [field, demo]))];
		})
	);
}

function milestonesOf(file: string): MilestoneSeed[] {
	const { milestones } = readYaml(file, milestonesFile);
	return Object.entries(milestones).flatMap(([activity, list]) =>
		list.map(({ title, weight, planned, reached }, position) => ({
			activity,
			position,
			title,
			weight,
			plannedOn: planned,
			reachedOn: reached
		}))
	);
}

function decisionsOf(file: string): DecisionSeed[] {
	return readYaml(file, decisionsFile).decisions.map(({ raised_on, due_on, ...rest }) => ({
		...rest,
		raisedOn: raised_on,
		dueOn: due_on
	}));
}

function accountsOf(file: string): AccountSeed[] {
	return readYaml(file, accountsFile).accounts.map((account) => ({
		...account,
		organisation: account.organisation ?? null
	}));
}
