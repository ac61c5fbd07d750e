'use strict';

// The XML that JUnit's followers read.

const { inspect } = require('internal/inspect');

const content = (text = '') => `${text}`.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const attribute = (text = '') => content(`${text}`.replace(/\n/g, '')).replace(/"/g, '&quot;');

function xml(node) {
  if (typeof node === 'string') return `${content(node)}\n`;
  const indent = '\t'.repeat(node.nesting + 1);
  if (node.comment) return `${indent}<!-- ${node.comment.replace(/--/g, '&#45;&#45;')} -->\n`;
  const start = `${indent}<${node.tag} ${Object.entries(node.attributes).map(([key, value]) => `${key}="${attribute(value)}"`).join(' ')}`;
  if (!node.children?.length) return `${start}/>\n`;
  return `${start}>\n${node.children.map(xml).join('')}${indent}</${node.tag}>\n`;
}

const count = (children, tag, total) => children.filter((child) => child.children?.some((one) => one.tag === tag) || child.attributes?.[total]).length;

module.exports = async function* junit(source) {
  yield '<?xml version="1.0" encoding="utf-8"?>\n';
  yield '<testsuites>\n';
  const roots = [];
  let suite = null;

  const start = ({ name, nesting }) => {
    const made = { attributes: { __proto__: null, name }, nesting, parent: suite, children: [] };
    (suite?.children ?? roots).push(made);
    suite = made;
  };

  const end = (type, data) => {
    if (!suite) start({ name: 'root', nesting: 0 });
    if (suite.attributes.name !== data.name || suite.nesting !== data.nesting) start(data);
    const test = suite;
    suite = suite.parent;
    test.attributes.time = (data.details.duration_ms / 1000).toFixed(6);
    const children = test.children.filter((child) => child.comment === undefined);
    if (children.length > 0) {
      test.tag = 'testsuite';
      Object.assign(test.attributes, {
        disabled: 0, errors: 0, tests: children.length, failures: count(test.children, 'failure', 'failures'),
        skipped: count(test.children, 'skipped', 'skipped'), hostname: require('os').hostname(),
      });
      return;
    }
    test.tag = 'testcase';
    test.attributes.classname = data.classname ?? 'test';
    const add = (tag, attributes, inner) => test.children.push({ nesting: data.nesting + 1, tag, attributes, children: inner });
    if (data.skip) add('skipped', { type: 'skipped', message: data.skip });
    if (data.todo) add('skipped', { type: 'todo', message: data.todo });
    if (type === 'test:fail') {
      const { error } = data.details;
      add('failure', { type: error?.failureType || error?.code, message: error?.message ?? '' },
        [inspect(error, { colors: false, breakLength: Infinity })]);
      test.attributes.failure = error?.message ?? '';
    }
  };

  for await (const { type, data } of source) {
    if (type === 'test:start') start(data);
    else if (type === 'test:pass' || type === 'test:fail') end(type, data);
    else if (type === 'test:diagnostic') (suite?.children ?? roots).push({ nesting: data.nesting, comment: data.message });
  }
  for (const root of roots) yield xml(root);
  yield '</testsuites>\n';
};
