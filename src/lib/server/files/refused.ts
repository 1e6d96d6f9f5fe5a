/** Why a file is not taken; each is one message beside the field of the file. */
export type FileFault =
	| 'empty'
	| 'too_large'
	/** Of a type that is not on the list. */
	| 'unknown_type'
	/** Its bytes are of another type than its name says. */
	| 'other_type'
	/** A table of text with signs that no text has, or in another encoding than UTF-8. */
	| 'not_text'
	| 'damaged'
	| 'encrypted'
	/** It unpacks to more than a file may, or pretends to. */
	| 'bomb'
	| 'too_many_pixels'
	| 'infected'
	/** The scanner's limits kept it from looking through all of it. */
	| 'scanned_in_part'
	/** The scanner for viruses does not answer, or not as it should: then nothing is taken. */
	| 'not_scanned'
	/** The store does not answer, or is full. */
	| 'not_kept';

/** A file is not taken, for a reason that whoever sent it is given. */
export class FileNotTaken extends Error {
	override name = 'FileNotTaken';
	readonly fault: FileFault;

	constructor(fault: FileFault, { cause }: { cause?: unknown } = {}) {
		super(fault, { cause });
		this.fault = fault;
	}
}
