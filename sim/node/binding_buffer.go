package node

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"reflect"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/grafana/sobek"
)

// bytesOf is the memory behind an ArrayBuffer or a view of one, not a copy;
// false if the value is neither. Memory that has gone elsewhere is empty here.
func bytesOf(v sobek.Value) ([]byte, bool) {
	object, ok := v.(*sobek.Object)
	if !ok {
		return nil, false
	}
	if memory, ok := memoryOf(object); ok {
		return memory.Bytes(), true
	}
	buffer, ok := object.Get("buffer").(*sobek.Object)
	if !ok {
		return nil, false
	}
	memory, ok := memoryOf(buffer)
	switch {
	case !ok:
		return nil, false
	case memory.Detached(): // a view of what was moved away is empty
		return nil, true
	case object.ExportType() == reflect.TypeFor[[]byte]():
		return object.Export().([]byte), true
	}
	offset, length := object.Get("byteOffset").ToInteger(), object.Get("byteLength").ToInteger()
	return memory.Bytes()[offset : offset+length], true
}

// memoryOf is an ArrayBuffer's memory, false for any other object. The engine
// cannot export them all: asked for a view of a detached ArrayBuffer it cuts
// memory that is no longer there.
func memoryOf(object *sobek.Object) (sobek.ArrayBuffer, bool) {
	if object.ExportType() != reflect.TypeFor[sobek.ArrayBuffer]() {
		return sobek.ArrayBuffer{}, false
	}
	memory, ok := object.Export().(sobek.ArrayBuffer)
	return memory, ok
}

// bytesArgument is the memory of an argument that the library has checked.
func (n *Environment) bytesArgument(v sobek.Value) []byte {
	data, ok := bytesOf(v)
	if !ok {
		panic(n.isolate.Engine.NewTypeError("not a buffer"))
	}
	return data
}

// bytesOrText is the memory of a view, or a string's UTF-8.
func (n *Environment) bytesOrText(v sobek.Value) []byte {
	if data, ok := bytesOf(v); ok {
		return data
	}
	return []byte(v.String())
}

// units are a string's UTF-16 code units.
func units(v sobek.Value) []uint16 {
	text, ok := v.(sobek.String)
	if !ok {
		return utf16.Encode([]rune(v.String()))
	}
	if narrow, ok := asciiOf(text); ok {
		return widened([]byte(narrow))
	}
	list := make([]uint16, text.Length())
	for i := range list {
		list[i] = text.CharAt(i)
	}
	return list
}

// asciiOf is a text that the engine keeps as ASCII.
func asciiOf(v sobek.Value) (string, bool) {
	text, ok := v.(sobek.String)
	if !ok || reflect.TypeOf(text).Kind() == reflect.Slice { // of UTF-16
		return "", false
	}
	narrow := text.String()
	return narrow, len(narrow) == text.Length()
}

// widened are bytes as code units.
func widened(data []byte) []uint16 {
	list := make([]uint16, len(data))
	for i, b := range data {
		list[i] = uint16(b)
	}
	return list
}

// latin1 is the low byte of each code unit.
func latin1(v sobek.Value) []byte {
	if narrow, ok := asciiOf(v); ok {
		return []byte(narrow)
	}
	list := units(v)
	out := make([]byte, len(list))
	for i, u := range list {
		out[i] = byte(u)
	}
	return out
}

// encodeText is a string's bytes in one of Node's encodings.
func encodeText(v sobek.Value, encoding string) []byte {
	switch encoding {
	case "latin1", "ascii":
		return latin1(v)
	case "utf16le":
		list := units(v)
		out := make([]byte, 2*len(list))
		for i, u := range list {
			out[2*i], out[2*i+1] = byte(u), byte(u>>8)
		}
		return out
	case "hex":
		return decodeHex(latin1(v))
	case "base64", "base64url":
		return decodeBase64(v.String())
	}
	return []byte(v.String())
}

