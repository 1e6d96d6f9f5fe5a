/** What is entered of parts that are taken from a template. */

/** An element as it is to be in the plan. */
export interface TakenElement {
	/** The item that it is taken from. */
	id: string;
	code: string;
	title: string;
	description: string | null;
	/** The element of the plan beneath which it goes, where nothing above it is taken; null: at the top. */
	underId: string | null;
}

export interface TakenKpi {
	/** The item that it is taken from. */
	id: string;
	code: string;
	title: string;
	definition: string | null;
	meansOfVerification: string | null;
}

/** Why a field is as it is that was taken unchanged, in one sentence each. */
export interface TakingWords {
	/** Which template it is from, and the code of its item there. */
	from: (code: string) => string;
	/** That it was invented there, for a demonstration. */
	invented: string;
}
