import { schemaOf } from '#desk/case/fields/schema.ts';
import { standingOf } from '#desk/routing/roll-out.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { desk } from '../writing-desk.ts';
import type { Call } from './call.ts';
import { viewerOf } from './viewer.ts';

/** What may be asked for. */
export const SERVICES = {
  listServices: async ({ event }: Call<undefined>) => {
    const { sub } = viewerOf(event);
    const offered = desk().catalogue.departments.filter(
      (each) => each.id !== TRIAGE && standingOf(each, sub) === 'serves',
    );
    return {
      items: offered.flatMap(({ id, name, words, services }) =>
        services
          .filter(({ silent, onlyAsPart }) => silent !== true && onlyAsPart === undefined)
          .map((service) => ({
            service: `${id}/${service.id}`,
            department: name,
            title: service.title,
            description: service.description,
            kind: words.kinds[service.kind] ?? service.kind,
            fields: schemaOf(service.fields ?? []),
          })),
      ),
    };
  },
};
