/**
 * The tables as Kysely sees them. Ids are bigint in the database and text here; dates are
 * `YYYY-MM-DD` text, money and other numerics are decimal text: nothing passes through a float or a
 * local midnight on its way. See `connect.ts` for the parsers.
 */
import type { OrganisationTables } from './organisations.ts';
import type { AccountTables } from './accounts.ts';
import type { PlanTables } from './plans.ts';
import type { ElementTables } from './elements.ts';
import type { FrameworkTables } from './frameworks.ts';
import type { KpiTables } from './kpis.ts';
import type { BudgetTables } from './budgets.ts';
import type { ReportTables } from './reports.ts';
import type { ProvenanceTables } from './provenance.ts';
import type { AuditTables } from './audit.ts';
import type { WorkbookTables } from './workbooks.ts';
import type { NoticeTables } from './notices.ts';
import type { PlanDraftTables } from './plan-drafts.ts';
import type { EvidenceTables } from './evidence.ts';
import type { ChecklistTables } from './checklists.ts';
import type { AssessmentTables } from './assessments.ts';
import type { MaturityTables } from './maturity.ts';
import type { RollOutTables } from './rollouts.ts';
import type { TemplateTables } from './templates.ts';
import type { DatedTables } from './versions.ts';

/** The tables of what is planned on some day, and what belongs to it. */
export type VersionTables = DatedTables<CurrentTables>;

export interface Database extends CurrentTables, VersionTables, PlanDraftTables {}

export interface CurrentTables
	extends
		OrganisationTables,
		AccountTables,
		PlanTables,
		ElementTables,
		FrameworkTables,
		KpiTables,
		BudgetTables,
		ReportTables,
		ProvenanceTables,
		AuditTables,
		WorkbookTables,
		NoticeTables,
		EvidenceTables,
		ChecklistTables,
		AssessmentTables,
		MaturityTables,
		RollOutTables,
		TemplateTables {}
