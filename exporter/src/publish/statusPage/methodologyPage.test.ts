import { expect, test } from 'vitest';
import { methodologyPage } from './methodologyPage.js';

test.each([
  { name: 'headings', markdown: '# Rules\n\n## Team\n\n### Tags', has: '<h1>Rules</h1><h2>Team</h2><h3>Tags</h3>' },
  { name: 'a list', markdown: '- one\n- two', has: '<ul><li>one</li><li>two</li></ul>' },
  { name: 'rules in their order', markdown: '1. one\n2. two', has: '<ol><li>one</li><li>two</li></ol>' },
  {
    name: 'a paragraph',
    markdown: 'from `team`, **first**',
    has: '<p>from <code>team</code>, <strong>first</strong></p>',
  },
  { name: 'a line that only starts like a list', markdown: '- one\ntwo', has: '<p>- one two</p>' },
  {
    name: 'nothing of what a rule contains as HTML',
    markdown: '- `<b>` & "x"',
    has: '<code>&lt;b&gt;</code> &amp; &quot;x',
  },
])('the page of rules has $name', ({ markdown, has }) => {
  const page = methodologyPage({ markdown, version: 'e815' }, '0.1.0').text;
  expect(
    page
      .replace(/\s+/g, ' ')
      .replace(/> </g, '><')
      .replace(/>\s+<\/(ul|ol)>/g, '></$1>'),
  ).toContain(has);
  expect(page).toContain('version e815');
});