// decodeHex reads pairs of digits, up to the first that is none. Node looks at the
// low byte of each code unit only. (nbytes::unhex)
func decodeHex(text []byte) []byte {
	out := make([]byte, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		high, low := hexDigit(text[i]), hexDigit(text[i+1])
		if high < 0 || low < 0 {
			break
		}
		out = append(out, byte(high<<4|low))
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// decodeBase64 reads both alphabets, passes over what belongs to neither, and
// ends at the first padding.
func decodeBase64(text string) []byte {
	out := make([]byte, 0, len(text)*3/4)
	held, bits := uint32(0), 0
	for i := 0; i < len(text) && text[i] != '='; i++ {
		value := base64Digit(text[i])
		if value < 0 {
			continue
		}
		held, bits = held<<6|uint32(value), bits+6
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(held>>bits))
		}
	}
	return out
}

func base64Digit(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c - 'A')
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 26
	case c >= '0' && c <= '9':
		return int(c-'0') + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return -1
}

// longestText is how many units a string of V8 has at most. (String::kMaxLength)
const longestText = 0x1fffffe8

// checkTextLength throws if so many bytes would be a longer string than there
// are; of UTF-8 V8 counts the bytes. (src/string_bytes.cc)
func (n *Environment) checkTextLength(size int, encoding string) {
	switch encoding {
	case "hex":
		size *= 2
	case "base64":
		size = base64.StdEncoding.EncodedLen(size)
	case "base64url":
		size = base64.RawURLEncoding.EncodedLen(size)
	case "utf16le":
		size /= 2
	}
	if size <= longestText {
		return
	}
	e := n.isolate.Engine
	thrown, err := e.New(e.Get("Error"), e.ToValue("Cannot create a string longer than 0x1fffffe8 characters"))
	if err != nil {
		panic(err)
	}
	_ = thrown.Set("code", "ERR_STRING_TOO_LONG")
	panic(thrown)
}

// decodeText is what bytes mean in one of Node's encodings.
func decodeText(data []byte, encoding string) sobek.Value {
	switch encoding {
	case "latin1", "ascii":
		if isASCII(data) {
			return asciiValue(string(data))
		}
		list := widened(data)
		if encoding == "ascii" {
			for i := range list {
				list[i] &= 0x7f
			}
		}
		return sobek.StringFromUTF16(list)
	case "utf16le":
		list := make([]uint16, len(data)/2)
		for i := range list {
			list[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
		}
		return sobek.StringFromUTF16(list)
	case "hex":
		return asciiValue(hex.EncodeToString(data))
	case "base64":
		return asciiValue(base64.StdEncoding.EncodeToString(data))
	case "base64url":
		return asciiValue(base64.RawURLEncoding.EncodeToString(data))
	}
	if isASCII(data) {
		return asciiValue(string(data))
	}
	return sobek.StringFromUTF16(decodeUTF8(data))
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func asciiValue(text string) sobek.Value {
	var value sobek.StringBuilder
	value.WriteUTF8String(text)
	return value.String()
}

// decodeUTF8 puts one U+FFFD in place of each maximal part of a sequence that
// goes on wrongly. (WHATWG Encoding, Unicode chapter 3.9)
func decodeUTF8(data []byte) []uint16 {
	list := make([]uint16, 0, len(data))
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			list = append(list, uint16(data[0]))
			data = data[1:]
			continue
		}
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			size = brokenPart(data)
		}
		list = utf16.AppendRune(list, r)
		data = data[size:]
	}
	return list
}

// brokenPart is how many bytes of a sequence that is not whole belong together.
func brokenPart(data []byte) int {
	need, low, high := sequence(data[0])
	size := 1
	for size < need && size < len(data) && data[size] >= low && data[size] <= high {
		size++
		low, high = 0x80, 0xbf
	}
	return size
}

