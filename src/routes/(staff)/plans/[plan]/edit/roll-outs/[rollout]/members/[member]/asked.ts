/** What the page of one organisation of a roll-out begins with. */
import { error } from '@sveltejs/kit';
import { askedRollOut } from '../../../asked.ts';

interface Asked {
	locals: App.Locals;
	params: { plan: string; rollout: string; member: string };
}

export async function askedMember(event: Asked) {
	const asked = await askedRollOut(event);
	const { member: wanted } = event.params;
	const member = asked.rollOut.members.find(({ id }) => id === wanted) ?? error(404, 'not_found');
	/** By which a form that changes how it takes part knows it again. */
	const seen = member.states.reduce((last, { id }) => (+id > +last ? id : last), '0');
	return { ...asked, member, seen };
}
