/** Who may read a piece of evidence: the one rule, for lists, files and thumbnails alike. */
import { can, type Actor } from '../records/permissions.ts';

/** Where a piece of evidence stands, as far as its readers depend on that. */
export interface EvidencePlace {
	/**
	 * Whether what it supports is published: its report is, or its plan has no reporting periods, or the
	 * amendment whose instrument it is was adopted.
	 */
	published: boolean;
	/** Taken back: it supports nothing any more. */
	withdrawn: boolean;
	/** The plan is not adopted, and known to those who edit it alone. */
	unadopted: boolean;
	/** The organisations whose it is: that entered it, in whose report it stands, that answer for the work. */
	organisationIds: readonly string[];
	/** Whether it belongs to a report, or is the plan's own: an amendment's instrument. */
	of: 'report' | 'plan';
}

/**
 * Whether an actor may read it. What is published everybody may. The rest is for those who may see
 * figures that are not published, and for the ministries whose it is; of the plan's own for its editors.
 */
export function mayRead(evidence: EvidencePlace, actor: Actor): boolean {
	const { published, withdrawn, unadopted, organisationIds, of } = evidence;
	if (unadopted) return can(actor, 'edit_plan');
	if (published && !withdrawn) return can(actor, 'read_published');
	return of === 'plan'
		? can(actor, 'edit_plan')
		: can(actor, 'read_unpublished', { organisationIds });
}