// sequence is how long a sequence is that begins with a byte, and what its
// second byte may be. (Unicode, table 3-7)
func sequence(first byte) (size int, low, high byte) {
	switch {
	case first >= 0xc2 && first <= 0xdf:
		return 2, 0x80, 0xbf
	case first == 0xe0:
		return 3, 0xa0, 0xbf
	case first == 0xed:
		return 3, 0x80, 0x9f
	case first >= 0xe1 && first <= 0xef:
		return 3, 0x80, 0xbf
	case first == 0xf0:
		return 4, 0x90, 0xbf
	case first >= 0xf1 && first <= 0xf3:
		return 4, 0x80, 0xbf
	case first == 0xf4:
		return 4, 0x80, 0x8f
	}
	return 1, 0, 0
}

// unfinished is how many bytes at the end of data may be the beginning of a
// sequence that goes on in the next piece.
func unfinished(data []byte) int {
	for back := 1; back <= 3 && back <= len(data); back++ {
		tail := data[len(data)-back:]
		if tail[0]&0xc0 == 0x80 {
			continue
		}
		if need, _, _ := sequence(tail[0]); need > back && brokenPart(tail) == back {
			return back
		}
		return 0
	}
	return 0
}

// whole is how many of the first limit bytes are whole characters.
func whole(data []byte, limit int, encoding string) int {
	if limit >= len(data) {
		return len(data)
	}
	switch encoding {
	case "utf8":
		for limit > 0 && !utf8.RuneStart(data[limit]) {
			limit--
		}
	case "utf16le":
		limit &^= 1
	}
	return limit
}

// find is the place of needle in data, from an offset forward or backward;
// places are multiples of step. -1 if there is none.
func find(data, needle []byte, from int, forward bool, step int) int {
	if step == 1 && forward && from <= len(data) {
		if at := bytes.Index(data[from:], needle); at >= 0 {
			return from + at
		}
		return -1
	}
	move := step
	if !forward {
		move = -step
		from = min(from, len(data)-len(needle))
	}
	for at := from - from%step; at >= 0 && at+len(needle) <= len(data); at += move {
		if bytes.Equal(data[at:at+len(needle)], needle) {
			return at
		}
	}
	return -1
}

// What is taken here for a byte of each encoding, in picoseconds, the text besides.
// (Measured.)
func encodingPs(encoding string) int64 {
	switch encoding {
	case "utf8", "latin1", "ascii":
		return 1500
	case "hex", "base64", "base64url":
		return 4000
	}
	return 6000
}

// What is taken for a byte where others are looked for or turned around. (Measured.)
const (
	foundPs   = 2000
	steppedPs = 6000
	turnedPs  = 3000
)

// looked is how many of so many bytes were looked at to find something at a place, or
// nowhere.
func looked(length, from, at int, forward bool) int {
	switch {
	case at < 0 && forward:
		return max(length-from, 0)
	case at < 0:
		return min(length, from)
	case at < from:
		return from - at
	}
	return at - from
}

