/** The forms in which a roll-out is set up: what they show, and what they say. */
import * as v from 'valibot';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SetupChange } from '#lib/domain/rollout/changes.ts';
import { afterField, windowField } from '#lib/domain/rollout/setup-entry.ts';
import type { RollOutSetup, RollOutStep, RollOutWave } from '#lib/domain/rollout/setup.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, flag, number, oneOf, optionalWords, reason, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { element } from '../element-choices.ts';

type Values = Record<string, string>;
const longestTitle = 300;
const longestWords = 2000;
const mostPlaces = 1000;

/** Why a change is made, and from when it holds. */
const changeFields = { from: day, reason };

const title = words(longestTitle, () => m.rollout_edit_error_title());
const place = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^\d{0,4}$/, () => m.edit_error_choose()),
	v.transform((text) => (text === '' ? mostPlaces : Number(text)))
);
const stated = v.pipe(
	number({ kind: 'number', decimals: 0 }),
	v.check(
		(count) => count === null || (Number.isInteger(count) && count >= 1 && count <= 100_000),
		() => m.rollout_edit_error_number()
	)
);

type Read =
	| { ok: true; change: SetupChange; from: IsoDate | null; reason: string }
	| { ok: false; errors: Values };

const said = (
	form: ReturnType<typeof parseFields<typeof changeFields>>,
	change: SetupChange
): Read => (form.ok ? { ok: true, change, ...form.output } : form);

const isRemoving = (values: Values) => values['act'] === 'remove';

export function readWords(values: Values): Read {
	const fields = { title, description: optionalWords(longestWords), element, ...changeFields };
	const form = parseFields(fields, values);
	if (!form.ok) return form;
	const { from, reason: why, element: elementId, ...own } = form.output;
	return { ok: true, change: { of: 'words', ...own, elementId }, from, reason: why };
}

export function readStep(values: Values, { steps }: RollOutSetup): Read {
	const id = values['step'] || null;
	if (isRemoving(values))
		return said(parseFields(changeFields, values), { of: 'step_removed', id: id ?? '' });
	const form = parseFields(
		{
			...{ title, short_title: optionalWords(60), description: optionalWords(longestWords) },
			...{ gate_words: optionalWords(longestWords), evidence_asked: optionalWords(500) },
			...{ weight: number(), place },
			...changeFields
		},
		values
	);
	if (!form.ok) return form;
	const { from, reason: why, place: at, ...own } = form.output;
	const after = steps.flatMap((step) => (values[afterField(step.id)] === 'on' ? [step.id] : []));
	const change: SetupChange = {
		...{ of: 'step', id, place: at },
		words: {
			...{ title: own.title, shortTitle: own.short_title, description: own.description },
			...{ gate: { after, words: own.gate_words }, evidence: own.evidence_asked },
			weight: own.weight
		}
	};
	return { ok: true, change, from, reason: why };
}

export function readWave(values: Values): Read {
	const id = values['wave'] || null;
	if (isRemoving(values))
		return said(parseFields(changeFields, values), { of: 'wave_removed', id: id ?? '' });
	const form = parseFields(
		{
			...{ title, description: optionalWords(longestWords), number: stated, place },
			...{ extent: oneOf(['named', 'stated', 'open']), with_earlier: flag },
			...changeFields
		},
		values,
		({ extent, number: count }): Values =>
			extent === 'stated' && count === null ? { number: m.rollout_edit_error_number() } : {}
	);
	if (!form.ok) return form;
	const { from, reason: why, place: at, extent: kind, number: count, ...own } = form.output;
	const extent =
		kind === 'stated' ? { kind, number: count!, withEarlier: own.with_earlier } : { kind };
	const { title: name, description } = own;
	const change: SetupChange = {
		...{ of: 'wave', id, place: at },
		words: { title: name, description, extent }
	};
	return { ok: true, change, from, reason: why };
}

export function readWindows(values: Values, { steps }: RollOutSetup): Read {
	const lines = [null, ...steps.map(({ id }) => id)];
	const days = Object.fromEntries(
		lines.flatMap((id) => [
			[windowField('starts', id), day],
			[windowField('ends', id), day]
		])
	);
	const form = parseFields({ ...days, ...changeFields }, values);
	if (!form.ok) return form;
	const { from, reason: why } = form.output;
	const read: Record<string, IsoDate | null> = { ...form.output };
	const windows = lines.map((stepId) => ({
		stepId,
		startsOn: read[windowField('starts', stepId)] ?? null,
		endsOn: read[windowField('ends', stepId)] ?? null
	}));
	const change: SetupChange = { of: 'windows', waveId: values['wave'] ?? '', windows };
	return { ok: true, change, from, reason: why };
}

const orNothing = (value: string | number | null) => (value === null ? '' : String(value));

/** What is stored of a step, as its form shows it. */
export function stepValues(step: RollOutStep, at: number): Values {
	return {
		...{ title: step.title, short_title: orNothing(step.shortTitle), place: String(at + 1) },
		...{ description: orNothing(step.description), gate_words: orNothing(step.gate.words) },
		...{ evidence_asked: orNothing(step.evidence), weight: orNothing(step.weight) },
		...Object.fromEntries(step.gate.after.map((id) => [afterField(id), 'on']))
	};
}

export function waveValues({ title: name, description, extent }: RollOutWave, at: number): Values {
	const isStated = extent.kind === 'stated';
	return {
		...{ title: name, description: orNothing(description), place: String(at + 1) },
		...{ extent: extent.kind, number: isStated ? String(extent.number) : '' },
		...(isStated && extent.withEarlier && { with_earlier: 'on' })
	};
}

export function windowValues({ windows }: RollOutSetup, waveId: string): Values {
	const own = windows.filter((window) => window.waveId === waveId);
	return Object.fromEntries(
		own.flatMap(({ stepId, startsOn, endsOn }) => [
			[windowField('starts', stepId), orNothing(startsOn)],
			[windowField('ends', stepId), orNothing(endsOn)]
		])
	);
}
