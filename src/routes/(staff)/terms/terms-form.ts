/** The terms of frameworks in a form: each is a box that is ticked. */
type Values = Record<string, string>;

export const termField = (id: string): string => `term-${id}`;

/** Ids of the terms that are ticked. */
export const tickedTerms = (values: Values): string[] =>
	Object.keys(values).flatMap((name) => /^term-(\d{1,18})$/.exec(name)?.[1] ?? []);

export const termValues = (ids: readonly string[]): Values =>
	Object.fromEntries(ids.map((id) => [termField(id), 'on']));
