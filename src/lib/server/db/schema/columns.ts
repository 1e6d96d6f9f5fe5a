/** How columns are typed as Kysely sees them. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Field, Kind } from '#lib/kinds/field.ts';

export type Id = GeneratedAlways<string>;
/** Written as text or number, read as text. */
export type Decimal = ColumnType<string, string | number, string | number>;
export type DecimalOrNull = ColumnType<
	string | null,
	string | number | null | undefined,
	string | number | null
>;
/** A column as the field that declares it is stored. */
type ColumnOf<Of> =
	Of extends Field<infer Value, infer Reads>
		? Reads extends { as: 'decimal' | 'money' }
			? null extends Value
				? DecimalOrNull
				: ColumnType<string, string | number | undefined, string | number>
			: Reads extends { as: 'flag' }
				? Generated<boolean>
				: Value
		: never;
/** The columns that a kind of record declares, but for those that the database fills by itself. */
export type Declared<Of extends Kind, Filled extends keyof Of = never> = {
	[Name in Exclude<keyof Of, Filled>]: ColumnOf<Of[Name]>;
};
export type Instant = ColumnType<Date, Date | string, Date | string>;
export type InstantNow = ColumnType<Date, Date | string | undefined, never>;
