import type { Department } from '#desk/department.ts';

/** Stands for the organisation whose teams review; an installation puts its own here and runs `npm run map`. */
const ORGANISATION = '@switchboard';

/** What a department changes without asking anybody else: its data and processes, their stories, their pages. */
const ownedBy = (id: string): readonly string[] => [
  `/statemachines/${id}/`,
  `/test/statemachines/${id}.test.ts`,
  `/docs/processes/${id}-*`,
];

/**
 * The text of `.github/CODEOWNERS` (row 68): whoever changes what a department owns needs its team, everything else needs
 * the platform team. The last line that fits counts, so the platform team stands first.
 */
export function codeOwners(departments: readonly Pick<Department, 'id'>[]): string {
  // By name, so that `it-security` stands after `it`, whose patterns fit its pages too.
  const ids = departments.map(({ id }) => id).sort();
  const lines = ids.flatMap((id) => ownedBy(id).map((path) => `${path} ${ORGANISATION}/${id}`));
  return [
    '# Whose review a change needs. Written by `npm run map` from the departments; do not edit.',
    `* ${ORGANISATION}/platform`,
    ...lines,
    '',
  ].join('\n');
}
