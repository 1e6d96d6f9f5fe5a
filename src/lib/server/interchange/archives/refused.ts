/** Why a file that somebody sends is not read; each is one message at the field of the file. */
export const fileFaults = [
	/** Not of the type that its name or its beginning says. */
	'not_an_archive',
	/** Damaged, or made in a way that the type does not know. */
	'damaged',
	'encrypted',
	'too_large',
	'too_many_entries',
	'entry_twice',
	'entry_outside',
	/** An entry unpacks to another size than it declares. */
	'false_size',
	'too_large_unpacked',
	/** Reading took more memory, or more time, than one file may. */
	'too_much_memory',
	'too_slow',
	/** Pictures of pages: their words are to be recognised elsewhere first. */
	'no_text',
	/** More words than a plan's publication has. */
	'text_too_long',
	'unknown_encoding',
	'unknown_type'
] as const;
export type FileFault = (typeof fileFaults)[number];

/** A file is not read, for a reason that can be told to whoever sent it. */
export class FileRefused extends Error {
	readonly fault: FileFault;
	constructor(fault: FileFault, detail = '') {
		super(detail === '' ? fault : `${fault}: ${detail}`);
		this.fault = fault;
	}
}
