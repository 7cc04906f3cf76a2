/** A JSON Schema with every `$ref` to its own `$defs` replaced by what it names; inside itself a definition is left open. */
export function inlineReferences(root) {
  return inlined(root, root, []);
}

function inlined(node, root, open) {
  if (Array.isArray(node)) {
    return node.map((item) => inlined(item, root, open));
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const { $ref: reference, $defs: _, ...rest } = node;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlined(value, root, open)]));
  if (reference === undefined || open.includes(reference)) {
    return own;
  }
  return { ...inlined(definition(reference, root), root, [...open, reference]), ...own };
}

function definition(reference, root) {
  return reference === '#' ? root : root.$defs[reference.replace('#/$defs/', '')];
}
