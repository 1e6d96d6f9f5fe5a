/** Alignments as their page lists them, plans that live elsewhere and what these state; and its acts. */
import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import type {
	AlignmentRecord,
	OutsidePlan,
	OutsideStatement
} from '#lib/domain/alignment/records.ts';
import { alignedKinds, type AlignedKind } from '#lib/kinds/alignment.ts';
import type { Kind, ValuesOf } from '#lib/kinds/field.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RecordOf } from '#lib/server/alignment/records.ts';
import type { AlignmentChoices, ParentChoice } from '#lib/server/alignment/choices.ts';
import { add, change, valuesOf, withdraw } from '#lib/server/alignment/commands.ts';
import { outsideName } from '#lib/server/alignment/names.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';
import { reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { parseKind, typedOf } from '#lib/ui/forms/kind-fields.ts';
import { provenanceWords } from '#lib/ui/provenance/provenance.ts';
import { statementWords } from '#lib/ui/vocabulary.ts';
import { editedPlan } from '../edited.ts';
import { recordAt, type RecordChoices, type RecordRow } from '../work-records/work-records.ts';

const groupWords: Record<ParentChoice['group'], (of: string) => string> = {
	statements: () => m.alignment_group_statements(),
	outside: () => m.alignment_group_outside(),
	plans: () => m.alignment_group_plans(),
	elements: (plan) => m.alignment_group_elements({ plan }),
	term: (framework) => m.alignment_group_term({ framework })
};

const named = ({ code, title }: { code: string | null; title: string }) =>
	code === null ? title : `${code} ${title}`;

/** Where something may come from: only a demonstration has what is invented. */
const provenances = ({ demonstration }: PlanRow): Choice[] =>
	(
		['editorial', 'source', 'public_record', ...(demonstration ? (['demo'] as const) : [])] as const
	).map((value) => ({ value, word: provenanceWords[value]() }));

/** What the fields that choose offer, by kind. */
export function offered(
	plan: PlanRow,
	{ parents, children }: AlignmentChoices,
	outside: OutsidePlan[]
): Record<AlignedKind, RecordChoices> {
	const provenance_kind = provenances(plan);
	const plans = outside.map((one) => ({ value: one.id, word: outsideName(one) }));
	return {
		alignment: {
			provenance_kind,
			aligned_child: [
				{ value: 'plan', word: m.alignment_whole() },
				...children.map((one) => ({ value: `element:${one.id}`, word: named(one) }))
			],
			aligned_to: parents.map((one) => ({
				...{ value: one.value, group: groupWords[one.group](one.of ?? '') },
				word: one.hidden ? m.alignment_choice_draft({ plan: named(one) }) : named(one)
			}))
		},
		outside_plan: { provenance_kind, follows: plans },
		outside_statement: { provenance_kind, statement_of: plans }
	};
}

const names: { [Of in AlignedKind]: (record: RecordOf<Of>, choices: RecordChoices) => string } = {
	alignment: (record: AlignmentRecord, choices) => {
		const { aligned_child, aligned_to } = valuesOf('alignment', record);
		const word = (field: string, value: string | null) =>
			choices[field]?.find((one) => one.value === value)?.word ?? '…';
		return m.alignment_name({
			child: word('aligned_child', aligned_child),
			parent: word('aligned_to', aligned_to)
		});
	},
	outside_plan: (record: OutsidePlan) => outsideName(record),
	outside_statement: ({ kind, code, words }: OutsideStatement) =>
		[statementWords[kind](), code, `“${words}”`].filter(Boolean).join(' ')
};

/** What the name of a record says already. */
const inName = new Set([
	...['aligned_child', 'aligned_to', 'outside_title', 'statement_kind', 'statement_words']
]);

/** Records of one kind as the page lists them, and as their forms are filled. */
export function rowsOf<Of extends AlignedKind>(
	of: Of,
	records: readonly RecordOf<Of>[],
	choices: RecordChoices,
	currency: string
): RecordRow[] {
	const kind: Kind = alignedKinds[of];
	return records.map((record) => {
		const values = valuesOf(of, record) as ValuesOf<Kind>;
		const said = Object.entries(values).flatMap(([field, value]) => {
			if (typeof value !== 'string' || value === '' || inName.has(field)) return [];
			const chosen = choices[field]?.find((one) => one.value === value);
			return [
				{ label: fieldLabel(field), text: chosen?.word ?? fieldText(field, value, currency) }
			];
		});
		const { id, version } = record;
		return { id, version, name: names[of](record, choices), said, values: typedOf(kind, values) };
	});
}

type Event = RequestEvent<{ plan: string }>;

async function asked(event: Event) {
	const { actor, db } = event.locals;
	const plan = await editedPlan(event);
	const values = await readForm(event.request);
	return { actor, db, plan, values, at: recordAt(values) };
}

function parse<Of extends AlignedKind>(of: Of, values: Record<string, string>, plan: PlanRow) {
	const kind: (typeof alignedKinds)[Of] = alignedKinds[of];
	return parseKind(kind, { reason }, values, plan);
}

const back = ({ slug }: PlanRow, mark: string) =>
	`/plans/${slug}/edit/alignment?saved=${mark}#content`;

/** The acts by which records of one kind are added, changed and withdrawn. */
export function alignedActions<Of extends AlignedKind>(of: Of) {
	return {
		[`add_${of}`]: async (event: Event) => {
			const { actor, db, plan, values } = await asked(event);
			const form = parse(of, values, plan);
			const name = `add_${of}`;
			if (!form.ok) return wrong(values, form.errors, name);
			const sent = { values: form.values, reason: form.more.reason };
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => add(db, actor, edited, of, sent),
				() => back(plan, 'added')
			);
		},
		[`change_${of}`]: async (event: Event) => {
			const { actor, db, plan, values, at } = await asked(event);
			const form = parse(of, values, plan);
			const name = `change_${of}-${at.id}`;
			if (!form.ok) return wrong(values, form.errors, name);
			const sent = { values: form.values, reason: form.more.reason };
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => change(db, actor, edited, of, at, sent),
				(changed) => back(plan, changed ? 'changed' : 'nothing')
			);
		},
		[`withdraw_${of}`]: async (event: Event) => {
			const { actor, db, plan, values, at } = await asked(event);
			const form = parseFields({ reason }, values);
			const name = `withdraw_${of}-${at.id}`;
			if (!form.ok) return wrong(values, form.errors, name);
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => withdraw(db, actor, edited, of, at, form.output.reason),
				() => back(plan, 'withdrawn')
			);
		}
	};
}
