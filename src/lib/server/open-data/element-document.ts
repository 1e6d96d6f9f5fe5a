/** The elements of a plan, each with what hangs on it, as the API sends them. */
import { moneyText } from '#lib/domain/figures/money.ts';
import type {
	BudgetLineRecord,
	ElementRecord,
	KpiRecord,
	Money,
	OwnerRecord,
	PlanRecord,
	UpdateRecord
} from '#lib/domain/records/records.ts';
import { elementKey } from '../provenance/queries.ts';
import { kpiDocument } from './kpi-document.ts';
import type { Sources } from './provenance.ts';
import type { ElementText, KpiWords } from '../plans/texts.ts';
import type { ProvenanceDocument } from './shapes/object.ts';
import type {
	BudgetLineDocument,
	ElementDocument,
	MilestoneDocument,
	OwnerDocument,
	UpdateDocument
} from './shapes/plan.ts';
import type { WorkRecordDocument } from './shapes/work.ts';

type OrNull = ProvenanceDocument | null;

function ownerDocument(owner: OwnerRecord, provenance: OrNull): OwnerDocument {
	const { organisationId, acronym, name, role, reportsThroughId } = owner;
	return {
		role,
		organisation: {
			kind: 'organisation',
			id: organisationId,
			code: acronym,
			title: name,
			provenance: null
		},
		reports_through: reportsThroughId,
		provenance
	};
}

const decimal = (amount: Money | null) => (amount === null ? null : moneyText(amount));

function budgetLineDocument(
	line: BudgetLineRecord,
	currency: string,
	provenance: OrNull
): BudgetLineDocument {
	const { id, fundSource, appropriationYear, spendingAsOf } = line;
	return {
		kind: 'budget_line',
		id,
		code: null,
		title: `${fundSource} ${appropriationYear}`,
		fund_source: fundSource,
		appropriation_year: appropriationYear,
		currency,
		appropriation: decimal(line.appropriation),
		allotment: decimal(line.allotment),
		obligation: decimal(line.obligation),
		disbursement: decimal(line.disbursement),
		spending_as_of: spendingAsOf,
		provenance
	};
}

function milestoneDocuments(element: ElementRecord, provenance: OrNull): MilestoneDocument[] {
	return element.milestones.map(({ id, title, weight, plannedOn, reachedOn }) => ({
		kind: 'milestone',
		id,
		code: null,
		title,
		weight,
		planned_on: plannedOn,
		reached_on: reachedOn,
		provenance
	}));
}

/** What a ministry wrote in its note is left out: it is not a figure. */
function updateDocument(update: UpdateRecord): UpdateDocument {
	return {
		id: update.id,
		as_of: update.asOf,
		delivery: update.delivery,
		physical_percent: update.physicalPercent,
		actual_start: update.actualStart,
		actual_end: update.actualEnd,
		recovery_on: update.recoveryOn,
		slippage_cause: update.slippageCause
	};
}

/** The elements at the top of a plan, with all others nested beneath them. */
export function elementDocuments(
	record: PlanRecord,
	sources: Sources,
	texts: Map<string, ElementText>,
	definitions: Map<string, KpiWords>,
	work: Map<string | null, WorkRecordDocument[]>
): ElementDocument[] {
	const children = Map.groupBy(record.elements, ({ parentId }) => parentId);
	const lines = Map.groupBy(record.budgetLines, ({ elementId }) => elementId);
	const kpis = Map.groupBy(record.kpis, ({ elementId }) => elementId);
	const codes = new Map(record.elements.map(({ id, code }) => [id, code]));
	const serves = Map.groupBy(record.alsoServes, ({ elementId }) => elementId);
	const ofKpi = (kpi: KpiRecord) => kpiDocument(kpi, definitions.get(kpi.id)?.texts, sources);

	const document = (element: ElementRecord): ElementDocument => {
		const { id, kind, code, title, weight, applicable, critical, terms, update } = element;
		const key = elementKey(id);
		const owners = sources.of(key, 'owners');
		const budget = sources.of(key, 'budget');
		return {
			kind,
			id,
			code,
			title,
			short_title: element.shortTitle,
			description: texts.get(id)?.description ?? null,
			applicable,
			critical,
			deliverable_defined: texts.get(id)?.deliverableDefined ?? true,
			weight,
			terms: terms.map((term) => term.code),
			owners: element.owners.map((owner) => ownerDocument(owner, owners)),
			planned_start: element.plannedStart,
			planned_end: element.plannedEnd,
			forecast_start: element.forecastStart,
			forecast_end: element.forecastEnd,
			also_serves: (serves.get(id) ?? []).flatMap(({ servesId }) => codes.get(servesId) ?? []),
			milestones: milestoneDocuments(element, sources.of(key, 'milestones')),
			budget_lines: (lines.get(id) ?? []).map((line) =>
				budgetLineDocument(line, record.currency, budget)
			),
			latest_update: update === null ? null : updateDocument(update),
			kpis: (kpis.get(id) ?? []).map(ofKpi),
			provenance: sources.of(key, 'title'),
			field_provenance: sources.fields(key),
			from_template: sources.template(key),
			work_records: work.get(id) ?? [],
			children: (children.get(id) ?? []).map(document)
		};
	};
	return (children.get(null) ?? []).map(document);
}
