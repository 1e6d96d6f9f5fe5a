/** In which words a pasted table names its columns, states and organisations. */
import { readDay } from '#lib/domain/entries/days.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { asCompared } from '#lib/domain/entries/organisation-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { lastState, takingPart } from '#lib/domain/rollout/members.ts';
import type { LongColumn, PasteWords } from '#lib/domain/rollout/pasted.ts';
import { stepStates, type RollOutMember, type StepState } from '#lib/domain/rollout/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { stepStateWords } from '#lib/ui/rollout-words.ts';

const columns: Record<LongColumn, () => string> = {
	organisation: m.rollout_edit_head_organisation,
	step: m.rollout_edit_head_step,
	state: m.rollout_edit_head_state,
	on: m.rollout_edit_head_on,
	evidence: m.rollout_edit_head_evidence,
	note: m.rollout_edit_head_note
};

const states: Record<StepState, () => string> = {
	not_started: m.rollout_edit_spelt_not_started,
	commenced: m.rollout_edit_spelt_commenced,
	done: m.rollout_edit_spelt_done,
	not_applicable: m.rollout_edit_spelt_not_applicable
};

/** Finds a key by any of its words; a space, `_` or `-` between them is the same. */
function byWords<Key extends string>(words: Record<Key, () => string>) {
	const plain = (text: string) => asCompared(text.replaceAll(/[_-]/g, ' '));
	const keys = new Map(
		(Object.keys(words) as Key[]).flatMap((key) =>
			words[key]()
				.split(',')
				.map((word): [string, Key] => [plain(word), key])
		)
	);
	return (text: string): Key | undefined => keys.get(plain(text));
}

/** @param organisations those that members may be */
export function pasteWords(
	members: readonly RollOutMember[],
	organisations: readonly { id: string; acronym: string; name: string }[],
	day: IsoDate | null
): PasteWords {
	const byId = new Map(organisations.map((one) => [one.id, one]));
	const named = new Map(
		takingPart(members).flatMap((member): [string, string][] => {
			const { organisationId, label } = lastState(member);
			const { acronym, name } = byId.get(organisationId ?? '') ?? {};
			return [name, acronym, label].flatMap((text) =>
				text ? [[asCompared(text), member.id] as [string, string]] : []
			);
		})
	);
	return {
		columnOf: byWords(columns),
		stateOf: byWords(states),
		memberOf: (text) => named.get(asCompared(text)),
		readDay: (text) => readDay(text, entryLanguage(getLocale())),
		day
	};
}

/** The states as they are written, for whoever pastes. */
export const spelling = (): string =>
	stepStates.map((state) => stepStateWords[state]().toLowerCase()).join(', ');
