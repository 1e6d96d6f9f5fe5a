/** What is kept of alignments: links, plans that live elsewhere, what these state, and where each comes from. */
import type { Origin } from '../records/origin.ts';
import type { IsoDate } from '../records/records.ts';
import type { Link, StatementKind } from './links.ts';

/** What every record has. */
export interface Kept {
	id: string;
	/** Rises with every state; a form made from an earlier one is a conflict. */
	version: string;
	withdrawn: boolean;
	origin: Origin;
}

export interface AlignmentRecord extends Kept, Link {
	rationale: string;
}

export interface OutsidePlan extends Kept {
	title: string;
	publisher: string | null;
	address: string | null;
	/** BCP 47. */
	language: string;
	/** What its version is called, and from which day it is. */
	edition: string | null;
	editionOn: IsoDate | null;
	/** The version before it, by id. */
	followsId: string | null;
}

export interface OutsideStatement extends Kept {
	outsideId: string;
	kind: StatementKind;
	code: string | null;
	/** Verbatim, in the language of its plan. */
	words: string;
}

/** A term as a link to it is shown. */
export interface AlignedTerm {
	id: string;
	framework: string;
	slug: string;
	code: string;
	title: string;
}

/** A passage, and the publication that it is of. */
export interface QuotedPassage {
	code: string;
	publication: string;
}