// bufferBinding does on bytes what would be slow in JavaScript. Each call
// costs by the bytes it goes through.
func (n *Environment) bufferBinding() sobek.Value {
	e := n.isolate.Engine
	text := func(v sobek.Value) string { return v.String() }
	number := func(v sobek.Value) int { return int(v.ToInteger()) }
	return n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		// lengthUtf8(string): how many bytes it takes.
		"lengthUtf8": func(c sobek.FunctionCall) sobek.Value { return e.ToValue(len(text(c.Argument(0)))) },
		// encode(string, encoding): an ArrayBuffer of its bytes.
		"encode": func(c sobek.FunctionCall) sobek.Value {
			encoding := text(c.Argument(1))
			data := encodeText(c.Argument(0), encoding)
			n.goThrough(len(data), encodingPs(encoding))
			return n.arrayBuffer(data)
		},
		// write(view, string, offset, length, encoding): how many bytes of whole
		// characters were written.
		"write": func(c sobek.FunctionCall) sobek.Value {
			target := n.bytesArgument(c.Argument(0))[number(c.Argument(2)):]
			encoding := text(c.Argument(4))
			data := encodeText(c.Argument(1), encoding)
			size := whole(data, min(number(c.Argument(3)), len(target)), encoding)
			n.isolate.Labour(int64(len(data)) * encodingPs(encoding) / 1000)
			n.goThrough(size, copiedPs)
			return e.ToValue(copy(target, data[:size]))
		},
		// decode(view, start, end, encoding): a string.
		"decode": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesArgument(c.Argument(0))[number(c.Argument(1)):number(c.Argument(2))]
			encoding := text(c.Argument(3))
			n.checkTextLength(len(data), encoding)
			n.goThrough(len(data), encodingPs(encoding))
			return decodeText(data, encoding)
		},
		// decoder(label): what decodes in an encoding by the name of the Web's.
		"decoder": func(c sobek.FunctionCall) sobek.Value { return n.decoder(text(c.Argument(0))) },
		"validUtf8": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesArgument(c.Argument(0))
			n.goThrough(len(data), copiedPs)
			return e.ToValue(utf8.Valid(data))
		},
		"validAscii": func(c sobek.FunctionCall) sobek.Value {
			data := n.bytesArgument(c.Argument(0))
			n.goThrough(len(data), copiedPs)
			return e.ToValue(isASCII(data))
		},
		// unfinished(view): the bytes at its end that may go on as one character.
		"unfinished": func(c sobek.FunctionCall) sobek.Value {
			return e.ToValue(unfinished(n.bytesArgument(c.Argument(0))))
		},
		"compare": func(c sobek.FunctionCall) sobek.Value {
			a, b := n.bytesArgument(c.Argument(0)), n.bytesArgument(c.Argument(1))
			n.goThrough(min(len(a), len(b)), comparedPs)
			return e.ToValue(bytes.Compare(a, b))
		},
		// copy(from, to, toStart, fromStart, fromEnd).
		"copy": func(c sobek.FunctionCall) sobek.Value {
			from, to := n.bytesArgument(c.Argument(0)), n.bytesArgument(c.Argument(1))
			size := copy(to[number(c.Argument(2)):], from[number(c.Argument(3)):number(c.Argument(4))])
			n.goThrough(size, copiedPs)
			return e.ToValue(size)
		},
		// fill(view, pattern, start, end).
		"fill": func(c sobek.FunctionCall) sobek.Value {
			target := n.bytesArgument(c.Argument(0))[number(c.Argument(2)):number(c.Argument(3))]
			pattern := n.bytesArgument(c.Argument(1))
			n.goThrough(len(target), copiedPs)
			for done := copy(target, pattern); done < len(target); {
				done += copy(target[done:], target[:done])
			}
			return nil
		},
		// find(view, needle, from, forward, step).
		"find": func(c sobek.FunctionCall) sobek.Value {
			data, from, forward, step := n.bytesArgument(c.Argument(0)), number(c.Argument(2)), c.Argument(3).ToBoolean(), number(c.Argument(4))
			ps := int64(foundPs)
			if !forward || step > 1 {
				ps = steppedPs
			}
			at := find(data, n.bytesArgument(c.Argument(1)), from, forward, step)
			n.goThrough(looked(len(data), from, at, forward), ps)
			return e.ToValue(at)
		},
		// swap(view, size): turns around each group of so many bytes.
		"swap": func(c sobek.FunctionCall) sobek.Value {
			data, size := n.bytesArgument(c.Argument(0)), number(c.Argument(1))
			n.goThrough(len(data), turnedPs)
			for ; len(data) >= size; data = data[size:] {
				for i, j := 0, size-1; i < j; i, j = i+1, j-1 {
					data[i], data[j] = data[j], data[i]
				}
			}
			return nil
		},
	})
}
