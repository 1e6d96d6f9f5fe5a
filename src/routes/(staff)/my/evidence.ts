/** The evidence of something on the pages where it is entered, and what of it can be shown. */
import { evidencePart, type EvidencePart } from '#app/evidence/evidence-part.ts';
import { m } from '#lib/paraglide/messages.js';
import { entriesIn, type EntryChoice } from '#lib/server/evidence/entries.ts';
import { ofReported } from '#lib/server/evidence/queries.ts';
import type { Reported } from '#lib/server/evidence/subjects.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import type { Opened } from './opening.ts';

/** What evidence is of, as its own page and the page where it is entered show it. */
export interface About<Kind extends EntryChoice['kind']> {
	of: Pick<Reported, 'kind' | 'id'>;
	/** What stands above its title. */
	code: string;
	name: string;
	/** Where it is entered; beneath it lies the page of its evidence. */
	address: string;
	/** What follows in either address: for whom the planner writes; left out: nothing. */
	query?: string;
	/** What an entry says, with its day. */
	say: (entry: Extract<EntryChoice, { kind: Kind }>) => string;
	milestones?: readonly { id: string; title: string }[];
	/** What evidence shows that names no entry; left out: each names one. */
	whole?: string;
}

/** Entries of the report that is open, or, while no period has begun, those that stand by themselves. */
export async function reportedEvidence<Kind extends EntryChoice['kind']>(
	{ db, actor }: App.Locals,
	{ plan, tasks, as }: Opened,
	url: URL,
	{ of, address, query = '', say, milestones = [], whole }: About<Kind>
): Promise<EvidencePart> {
	const { report } = tasks;
	const [all, entries] = await Promise.all([
		ofReported(db, of),
		entriesIn(
			db,
			of,
			report?.open ? { periodId: report.period.id, organisationId: as.reportsThroughId } : null
		)
	]);
	const choices: Choice[] = [
		...entries.map((entry) => ({
			value: `entry-${entry.id}`,
			word: say(entry as Extract<EntryChoice, { kind: Kind }>),
			group: m.evidence_group_reported()
		})),
		...milestones.map(({ id, title }) => ({
			value: `milestone-${id}`,
			word: title,
			group: m.evidence_group_milestones()
		}))
	];
	const hasPeriods = tasks.record.periods.length > 0;
	const sentTo = { action: `${address}/evidence`, query };
	const closed = report?.open === false;
	return evidencePart(all, actor, url, { ...sentTo, plan, hasPeriods, choices, whole, closed });
}
