/**
 * How a kind of record declares its fields, each once: its column is its name, the rest is here. From
 * it come what is typed, the words of forms, of the history and of provenance, and what is sent.
 */
import type { DayKind } from '#lib/domain/entries/plan-days.ts';

/** How a field is read; its grammar is in `domain/entries`. */
export type Reads =
	| { as: 'code' }
	| { as: 'words'; most: number; missing: () => string }
	| { as: 'optional_words'; most: number }
	| {
			as: 'decimal';
			/** Above this, or from it on. */
			above?: number;
			from?: number;
			/** What is stored where nothing is typed; left out: null. */
			empty?: string;
			/** Written in the unit of its record, as `62.5 %` is. */
			inUnit?: true;
	  }
	| { as: 'money' }
	| { as: 'day'; kind: DayKind }
	| { as: 'flag' }
	| { as: 'one_of'; options: readonly string[]; optional?: true }
	| { as: 'id' };

type ReadsAs<As extends Reads['as']> = Extract<Reads, { as: As }>;

/** What people call a field, and how much room it takes. */
export interface Said {
	word: () => string;
	hint?: () => string;
	/** The part of the form in which it stands, where that is drawn from its declarations alone. */
	part?: string;
	/** Roughly how many letters wide, or how many lines high. */
	size?: number;
	lines?: number;
	/** By which name its provenance is kept; left out: its own. */
	provenance?: string;
	/** Words, or a day, on which no figure rests: they stand on the record's page and are sent as they are. */
	text?: true;
}

export interface Field<Value, As extends Reads = Reads> extends Said {
	reads: As;
	/** Never set: it carries the type of what is stored. */
	stored?: Value;
}

export type Kind = Record<string, Field<unknown>>;

/** What is stored of a kind, by column. Numbers are decimal text. */
export type ValuesOf<Of extends Kind> = {
	[Name in keyof Of]: Of[Name] extends Field<infer Value> ? Value : never;
};

/** The texts of a kind; see {@link Said.text}. */
export type TextsOf<Of extends Kind> = {
	[Name in keyof Of as Of[Name] extends { text: true } ? Name : never]: string | null;
};

export const code = <const Of extends Said>(of: Of) => ({
	...of,
	reads: { as: 'code' } as const,
	stored: undefined as string | undefined
});

export const words = <const Of extends Said>(most: number, missing: () => string, of: Of) => ({
	...of,
	reads: { as: 'words', most, missing } as const,
	stored: undefined as string | undefined
});

export const optionalWords = <const Of extends Said>(most: number, of: Of) => ({
	...of,
	reads: { as: 'optional_words', most } as const,
	stored: undefined as string | null | undefined
});

type DecimalRules = Omit<ReadsAs<'decimal'>, 'as' | 'empty'>;

export const decimal = (of: Said & DecimalRules): Field<string | null, ReadsAs<'decimal'>> => {
	const { above, from, inUnit, ...said } = of;
	return { ...said, reads: { as: 'decimal', above, from, inUnit } };
};

/** A number that is never left open: what stands for nothing typed is given. */
export const filledDecimal = (
	empty: string,
	{ above, from, ...said }: Said & DecimalRules
): Field<string, ReadsAs<'decimal'>> => ({ ...said, reads: { as: 'decimal', above, from, empty } });

export const money = (of: Said): Field<bigint | null, ReadsAs<'money'>> => ({
	...of,
	reads: { as: 'money' }
});

export const day = <const Of extends Said>(
	kind: DayKind,
	of: Of
): Of & Field<string | null, ReadsAs<'day'>> => ({
	...of,
	reads: { as: 'day', kind }
});

export const flag = (of: Said): Field<boolean, ReadsAs<'flag'>> => ({
	...of,
	reads: { as: 'flag' }
});

export const oneOf = <const Options extends readonly string[]>(
	options: Options,
	of: Said
): Field<Options[number], ReadsAs<'one_of'>> => ({ ...of, reads: { as: 'one_of', options } });

/** One of a closed list, or none. */
export const optionalOneOf = <const Options extends readonly string[]>(
	options: Options,
	of: Said
): Field<Options[number] | null, ReadsAs<'one_of'>> => ({
	...of,
	reads: { as: 'one_of', options, optional: true }
});

/** The id of another record, or none. */
export const reference = (of: Said): Field<string | null, ReadsAs<'id'>> => ({
	...of,
	reads: { as: 'id' }
});

/** The columns of a kind, in the order in which they are declared. */
export const columnsOf = <Of extends Kind>(kind: Of): (keyof Of & string)[] => Object.keys(kind);

/** The columns of a kind that are read in one way. */
export const columnsAs = <Of extends Kind>(kind: Of, as: Reads['as']): (keyof Of & string)[] =>
	columnsOf(kind).filter((name) => kind[name]?.reads.as === as);

/** A field of a kind by its name; undefined where it has none such. */
export const fieldOf = (kind: Kind, name: string): Field<unknown> | undefined => kind[name];

/** The names of a kind's texts. */
export const textNames = <Of extends Kind>(kind: Of): (keyof TextsOf<Of> & string)[] =>
	columnsOf(kind).filter((name) => kind[name]?.text) as unknown as (keyof TextsOf<Of> & string)[];

/** The texts of a record of which none is known. */
export const noTexts = <Of extends Kind>(kind: Of): TextsOf<Of> =>
	Object.fromEntries(textNames(kind).map((name) => [name, null])) as TextsOf<Of>;

/** Fields in the names by which their provenance is kept, each once. */
export const provenanceNames = (kind: Kind, fields: readonly string[]): string[] => [
	...new Set(fields.map((name) => kind[name]?.provenance ?? name))
];
