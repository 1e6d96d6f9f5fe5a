import { fail } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { saidProblems, saysMore, type SaidOfStep } from '#lib/domain/rollout/entries.ts';
import { lastState } from '#lib/domain/rollout/members.ts';
import { mostCells, readPasted, type Pasted } from '#lib/domain/rollout/pasted.ts';
import { stepName } from '#lib/domain/rollout/setup.ts';
import { m } from '#lib/paraglide/messages.js';
import { enter } from '#lib/server/rollouts/entering.ts';
import { newestOf, SaidSince } from '#lib/server/rollouts/saying.ts';
import { day } from '#lib/ui/forms/fields.ts';
import { readFields, readForm } from '#lib/ui/forms/form-state.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { askedRollOut, memberName, type AskedRollOut } from '../../asked.ts';
import { pasteWords, spelling } from './paste-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { rollOut, version, today } = await askedRollOut(event);
	const { setup } = version;
	const { searchParams } = event.url;
	return {
		title: m.rollout_edit_paste_title({ rollout: setup.title }),
		rollOut: { id: rollOut.id, title: setup.title },
		...{ today, seen: newestOf(rollOut.entries), states: spelling() },
		steps: setup.steps.map(({ title }) => title),
		...{ saved: searchParams.get('saved'), count: Number(searchParams.get('count')) || 0 }
	};
};

type Values = Record<string, string>;

const wholeWords: Record<NonNullable<Pasted['whole']>, () => string> = {
	empty: m.rollout_edit_paste_empty,
	head: m.rollout_edit_paste_head,
	too_many: () => m.rollout_edit_paste_too_many({ most: mostCells })
};

/** What a block says, and in which words what of it cannot be taken. */
function readBlock(asked: AskedRollOut, values: Values) {
	const { rollOut, version, organisations } = asked;
	const { output, errors } = readFields({ day }, values);
	const words = pasteWords(rollOut.members, organisations, output.day ?? null);
	const pasted = readPasted(values['block'] ?? '', version.setup.steps, words);
	if (pasted.whole !== null) errors['block'] = wholeWords[pasted.whole]();
	return { pasted, errors };
}

/** The line of the text that a problem speaks of. */
const lineOf = ({ field }: Problem) => Number(field.split('-')[1] ?? 0);

const rowWords = (problems: readonly Problem[]) =>
	problems
		.toSorted((one, other) => lineOf(one) - lineOf(other))
		.map((problem) => ({ line: lineOf(problem), words: problemWords(problem) }));

function shownEntry({ rollOut, version, acronymOf }: AskedRollOut, one: SaidOfStep) {
	const member = rollOut.members.find(({ id }) => id === one.memberId)!;
	const step = version.setup.steps.find(({ id }) => id === one.stepId)!;
	const { state, on, evidence, note } = one;
	return {
		...{ place: one.place, organisation: memberName(lastState(member), acronymOf) },
		...{ step: stepName(step), state: state!, on, evidence, note }
	};
}

/** All that is wrong with a block, and what of it says something new. */
function checked(asked: AskedRollOut, { said, problems }: Pasted) {
	const { rollOut, today } = asked;
	const differing = said.filter((one) => saysMore(rollOut.entries, one));
	const all = [...problems, ...saidProblems(rollOut, differing, today)];
	return {
		wrong: rowWords(all),
		entries: differing.map((one) => shownEntry(asked, one)),
		same: said.length - differing.length
	};
}

export const actions: Actions = {
	check: async (event) => {
		const asked = await askedRollOut(event);
		const values = await readForm(event.request);
		const { pasted, errors } = readBlock(asked, values);
		if (Object.keys(errors).length > 0) return wrong(values, errors);
		const preview = checked(asked, pasted);
		const answer = { form: 'check', values, errors: {}, questions: [], conflict: null, preview };
		return preview.wrong.length > 0 ? fail(400, answer) : answer;
	},
	store: async (event) => {
		const { db, actor } = event.locals;
		const asked = await askedRollOut(event);
		const { plan, rollOut, today } = asked;
		const values = await readForm(event.request);
		const { pasted, errors } = readBlock(asked, values);
		if (Object.keys(errors).length > 0) return wrong(values, errors);
		const preview = checked(asked, pasted);
		if (preview.wrong.length > 0)
			return fail(400, {
				...{ form: 'check', values, errors: {}, questions: [], conflict: null, preview }
			});
		return sendEdit(
			{ event, plan, values },
			(edited) =>
				enter(db, actor, edited, {
					...{ rollOutId: rollOut.id, seen: values['seen'] ?? '', said: pasted.said, today }
				}).catch((cause: unknown) => {
					// both are shown: whoever sends it again has seen them
					if (cause instanceof SaidSince) values['seen'] = cause.version;
					throw cause;
				}),
			(count) => `${event.url.pathname}?saved=entries&count=${count}`
		);
	}
};
