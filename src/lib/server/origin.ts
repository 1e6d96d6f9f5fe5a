interface Environment {
	ORIGIN?: string | undefined;
	HOST?: string | undefined;
	PORT?: string | undefined;
}

export const defaultPort = 3000;

/** The address under which people reach us: as the operator says, else where we listen. */
export function originOf({ ORIGIN, HOST, PORT }: Environment, port?: number): string {
	if (ORIGIN) return new URL(ORIGIN).origin;
	// a wildcard is where to listen, not where to go
	const host = !HOST || HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port ?? PORT ?? defaultPort}`;
}
