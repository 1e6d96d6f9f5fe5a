/** What the worker is told. */
export type Told =
	| {
			is: 'keep';
			/** Pages to have; `afresh`: also where they are kept already. */
			pages: string[];
			afresh: boolean;
			/** Styles, fonts and scripts that this page has loaded. */
			files: string[];
	  }
	/** It answers once all is forgotten. */
	| { is: 'forget' };
