/** What whoever makes the records of a workbook is given, and how their changes are read. */
import type { RecordChange } from '#lib/domain/interchange/record-changes.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../../db/connect.ts';
import type { DatedRevision } from '../../writing/dating.ts';
import type { EditedPlan } from '../../writing/editing.ts';

export interface Making {
	trx: Trx;
	actor: Actor;
	/** With the batch that all is a part of. */
	plan: EditedPlan;
	reason: string;
	/** In the plan's time zone. */
	today: IsoDate;
	/** The revision of the whole; null: it is a draft. */
	dated: DatedRevision | null;
}

/** The new values of a record by their fields. */
export const after = (changes: RecordChange['changes']): Record<string, FieldValue> =>
	Object.fromEntries(changes.map(({ field, after }) => [field, after]));

export const texts = (value: FieldValue | undefined): string[] =>
	Array.isArray(value) ? value.map(String) : [];

export const isMade = ({ state }: RecordChange): boolean => state !== 'unchanged';

/** The records of one kind. */
export type Records = <Kind extends RecordChange['record']>(
	kind: Kind
) => Extract<RecordChange, { record: Kind }>[];
