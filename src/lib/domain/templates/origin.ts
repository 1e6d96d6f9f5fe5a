/** Where something in a plan was taken from: an item of a template, with its words there. */
export interface Origin {
	template: { slug: string; title: string; language: string };
	/** The plan that the template was made of. */
	plan: {
		slug: string;
		title: string;
		language: string;
		/**
		 * It is not adopted, was discarded, or has not published since the template was made: its words are
		 * nobody's business but of those who may edit plans.
		 */
		hidden: boolean;
	};
	item: {
		id: string;
		code: string;
		title: string;
		/** The description of an element, the definition of a KPI. */
		text: string | null;
	};
}

/** What somebody may read of an origin: the words of a plan that is not public are left out for the public. */
export interface SeenOrigin extends Omit<Origin, 'plan' | 'item'> {
	plan: Omit<Origin['plan'], 'hidden'> | null;
	item: { id: string; code: string; title: string | null; text: string | null };
}

export function seenOrigin(
	{ plan: { hidden, ...plan }, item, template }: Origin,
	mayEdit: boolean
): SeenOrigin {
	if (!hidden || mayEdit) return { template, plan, item };
	return { template, plan: null, item: { ...item, title: null, text: null } };
}
