import { schemaOf } from '#desk/case/fields/schema.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { desk } from '../writing-desk.ts';
import type { Call } from './call.ts';
import { viewerOf } from './viewer.ts';

/** What may be asked for. */
export const SERVICES = {
  listServices: async ({ event }: Call<undefined>) => {
    viewerOf(event);
    const offered = desk().catalogue.departments.filter(({ id }) => id !== TRIAGE);
    return {
      items: offered.flatMap(({ id, name, words, services }) =>
        services.map((service) => ({
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
