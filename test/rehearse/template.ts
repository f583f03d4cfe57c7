/** A resource of a template, as far as the rehearsal looks at it. */
export type Resource = Readonly<{
  Type: string;
  Properties?: Readonly<Record<string, unknown>>;
  DependsOn?: string | readonly string[];
  DeletionPolicy?: string;
}>;

/** A template, as far as the rehearsal looks at it. */
export type Template = Readonly<{
  Resources: Readonly<Record<string, Resource>>;
  Outputs?: Readonly<Record<string, unknown>>;
}>;

/** The resources of a template of one type. */
export const ofType = ({ Resources }: Template, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type);

/** A part of a template that names a resource, and perhaps one of its attributes. */
type Named = (id: string, attribute: string) => boolean;

/** Whether something in a template speaks of a resource, or of an attribute of it, that is looked for. */
export function speaksOf(value: unknown, looked: Named): boolean {
  if (Array.isArray(value)) return value.some((each) => speaksOf(each, looked));
  if (typeof value !== 'object' || value === null) return false;
  const named = (path: string) => {
    const [id = '', ...attribute] = path.split('.');
    return looked(id, attribute.join('.'));
  };
  return Object.entries(value).some(([key, inner]) => {
    if (key === 'Ref') return named(String(inner));
    if (key === 'Fn::GetAtt') return named([inner].flat().join('.'));
    if (key === 'Fn::Sub') {
      const text = String(Array.isArray(inner) ? inner[0] : inner);
      if ([...text.matchAll(/\$\{([^}]+)\}/g)].some(([, path = '']) => named(path))) return true;
    }
    return speaksOf(inner, looked);
  });
}
