export function checkSchema(schema: unknown, value: unknown): string[];
