/** What a reporter's page of a roll-out begins with: the steps of the own organisations. */
import { error } from '@sveltejs/kit';
import { lastState } from '#lib/domain/rollout/members.ts';
import { organisations } from '#lib/server/elements/choices.ts';
import { find as organisationNamed } from '#lib/server/organisations/queries.ts';
import { organisationsOf } from '#lib/server/reports/writers.ts';
import { current } from '#lib/server/rollouts/current.ts';
import { membersThrough, planOfRollOut, writersOfRollOut } from '#lib/server/rollouts/writers.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import { openAs } from '../../opening.ts';

interface Event {
	locals: App.Locals;
	params: { id: string };
	url: URL;
}

/** The organisation that an address names; undefined: it names none. */
async function behalfOf({ locals, url }: Event): Promise<string | undefined> {
	const slug = url.searchParams.get('organisation');
	return slug === null ? undefined : ((await organisationNamed(locals.db, slug))?.id ?? '0');
}

export async function openRollOut(event: Event) {
	const { db, actor } = event.locals;
	const id = idOf(event.params.id) ?? error(404, 'not_found');
	const plan = await planOfRollOut(db, id);
	const opened = await openAs(event.locals, plan, writersOfRollOut(id), await behalfOf(event));
	const { as } = opened;
	const rollOut =
		(await current(db, { planId: opened.plan.id, id, drafts: true })) ?? error(404, 'not_found');
	const version = rollOut.versions.at(-1)!;
	const throughs = await membersThrough(db, rollOut, as.reportsThroughId);
	const mine = new Set(organisationsOf(actor));
	const isMine = (organisationId: string) =>
		as.onBehalf || mine.has(as.reportsThroughId) || mine.has(organisationId);
	const members = rollOut.members.filter(
		(member) => throughs.includes(member.id) && isMine(lastState(member).organisationId ?? '')
	);
	if (version.withdrawn || members.length === 0) error(404, 'not_found');
	const ids = new Set(members.map((member) => member.id));
	return {
		...{ ...opened, version, members },
		// what others have not submitted is theirs
		rollOut: { ...rollOut, entries: rollOut.entries.filter(({ memberId }) => ids.has(memberId)) },
		names: new Map((await organisations(db, opened.today)).map((one) => [one.id, one]))
	};
}
