/** Frameworks: their axes, their terms, and what became of these in the version that follows. */
import type { ColumnType, Generated } from 'kysely';
import type { TranslatedWords } from '#lib/domain/frameworks/translation.ts';
import type { Arity, ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { Id, InstantNow } from './columns.ts';

export interface FrameworkTables {
	framework: FrameworkTable;
	framework_axis: FrameworkAxisTable;
	framework_term: FrameworkTermTable;
	framework_term_map: FrameworkTermMapTable;
	framework_translation: FrameworkTranslationTable;
	plan_framework: PlanFrameworkTable;
}

export interface FrameworkTable {
	id: Id;
	slug: string;
	title: string;
	edition: string | null;
	language: Generated<string>;
	description: string | null;
	/** The publication that it is taken from; null: it was made here. */
	source: string | null;
	source_address: string | null;
	provenance: Generated<ProvenanceKind>;
	reason: string | null;
	follows_id: string | null;
	version: Generated<number>;
}

export interface FrameworkAxisTable {
	id: Id;
	framework_id: string;
	position: number;
	slug: string;
	title: string;
	definition: string | null;
	arity: Arity;
}

export interface FrameworkTermTable {
	id: Id;
	framework_id: string;
	axis_id: string;
	position: number;
	code: string;
	title: string;
	definition: string | null;
	/** What the source prints before it. */
	marker: string | null;
	/** Null: as its framework. */
	provenance: ProvenanceKind | null;
	reason: string | null;
	/** The broader term in which it lies. */
	within_id: string | null;
	/** Where its words stand, letter for letter. */
	passage_id: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface FrameworkTermMapTable {
	id: Id;
	from_id: string;
	/** Null: dropped. */
	to_id: string | null;
	reason: string | null;
}

/** The words of a framework in another language than its own. */
export interface FrameworkTranslationTable {
	framework_id: string;
	language: string;
	title: string | null;
	/** Of axes and terms. */
	words: ColumnType<TranslatedWords[], string, string>;
	provenance: ProvenanceKind;
	reason: string | null;
	version: Generated<number>;
}

/** The frameworks that a plan is set out by. */
export interface PlanFrameworkTable {
	id: Id;
	plan_id: string;
	framework_id: string;
	/** Since when it is known. */
	recorded_at: InstantNow;
}
