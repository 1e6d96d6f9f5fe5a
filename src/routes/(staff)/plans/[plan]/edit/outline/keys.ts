/** Which key asks for what, as spreadsheets and outlines have taught it. */

export type Command =
	| { go: 'up' | 'down' | 'left' | 'right' | 'page_up' | 'page_down'; extend: boolean }
	| { go: 'row_start' | 'row_end' | 'first' | 'last'; extend: boolean }
	| {
			act:
				| 'next'
				| 'insert'
				| 'indent'
				| 'outdent'
				| 'move_up'
				| 'move_down'
				| 'remove'
				| 'clear'
				| 'fill'
				| 'undo'
				| 'redo'
				| 'edit'
				| 'revert'
				| 'leave';
	  };

/** How a cell is being typed in: not at all, over what stood there, or within it. */
export type Typing = 'no' | 'over' | 'within';

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const withControl: Record<string, Command> = {
	Enter: { act: 'insert' },
	Delete: { act: 'remove' }
};
/** While nothing is being typed: then the browser's own undoing is about the text. */
const withControlAtRest: Record<string, Command> = {
	z: { act: 'undo' },
	y: { act: 'redo' },
	d: { act: 'fill' },
	Home: { go: 'first', extend: false },
	End: { go: 'last', extend: false }
};
const withAlt: Record<string, Command> = {
	ArrowUp: { act: 'move_up' },
	ArrowDown: { act: 'move_down' }
};
const plain: Record<string, Command> = {
	Enter: { act: 'next' },
	Tab: { act: 'indent' },
	F2: { act: 'edit' }
};
const going: Record<string, Extract<Command, { go: string }>['go']> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	PageUp: 'page_up',
	PageDown: 'page_down'
};
const goingAcross: typeof going = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	Home: 'row_start',
	End: 'row_end'
};

function controlled({ key, shiftKey }: Key, typing: Typing): Command | undefined {
	const letter = key.length === 1 ? key.toLowerCase() : key;
	if (letter === 'z' && shiftKey && typing === 'no') return { act: 'redo' };
	return withControl[letter] ?? (typing === 'no' ? withControlAtRest[letter] : undefined);
}

/** What a key asks for; undefined: it is the text's, or the browser's. */
export function commandOf(event: Key, typing: Typing): Command | undefined {
	const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
	if (ctrlKey || metaKey) return controlled(event, typing);
	if (altKey) return withAlt[key];
	if (key === 'Escape') return { act: typing === 'no' ? 'leave' : 'revert' };
	if (key === 'Tab' && shiftKey) return { act: 'outdent' };
	if (key === 'Enter' && shiftKey) return { go: 'up', extend: false };
	const act = plain[key] ?? (key === 'Delete' && typing === 'no' ? { act: 'clear' } : undefined);
	if (act) return act as Command;
	const go = going[key] ?? (typing === 'within' ? undefined : goingAcross[key]);
	return go && { go, extend: shiftKey && typing === 'no' };
}
