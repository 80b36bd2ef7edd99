interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/**
 * The smallest value that a JSON schema lets through.
 * @param known values to take for properties of these names, where their type fits
 */
export function exampleOf(schema: unknown, known: Readonly<Record<string, string>>): unknown {
  return example(schema as Schema, known, '');
}

function example(schema: Schema, known: Readonly<Record<string, string>>, name: string): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return example(choice, known, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [
          key,
          example(schema.properties?.[key] ?? {}, known, key),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        example(schema.items ?? {}, known, name),
      );
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'string':
      return known[name] ?? text(schema);
    default:
      return null;
  }
}

function text({ format, minLength = 1 }: Schema): string {
  // Moments that are asked for lie ahead.
  if (format === 'date-time') return new Date(Date.now() + 3_600_000).toISOString();
  if (format === 'date') return '2026-11-25';
  if (format === 'email') return 'mali@example.org';
  if (format === 'uri') return 'https://example.org/';
  return 'ข้อความตัวอย่าง'.padEnd(minLength, 'ๆ');
}
