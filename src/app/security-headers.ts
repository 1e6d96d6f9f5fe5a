/** What browsers are told about every answer: pages, errors, data and static files alike. */

type Source = 'self' | 'none' | 'data:';

/** As SvelteKit takes it; it adds the hashes of its own inline scripts to each page. */
export const contentSecurityPolicy = {
	'default-src': ['self'],
	'img-src': ['self', 'data:'],
	'object-src': ['none'],
	'base-uri': ['self'],
	'form-action': ['self'],
	'frame-ancestors': ['none']
} satisfies Record<string, Source[]>;

const isKeyword = (source: string) => source === 'self' || source === 'none';

/** The same policy as a header, for what SvelteKit does not render. */
const policyHeader = Object.entries(contentSecurityPolicy)
	.map(([directive, sources]) =>
		[directive, ...sources.map((source) => (isKeyword(source) ? `'${source}'` : source))].join(' ')
	)
	.join('; ');

export function securityHeaders(protocol: string): Record<string, string> {
	return {
		'content-security-policy': policyHeader,
		'x-content-type-options': 'nosniff',
		// a stricter one would blank the Origin of our own forms
		'referrer-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=()',
		'cross-origin-opener-policy': 'same-origin',
		...(protocol === 'https:' && {
			'strict-transport-security': 'max-age=31536000; includeSubDomains'
		})
	};
}
