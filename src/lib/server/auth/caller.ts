/** From where a request came: what is known of it beside who sends it. */
export interface Caller {
	/** Null where only a proxy's own address is known. */
	address: string | null;
	/** The token by which the browser is known again; null where it brings none. */
	browser?: string | null;
	/** What the browser calls itself. */
	device?: string | null;
}
