/** The form in which an organisation is named, moves, leaves or is merged. */
import type { MemberAct } from '#lib/domain/rollout/members.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, oneOf, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields, readFields } from '#lib/ui/forms/form-state.ts';

type Values = Record<string, string>;

const chosen = words(18, () => m.edit_error_choose());

/** What each act asks besides a reason. */
const asked = {
	named: { organisation: chosen },
	wave: { wave: chosen, from: day },
	left: { from: day },
	merged: { into: chosen, from: day }
};

type ActName = keyof typeof asked;

export const actNames = Object.keys(asked) as ActName[];

/** The name of an act in what was sent; undefined: it is none. */
export const actIn = (values: Values): ActName | undefined =>
	readFields({ act: oneOf(actNames) }, values).output.act;

function actOf(name: ActName, values: Values): MemberAct | Values {
	switch (name) {
		case 'named': {
			const form = parseFields(asked.named, values);
			return form.ok ? { act: name, organisationId: form.output.organisation } : form.errors;
		}
		case 'wave': {
			const form = parseFields(asked.wave, values);
			return form.ok
				? { act: name, waveId: form.output.wave, from: form.output.from }
				: form.errors;
		}
		case 'left': {
			const form = parseFields(asked.left, values);
			return form.ok ? { act: name, from: form.output.from } : form.errors;
		}
		case 'merged': {
			const form = parseFields(asked.merged, values);
			return form.ok
				? { act: name, intoId: form.output.into, from: form.output.from }
				: form.errors;
		}
	}
}

const isAct = (read: MemberAct | Values): read is MemberAct =>
	'act' in read && actNames.some((name) => name === read['act']);

/** What a form says, or what of it cannot be read. */
export function readAct(
	name: ActName,
	values: Values
): { act: MemberAct; reason: string } | { errors: Values } {
	const read = actOf(name, values);
	const why = parseFields({ reason }, values);
	if (isAct(read) && why.ok) return { act: read, reason: why.output.reason };
	return { errors: { ...(isAct(read) ? {} : read), ...(why.ok ? {} : why.errors) } };
}
