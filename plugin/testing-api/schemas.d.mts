export const SCHEMAS: Readonly<Record<'alertRuleGroup' | 'folder' | 'pluginSettings' | 'answers', unknown>>;
export function answerSchema(name: string): unknown;
