/** What supports what is reported: files and links. */
import type { Generated } from 'kysely';
import type { Id, InstantNow } from './columns.ts';

export interface EvidenceTables {
	evidence: EvidenceTable;
	evidence_file: EvidenceFileTable;
}

export interface EvidenceTable {
	id: Id;
	/** The first row of the same record; null: this is it. */
	record_id: string | null;
	plan_id: string;
	element_id: string | null;
	milestone_id: string | null;
	/** The update of the element that it shows; null: none by itself. */
	update_id: string | null;
	kpi_id: string | null;
	/** The measurement of the KPI that it shows. */
	measurement_id: string | null;
	/** What was spent of a budget line of the element, which it shows. */
	spending_id: string | null;
	amendment_id: string | null;
	/** Of which day it speaks. */
	speaks_of: string | null;
	caption: string;
	file_id: string | null;
	link: string | null;
	/** In whose name it was entered; null: the plan's own. */
	organisation_id: string | null;
	report_id: string | null;
	recorded_by: string | null;
	recorded_at: InstantNow;
	withdrawn: Generated<boolean>;
	/** Why it was taken back. */
	state_reason: string | null;
}

export interface EvidenceFileTable {
	id: Id;
	/** Under which it lies in the store, and is asked for. */
	name: string;
	/** As its sender called it. */
	original_name: string;
	media_type: string;
	bytes: number;
	sha256: string;
	/** Of pictures, in pixels. */
	width: number | null;
	height: number | null;
	thumbnail: string | null;
	recorded_at: InstantNow;
}
