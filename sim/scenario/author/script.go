package author

import (
	"fmt"
	"strings"
)

// Script writes a JavaScript program of a seed for Node: timers, immediates,
// ticks, promises, jobs of the pool, output, garbage and computing, nested in one
// another. It always ends.
func Script(seed uint64) string {
	w := &scriptAuthor{Dice: Dice{seed}}
	w.text.WriteString("const { pbkdf2 } = require('crypto'), fs = require('fs'), kept = []\n")
	for range w.From(2, 9) {
		w.statement(0)
	}
	return w.text.String()
}

type scriptAuthor struct {
	Dice
	text  strings.Builder
	names int
}

// deepestCall is how deep callbacks may lie in one another.
const deepestCall = 3

func (w *scriptAuthor) line(depth int, format string, parts ...any) {
	fmt.Fprintf(&w.text, "%s%s\n", strings.Repeat("  ", depth), fmt.Sprintf(format, parts...))
}

// calling writes a call with a callback in it.
func (w *scriptAuthor) calling(depth int, before, after string) {
	w.line(depth, "%s(() => {", before)
	if depth < deepestCall {
		for range w.Below(4) {
			w.statement(depth + 1)
		}
	}
	w.line(depth, "}%s)", after)
}

func (w *scriptAuthor) statement(depth int) {
	w.names++
	switch w.Below(13) {
	case 0, 1:
		w.calling(depth, "setTimeout", fmt.Sprintf(", %d", w.Below(4)*w.Below(9)))
	case 2:
		w.calling(depth, "setImmediate", "")
	case 3:
		w.calling(depth, "process.nextTick", "")
	case 4:
		w.calling(depth, "queueMicrotask", "")
	case 5:
		w.calling(depth, "Promise.resolve().then", "")
	case 6:
		w.line(depth, "pbkdf2('a', 'b', %d, 32, 'sha256', () => console.log(%d))", w.From(1, 9000), w.names)
	case 7:
		w.line(depth, "fs.readFile(__filename, () => console.error(%d))", w.names)
	case 8:
		w.line(depth, "console.log('%s', %d)", w.One("行", "line", "a\\nb"), w.names)
	case 9:
		w.line(depth, "for (let i = 0; i < %d; i++) kept.push([i, i]); kept.length = 0", w.From(1, 4000))
	case 10:
		w.line(depth, "const t%d = setTimeout(() => {}, %d); clearTimeout(t%d)", w.names, w.From(1, 50), w.names)
	case 11:
		w.line(depth, "let n%d = 0; const i%d = setInterval(() => { if (++n%d === %d) clearInterval(i%d) }, %d)",
			w.names, w.names, w.names, w.From(1, 4), w.names, w.From(1, 5))
	case 12:
		w.line(depth, ";(async () => { await null; console.log(%d) })()", w.names)
	}
}
