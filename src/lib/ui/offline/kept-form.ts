/** What a form tells the script that keeps it. */

export interface KeptForm {
	/** `typed`: as soon as something is typed. `sent`: once it is sent, for there is nothing to type. */
	keeps: 'typed' | 'sent';
	/** What people call it. */
	label: string;
	/** When the server kept the draft that it is filled with; null: it is filled with none. */
	draft?: string | null;
	/** The page answers what was sent, so that all that was typed stands there already. */
	answered?: boolean;
}

export const keptForm = ({ keeps, label, draft = null, answered = false }: KeptForm) => ({
	'data-keeps': keeps,
	'data-label': label,
	'data-draft': draft ?? undefined,
	'data-answered': answered ? '' : undefined
});
