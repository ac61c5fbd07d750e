'use strict';

// Names of what interfaces of readline keep to themselves. The interface of
// readline itself shows most of them without the disguise.

const methods = [
  '_setRawMode', '_onLine', '_writeToOutput', '_addHistory', '_refreshLine', '_normalWrite', '_insertString', '_tabComplete', '_wordLeft',
  '_wordRight', '_deleteLeft', '_deleteRight', '_deleteWordLeft', '_deleteWordRight', '_deleteLineLeft', '_deleteLineRight', '_line',
  '_historyNext', '_historyPrev', '_getDisplayPos', '_moveCursor', '_ttyWrite',
];
const properties = ['_decoder', '_line_buffer', '_oldPrompt', '_previousKey', '_prompt', '_questionCallback', '_sawReturnAt'];
const hidden = [
  '_question', '_questionCancel', '_questionReject', '_undoStack', '_redoStack', '_killRing',
  '_killRingCursor', '_yanking', '_tabCompleter', '_yank', '_yankPop', '_undo', '_redo', '_beforeEdit', '_pushToUndoStack', '_pushToKillRing',
];

const s = {};
for (const name of [...methods, ...properties, ...hidden]) s[name] = Symbol(name);
s._substringSearch = Symbol('kSubstringSearch');
s._lineObjectStream = Symbol('line object stream');

module.exports = { s, methods, properties };
