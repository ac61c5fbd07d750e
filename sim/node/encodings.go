package node

import (
	"strings"

	"github.com/grafana/sobek"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// textDecoder decodes bytes that come in pieces, in one of the encodings of the
// WHATWG Encoding Standard.
type textDecoder struct {
	transform.Transformer
	rest     []byte // of a letter that is not complete
	controls bool   // 0x80 to 0x9f are the controls of Unicode, which x/text leaves out
}

// decode is the text of more bytes; the last ones if no more come.
func (d *textDecoder) decode(data []byte, more bool) string {
	if !d.controls {
		return d.letters(data, more)
	}
	var text strings.Builder
	for at := range data {
		if data[at] >= 0x80 && data[at] <= 0x9f {
			text.WriteRune(rune(data[at]))
		} else {
			text.WriteString(d.letters(data[at:at+1], more))
		}
	}
	return text.String()
}

func (d *textDecoder) letters(data []byte, more bool) string {
	src := append(d.rest, data...)
	var out []byte
	dst := make([]byte, 256+3*len(src))
	for {
		written, read, err := d.Transform(dst, src, !more)
		out, src = append(out, dst[:written]...), src[read:]
		if err != transform.ErrShortDst {
			break
		}
	}
	d.rest = nil
	if more {
		d.rest = append(d.rest, src...)
	} else {
		d.Reset()
	}
	return string(out)
}

// decoder is an object for a label, undefined if it means no encoding:
//
//	name                  the encoding's name
//	decode(memory, more)  the text of bytes
func (n *Environment) decoder(label string) sobek.Value {
	encoding, err := htmlindex.Get(label)
	if err != nil {
		return sobek.Undefined()
	}
	name, err := htmlindex.Name(encoding)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return sobek.Undefined()
	}
	e := n.isolate.Engine
	d := &textDecoder{Transformer: encoding.NewDecoder(), controls: strings.HasPrefix(name, "iso-8859-")}
	object := n.functions(map[string]func(sobek.FunctionCall) sobek.Value{
		"decode": func(c sobek.FunctionCall) sobek.Value {
			data, _ := bytesOf(c.Argument(0))
			n.goThrough(len(data), copiedPs)
			return e.ToValue(d.decode(data, c.Argument(1).ToBoolean()))
		},
	})
	_ = object.ToObject(e).Set("name", name)
	return object
}
