package node

import (
	"bytes"

	"github.com/grafana/sobek"
)

// lineReader is an object that takes bytes apart into lines of UTF-8:
//
//	read(memory)  the lines that are complete, without their ends
//	incomplete()  whether a line has begun and not ended
func (n *Environment) lineReader() sobek.Value {
	e := n.isolate.Engine
	var rest []byte // of a line whose end has not come
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"read": func(c sobek.FunctionCall) sobek.Value {
			data, _ := bytesOf(c.Argument(0))
			n.goThrough(len(data), copiedPs)
			var lines []any
			for {
				end := bytes.IndexByte(data, '\n')
				if end < 0 {
					break
				}
				lines = append(lines, decodeText(append(rest, data[:end]...), "utf8"))
				rest, data = rest[:0], data[end+1:]
			}
			rest = append(rest, data...)
			return e.NewArray(lines...)
		},
		"incomplete": func(sobek.FunctionCall) sobek.Value { return e.ToValue(len(rest) > 0) },
	})
}
