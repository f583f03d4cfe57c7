import { expect, test } from 'vitest';
import { newTextOfHtml, textOfHtml } from '#desk/intake/html.ts';
import { bundleOf } from '#infra/parts/bundle.ts';

const PAGES = [
  '<p>Hi <b>there</b>, see <a href="https://a.example/x">this</a> &amp; that &eacute;&nbsp;&#8364;</p><ul><li>one<li>two</ul>',
  '<div>new</div><div class="gmail_quote">old</div>',
  '<table><tr><td>a</td><td>b</td></tr></table><pre>  kept  as is </pre><img src=x alt=y><h1>Head</h1><blockquote>q</blockquote>',
  '<p>unclosed <b>and <i>crossed</b> tags</i> <unknown-tag>x</unknown-tag><svg><text>y</text></svg><!-- c --><![CDATA[d]]>',
];

test('a bundle reads pages as the desk does, without what writes them', () => {
  const { text } = bundleOf('desk/intake/html.ts');
  const bundled: {
    exports: Partial<{ textOfHtml(html: string): string; newTextOfHtml(html: string): string }>;
  } = {
    exports: {},
  };
  new Function('module', 'exports', new TextDecoder().decode(text))(bundled, bundled.exports);
  for (const page of PAGES) {
    expect(bundled.exports.textOfHtml?.(page)).toBe(textOfHtml(page));
    expect(bundled.exports.newTextOfHtml?.(page)).toBe(newTextOfHtml(page));
  }
  expect(textOfHtml(PAGES[0] ?? '')).toContain('that é');
});
