/** The direction of imports, as drawn in the README. */
module.exports = {
	forbidden: [
		{
			name: 'domain-is-pure',
			comment: 'domain imports only itself and date-fns',
			severity: 'error',
			from: { path: '^src/lib/domain/', pathNot: '\\.test\\.ts$|^src/lib/domain/testing/' },
			to: { pathNot: '^src/lib/domain/|date-fns' }
		},
		{
			name: 'domain-is-tried-alone',
			comment: 'what tests of the domain draw their plans with imports besides only fast-check',
			severity: 'error',
			from: { path: '^src/lib/domain/testing/', pathNot: '\\.test\\.ts$' },
			to: { pathNot: '^src/lib/domain/|date-fns|fast-check' }
		},
		{
			name: 'kinds-are-declarations',
			comment: 'kinds import only themselves, domain and messages',
			severity: 'error',
			from: { path: '^src/lib/kinds/' },
			to: { pathNot: '^src/lib/(kinds|domain|paraglide)/' }
		},
		{
			name: 'pictures-know-no-server',
			comment: 'charts, ui and views never import server, app or routes',
			severity: 'error',
			from: { path: '^src/lib/(charts|ui|views)/' },
			to: { path: '^src/lib/server/|^src/(routes|app)/' }
		},
		{
			name: 'routes-know-no-database',
			comment: 'routes never import kysely, pg, or server/db',
			severity: 'error',
			from: { path: '^src/routes/' },
			to: { path: '^src/lib/server/db/|node_modules/(kysely|pg)/' }
		},
		{
			name: 'server-knows-no-framework',
			comment: 'domain and server never import $app/* or @sveltejs/kit',
			severity: 'error',
			from: { path: '^src/lib/(domain|server|views)/' },
			to: { path: '^\\$app/|@sveltejs/kit' }
		},
		{
			name: 'lucia-stays-behind-auth',
			comment: 'its last release is out: whatever takes its place changes one folder',
			severity: 'error',
			from: { pathNot: '^src/lib/server/auth/' },
			to: { path: 'node_modules/lucia/' }
		},
		{
			name: 'migrations-stand-alone',
			comment: 'migrations import only kysely',
			severity: 'error',
			from: { path: '^migrations/' },
			to: { pathNot: 'node_modules/kysely/' }
		},
		{
			name: 'no-cycles',
			comment:
				'components that draw a tree draw themselves; nothing else comes back to where it began',
			severity: 'error',
			from: { pathNot: '(OutlineItem|TimelineBranch)\\.svelte$' },
			to: { circular: true }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^src/lib/paraglide/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { conditionNames: ['import', 'types', 'svelte', 'node', 'default'] }
	}
};
