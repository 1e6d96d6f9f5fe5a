/** The fields of periods and of what is done with their reports. */
import * as v from 'valibot';
import { ownDueField, ownDueOf } from '#lib/domain/entries/own-due-day.ts';
import { nextPeriod, type ProposedPeriod } from '#lib/domain/reporting/next-period.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { frequencies } from '#lib/domain/records/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SentOpening } from '#lib/server/periods/commands.ts';
import { day, idOf, oneOf, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';

type Values = Record<string, string>;

export const requiredDay = v.pipe(
	day,
	v.string(() => m.edit_error_choose())
);

const fields = {
	label: words(60, () => m.edit_error_choose()),
	starts_on: requiredDay,
	ends_on: requiredDay,
	due_on: requiredDay,
	frequency: oneOf(frequencies)
};

/** What the form that opens a period begins with: by the length that is asked, else that of the latest. */
export function proposedOf(
	opened: readonly Pick<ProposedPeriod, 'frequency' | 'endsOn' | 'dueOn'>[],
	{ fiscal_year_start_month }: { fiscal_year_start_month: number },
	{ today, every }: { today: IsoDate; every: string | null }
): Values {
	const frequency = frequencies.find((one) => one === every);
	const next = nextPeriod(opened, {
		...{ today, fiscalYearStartMonth: fiscal_year_start_month, frequency }
	});
	return {
		...{ label: next.label, frequency: next.frequency },
		...{ starts_on: next.startsOn, ends_on: next.endsOn, due_on: next.dueOn }
	};
}

/** The organisations of which the form says a due day. */
const ownDueIn = (values: Values) =>
	Object.keys(values).flatMap((name) => idOf(ownDueOf(name)) ?? []);

/** The period as it was typed, or a message for each field that cannot be read. */
export function readOpening(
	values: Values
): { ok: true; opening: SentOpening } | { ok: false; errors: Values } {
	const ids = ownDueIn(values);
	const own = Object.fromEntries(ids.map((id) => [ownDueField(id), day]));
	const form = parseFields({ ...fields, ...own }, values);
	if (!form.ok) return form;
	const { label, frequency, starts_on: startsOn, ends_on: endsOn, due_on: dueOn } = form.output;
	const days = form.output as Record<string, IsoDate | null>;
	const ownDueOn = new Map(
		ids.flatMap((id): [string, IsoDate][] => {
			const typed = days[ownDueField(id)];
			return typed ? [[id, typed]] : [];
		})
	);
	return { ok: true, opening: { label, frequency, startsOn, endsOn, dueOn, ownDueOn } };
}
