package node

import (
	"github.com/grafana/sobek"
)

// scriptParser is a parser whose listener is JavaScript.
type scriptParser struct {
	node *Environment
	httpParser
	calls [5]sobek.Callable // of head, body, trailers, complete, begun
}

// scriptRead is bytes that a parser goes through piece by piece.
type scriptRead struct {
	parser *scriptParser
	data   []byte
	at     int
	done   sobek.Callable
	result func(int, *httpFailure) sobek.Value
	holds  []sobek.Value
}

func (r *scriptRead) goOn() {
	n := r.parser.node
	r.parser.pieces = n.reads()
	used, failure := r.parser.execute(r.data[r.at:])
	r.parser.pieces = false
	r.at += used
	if r.parser.stopped {
		n.follow(r.goOn, r.holds...)
		return
	}
	if _, err := r.done(sobek.Undefined(), r.result(r.at, failure)); err != nil {
		panic(err)
	}
}

// reads reports whether the innermost callback is that of a handle, and no tick
// or timer.
func (n *Environment) reads() bool {
	if len(n.calls) == 0 {
		return false
	}
	now := n.calls[len(n.calls)-1].item
	return now.resource != nil && now.keeps && (now.resource.kind == "TCPWRAP" || now.resource.kind == "PIPEWRAP")
}

func (s *scriptParser) call(which int, arguments ...sobek.Value) sobek.Value {
	result, err := s.calls[which](sobek.Undefined(), arguments...)
	if err != nil {
		panic(err)
	}
	return result
}

func (s *scriptParser) head(m *httpHead) httpBody {
	e := s.node.isolate.Engine
	fields := make([]any, len(m.fields))
	for i, text := range m.fields {
		fields[i] = bytesAsText(text)
	}
	return httpBody(s.call(0, e.ToValue(m.major), e.ToValue(m.minor), e.NewArray(fields...), e.ToValue(m.method), e.ToValue(bytesAsText(m.url)),
		e.ToValue(m.status), e.ToValue(bytesAsText(m.reason)), e.ToValue(m.upgrade), e.ToValue(m.keepAlive)).ToInteger())
}

func (s *scriptParser) body(data []byte) bool {
	copied := append([]byte(nil), data...)
	s.call(1, s.node.arrayBuffer(copied))
	return s.failure == nil
}

func (s *scriptParser) trailers(fields []string) {
	list := make([]any, len(fields))
	for i, text := range fields {
		list[i] = bytesAsText(text)
	}
	s.call(2, s.node.isolate.Engine.NewArray(list...))
}

func (s *scriptParser) complete() bool {
	s.call(3)
	return s.failure == nil
}

func (s *scriptParser) begun() { s.call(4) }

// bytesAsText is bytes as text of which each character is one byte.
func bytesAsText(text string) string {
	for i := range len(text) {
		if text[i] >= 0x80 {
			units := make([]rune, len(text))
			for j := range len(text) {
				units[j] = rune(text[j])
			}
			return string(units)
		}
	}
	return text
}

// httpBinding is the parser of lib/_http_common.js.
func (n *Environment) httpBinding() sobek.Value {
	e := n.isolate.Engine
	parser := func(c sobek.FunctionCall) *scriptParser { return c.Argument(0).Export().(*scriptParser) }
	result := func(used int, failure *httpFailure) sobek.Value {
		if failure == nil {
			return e.ToValue(used)
		}
		return e.NewArray(failure.code, failure.reason, used)
	}
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// parser(response, most, lenient, head, body, trailers, complete, begun).
		"parser": func(c sobek.FunctionCall) sobek.Value {
			s := &scriptParser{node: n}
			s.response, s.most, s.lenient = c.Argument(0).ToBoolean(), int(c.Argument(1).ToInteger()), c.Argument(2).ToBoolean()
			for i := range s.calls {
				s.calls[i] = n.function(c.Argument(3 + i))
			}
			s.tell = s
			return e.ToValue(s)
		},
		// execute(parser, bytes): how many of them were HTTP, or [code, reason, how many].
		"execute": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesArgument(c.Argument(1))
			n.goThrough(len(data), copiedPs)
			return result(parser(c).execute(data))
		},
		// read(parser, bytes, done): as execute, with bytes that a handle of Node's
		// has just read. Each piece of a body is told by a callback of its own, after
		// which ticks and microtasks run; the head and the end of a message are not.
		// done is called with what execute returns. (HTTPParser::on_body calls by
		// MakeCallback, on_headers_complete and on_message_complete with
		// kSkipTaskQueues)
		"read": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesArgument(c.Argument(1))
			n.isolate.Owe(int64(len(data)) * n.options.Costs.BytesPerKiBNs / 1024)
			r := &scriptRead{parser: parser(c), data: data, done: n.function(c.Argument(2)), result: result, holds: c.Arguments}
			r.goOn()
			return sobek.Undefined()
		},
		// finish(parser): nothing more comes.
		"finish": func(c sobek.FunctionCall) sobek.Value { return result(0, parser(c).end()) },
	})
}
