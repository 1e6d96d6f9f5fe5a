/** What every chart says around its drawing, on its page and as a file. */
export interface ChartWords {
	/** The answer to its question, with the figure. */
	title: string;
	/** What is measured. */
	subtitle: string;
	/** The picture as a sentence. */
	label: string;
}
